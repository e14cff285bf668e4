/** What TOS knows of stored pictures: each object is asked about once in a request, and only when a field needs it. */
import type DataLoader from "dataloader";
import pLimit, { type LimitFunction } from "p-limit";
import type { ObjectName } from "../../generation/request.js";
import type { TosClient } from "../../tos/client.js";
import type { ObjectHead, PictureInfo } from "../../tos/objects.js";
import type { CallOptions } from "../../tos/transport.js";
import { eachKey } from "../each-key.js";

export interface PictureLoaders {
  /** To be called when an object was, or may have been, written or deleted: what was known of it no longer holds. */
  forget(name: ObjectName): void;
  /** HEAD of the object; null when it does not exist. */
  readonly head: DataLoader<ObjectName, ObjectHead | null, string>;
  /** Dimensions and format (`image/info`); null when the object is gone or no picture. */
  readonly info: DataLoader<ObjectName, PictureInfo | null, string>;
  /** The mean colour, `#5c783b`; null when the object is gone or no picture. */
  readonly averageHue: DataLoader<ObjectName, string | null, string>;
}

/** HEADs of one request that are under way at a time. */
const HEADS = 32;
/**
 * The same for calls of image processing, of both kinds together: TOS takes 10 of an account at a time, 20 in Beijing
 * (docs/6349/153623), and other requests want to have some of them.
 */
const REPORTS = 8;

export function createPictureLoaders(
  tos: Pick<TosClient, "headObject" | "getPictureInfo" | "getAverageHue">,
  call: () => CallOptions,
): PictureLoaders {
  const reports = pLimit(REPORTS);
  const loaders = {
    head: perObject(({ bucket, key }) => tos.headObject(bucket, key, call()), pLimit(HEADS)),
    info: perObject(({ bucket, key }) => tos.getPictureInfo(bucket, key, call()), reports),
    averageHue: perObject(({ bucket, key }) => tos.getAverageHue(bucket, key, call()), reports),
  };
  return {
    ...loaders,
    forget(name) {
      for (const loader of Object.values(loaders)) loader.clear(name);
    },
  };
}

function perObject<T>(
  load: (name: ObjectName) => Promise<T>,
  limit: LimitFunction,
): DataLoader<ObjectName, T, string> {
  return eachKey(load, limit, ({ bucket, key }) => `${bucket}/${key}`);
}
