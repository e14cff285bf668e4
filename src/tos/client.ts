/** The shared TOS client: the operations of this folder over one transport. */

import type { TosEndpoint } from "./endpoint.js";
import {
  type AigcMethod,
  type ImageToImageBody,
  type ImageToImageReply,
  imageToImage,
} from "./image-generation.js";
import {
  deleteImageStyle,
  getImageStyle,
  type ImageStyle,
  listImageStyles,
  putImageStyle,
  type StyleWritten,
} from "./image-styles.js";
import {
  getObject,
  getPictureInfo,
  headObject,
  type ObjectContent,
  type ObjectHead,
  type PictureInfo,
  putObject,
} from "./objects.js";
import { createPresigner, type Presigner } from "./presign.js";
import { type CallOptions, createTransport, type TransportOptions } from "./transport.js";

export interface TosClientOptions extends TransportOptions {
  /** How generations are sent. Default GET, which the API page shows. */
  readonly aigcMethod?: AigcMethod;
  /** For presigned URLs, when their users reach TOS at another address than we do. */
  readonly publicEndpoint?: TosEndpoint;
}

export interface TosClient {
  imageToImage(bucket: string, body: ImageToImageBody, options?: CallOptions): Promise<ImageToImageReply>;
  listImageStyles(bucket: string, options?: CallOptions): Promise<ImageStyle[]>;
  getImageStyle(bucket: string, name: string, options?: CallOptions): Promise<ImageStyle | null>;
  putImageStyle(bucket: string, name: string, content: string, options?: CallOptions): Promise<StyleWritten>;
  deleteImageStyle(bucket: string, name: string, options?: CallOptions): Promise<StyleWritten | null>;
  headObject(bucket: string, key: string, options?: CallOptions): Promise<ObjectHead | null>;
  getPictureInfo(bucket: string, key: string, options?: CallOptions): Promise<PictureInfo | null>;
  getObject(bucket: string, key: string, options?: Parameters<typeof getObject>[3]): Promise<ObjectContent>;
  putObject(
    bucket: string,
    key: string,
    body: Uint8Array,
    options?: Parameters<typeof putObject>[4],
  ): Promise<{ readonly etag: string | null }>;
  presign: Presigner;
  /** Waits for what is under way and closes every socket. */
  close(): Promise<void>;
}

/** Every call rejects with a TosError, or a TosAddressError when a custom domain does not stand for the bucket. */
export function createTosClient(options: TosClientOptions): TosClient {
  const transport = createTransport(options);
  return {
    imageToImage: (...args) => imageToImage(transport, options.aigcMethod ?? "GET", ...args),
    listImageStyles: (...args) => listImageStyles(transport, ...args),
    getImageStyle: (...args) => getImageStyle(transport, ...args),
    putImageStyle: (...args) => putImageStyle(transport, ...args),
    deleteImageStyle: (...args) => deleteImageStyle(transport, ...args),
    headObject: (...args) => headObject(transport, ...args),
    getPictureInfo: (...args) => getPictureInfo(transport, ...args),
    getObject: (...args) => getObject(transport, ...args),
    putObject: (...args) => putObject(transport, ...args),
    presign: createPresigner(options),
    close: () => transport.close(),
  };
}
