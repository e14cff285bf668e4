/** What TOS knows of stored pictures: each object is asked about once in a request, and only when a field needs it. */
import DataLoader from "dataloader";
import type { ObjectName } from "../../generation/request.js";
import type { TosClient } from "../../tos/client.js";
import type { ObjectHead, PictureInfo } from "../../tos/objects.js";
import { eachKey } from "../each-key.js";

export interface PictureLoaders {
  /** To be called when an object was, or may have been, written: what was known of it no longer holds. */
  forget(name: ObjectName): void;
  /** HEAD of the object; null when it does not exist. */
  readonly head: DataLoader<ObjectName, ObjectHead | null, string>;
  /** Dimensions and format (`image/info`); null when the object is gone or no picture. */
  readonly info: DataLoader<ObjectName, PictureInfo | null, string>;
}

export function createPictureLoaders(
  tos: Pick<TosClient, "headObject" | "getPictureInfo">,
  signal: AbortSignal,
): PictureLoaders {
  const head = perObject(({ bucket, key }) => tos.headObject(bucket, key, { signal }));
  const info = perObject(({ bucket, key }) => tos.getPictureInfo(bucket, key, { signal }));
  return {
    head,
    info,
    forget(name) {
      head.clear(name);
      info.clear(name);
    },
  };
}

/** TOS has no batched HEAD. */
function perObject<T>(load: (name: ObjectName) => Promise<T>): DataLoader<ObjectName, T, string> {
  return new DataLoader<ObjectName, T, string>(eachKey(load), {
    cacheKeyFn: ({ bucket, key }) => `${bucket}/${key}`,
  });
}
