/** What TOS knows of stored pictures: each object is asked about once in a request, and only when a field needs it. */
import type DataLoader from "dataloader";
import pLimit, { type LimitFunction } from "p-limit";
import type { ObjectName } from "../../generation/request.js";
import type { TosClient } from "../../tos/client.js";
import type { ObjectHead, PictureInfo } from "../../tos/objects.js";
import type { CallOptions } from "../../tos/transport.js";
import { type CurrentCall, eachKey } from "../each-key.js";

/** HEADs of one request that are under way at a time. */
const HEADS = 32;
/**
 * The same for calls of image processing, of both kinds together: TOS takes 10 of an account at a time, 20 in Beijing
 * (docs/6349/153623), and other requests want to have some of them.
 */
const REPORTS = 8;

type Pictures = Pick<TosClient, "headObject" | "getPictureInfo" | "getAverageHue">;

/** Each loader is made when it is first asked: most requests need none of them, and those that wait are many. */
export class PictureLoaders {
  readonly #tos: Pictures;
  readonly #call: CurrentCall;
  #reports: LimitFunction | undefined;
  #head: PictureLoader<ObjectHead> | undefined;
  #info: PictureLoader<PictureInfo> | undefined;
  #averageHue: PictureLoader<string> | undefined;

  constructor(tos: Pictures, call: CurrentCall) {
    this.#tos = tos;
    this.#call = call;
  }

  /** HEAD of the object; null when it does not exist. */
  get head(): PictureLoader<ObjectHead> {
    this.#head ??= perObject(
      ({ bucket, key }, call) => this.#tos.headObject(bucket, key, call),
      pLimit(HEADS),
      this.#call,
    );
    return this.#head;
  }

  /** Dimensions and format (`image/info`); null when the object is gone or no picture. */
  get info(): PictureLoader<PictureInfo> {
    this.#reports ??= pLimit(REPORTS);
    this.#info ??= perObject(
      ({ bucket, key }, call) => this.#tos.getPictureInfo(bucket, key, call),
      this.#reports,
      this.#call,
    );
    return this.#info;
  }

  /** The mean colour, `#5c783b`; null when the object is gone or no picture. */
  get averageHue(): PictureLoader<string> {
    this.#reports ??= pLimit(REPORTS);
    this.#averageHue ??= perObject(
      ({ bucket, key }, call) => this.#tos.getAverageHue(bucket, key, call),
      this.#reports,
      this.#call,
    );
    return this.#averageHue;
  }

  /** To be called when an object was, or may have been, written or deleted: what was known of it no longer holds. */
  forget(name: ObjectName): void {
    for (const loader of [this.#head, this.#info, this.#averageHue]) loader?.clear(name);
  }
}

/** Null for an object that is not there, or no picture where it has to be one. */
type PictureLoader<T> = DataLoader<ObjectName, T | null, string>;

function perObject<T>(
  load: (name: ObjectName, call: CallOptions) => Promise<T>,
  limit: LimitFunction,
  call: CurrentCall,
): DataLoader<ObjectName, T, string> {
  return eachKey(load, { limit, call, cacheKeyFn: ({ bucket, key }) => `${bucket}/${key}` });
}
