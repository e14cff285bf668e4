/** The shared TOS client: the operations of this folder over one transport. */

import { getAverageHue } from "./average-hue.js";
import { bucketExists } from "./buckets.js";
import type { BreakerState } from "./call-observer.js";
import type { TosEndpoint } from "./endpoint.js";
import type { TosOperation } from "./errors.js";
import {
  type AigcMethod,
  describeGeneration,
  type GenerationBody,
  type GenerationCallOptions,
  type GenerationReply,
  generateImage,
  type UnsignedRequest,
} from "./image-generation.js";
import {
  deleteImageStyle,
  getImageStyle,
  type ImageStyle,
  listImageStyles,
  putImageStyle,
  type StyleWritten,
} from "./image-styles.js";
import { type ListObjectsRequest, listObjects, type ObjectPage } from "./object-listing.js";
import {
  deleteObject,
  getObject,
  getPictureInfo,
  headObject,
  type ObjectContent,
  type ObjectHead,
  type PictureInfo,
  putObject,
} from "./objects.js";
import { createPresigner, createPutPresigner, type Presigner, type PutPresigner } from "./presign.js";
import { createResilientClient, type ResilienceOptions } from "./resilient-client.js";
import {
  type CallOptions,
  createTransport,
  type PoolName,
  type PoolStats,
  type TransportOptions,
} from "./transport.js";

export interface TosClientOptions extends TransportOptions {
  /** How generations are sent. Default GET, which the API page shows. */
  readonly aigcMethod?: AigcMethod;
  /** How calls are made again, and when they are no longer made. False: each is made once. */
  readonly resilience?: Omit<ResilienceOptions, "timeoutMs" | "observer"> | false;
  /** For presigned URLs, when their users reach TOS at another address than we do. */
  readonly publicEndpoint?: TosEndpoint;
}

export interface TosClient {
  /** `bucket` is the source's or, without a source, the output's. */
  generateImage(
    bucket: string,
    body: GenerationBody,
    options?: GenerationCallOptions,
  ): Promise<GenerationReply>;
  /** What `generateImage` would send; makes no call. */
  describeGeneration(bucket: string, body: GenerationBody): UnsignedRequest;
  bucketExists(bucket: string, options?: CallOptions): Promise<boolean>;
  listImageStyles(bucket: string, options?: CallOptions): Promise<ImageStyle[]>;
  getImageStyle(bucket: string, name: string, options?: CallOptions): Promise<ImageStyle | null>;
  putImageStyle(bucket: string, name: string, content: string, options?: CallOptions): Promise<StyleWritten>;
  deleteImageStyle(bucket: string, name: string, options?: CallOptions): Promise<StyleWritten | null>;
  headObject(bucket: string, key: string, options?: CallOptions): Promise<ObjectHead | null>;
  getPictureInfo(bucket: string, key: string, options?: CallOptions): Promise<PictureInfo | null>;
  /** The mean colour of a picture, `#5c783b`; null when it is gone or no picture. */
  getAverageHue(bucket: string, key: string, options?: CallOptions): Promise<string | null>;
  listObjects(bucket: string, request: ListObjectsRequest, options?: CallOptions): Promise<ObjectPage>;
  getObject(bucket: string, key: string, options?: Parameters<typeof getObject>[3]): Promise<ObjectContent>;
  putObject(
    bucket: string,
    key: string,
    body: Uint8Array,
    options?: Parameters<typeof putObject>[4],
  ): Promise<{ readonly etag: string | null }>;
  deleteObject(
    bucket: string,
    key: string,
    options?: CallOptions,
  ): Promise<{ readonly requestId: string | null }>;
  presign: Presigner;
  presignPut: PutPresigner;
  /** Of every operation that was called. Default: none. */
  breakers?(): ReadonlyMap<TosOperation, BreakerState>;
  poolStats?(): Readonly<Record<PoolName, PoolStats>>;
  /** Waits for what is under way and closes every socket. */
  close(): Promise<void>;
}

/** Every call rejects with a TosError, or a TosAddressError when a custom domain does not stand for the bucket. */
export function createTosClient(options: TosClientOptions): TosClient {
  const transport = createTransport(options);
  const aigcMethod = options.aigcMethod ?? "GET";
  const client: TosClient = {
    generateImage: (...args) => generateImage(transport, aigcMethod, ...args),
    describeGeneration: (...args) => describeGeneration(options.endpoint, aigcMethod, ...args),
    bucketExists: (...args) => bucketExists(transport, ...args),
    listImageStyles: (...args) => listImageStyles(transport, ...args),
    getImageStyle: (...args) => getImageStyle(transport, ...args),
    putImageStyle: (...args) => putImageStyle(transport, ...args),
    deleteImageStyle: (...args) => deleteImageStyle(transport, ...args),
    headObject: (...args) => headObject(transport, ...args),
    getPictureInfo: (...args) => getPictureInfo(transport, ...args),
    getAverageHue: (...args) => getAverageHue(transport, ...args),
    listObjects: (...args) => listObjects(transport, ...args),
    getObject: (...args) => getObject(transport, ...args),
    putObject: (...args) => putObject(transport, ...args),
    deleteObject: (...args) => deleteObject(transport, ...args),
    presign: createPresigner(options),
    presignPut: createPutPresigner(options),
    poolStats: () => transport.poolStats(),
    close: () => transport.close(),
  };
  const { resilience = {}, timeoutMs, observer } = options;
  if (resilience === false) return client;
  return createResilientClient(client, {
    ...resilience,
    observer,
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
}
