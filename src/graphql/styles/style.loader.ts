/** Image styles of a request: however many references it holds, one list per bucket is asked for. */
import pLimit from "p-limit";
import type { ImageStyle } from "../../tos/image-styles.js";
import type { StyleCache } from "../../tos/style-cache.js";
import type { CallOptions } from "../../tos/transport.js";
import { eachKey } from "../each-key.js";

export interface StyleLoader {
  /** Every style of a bucket, sorted by name. */
  all(bucket: string): Promise<readonly ImageStyle[]>;
  /** One style, null when the bucket has none of that name. */
  find(bucket: string, name: string): Promise<ImageStyle | null>;
  /**
   * To be called when a style of the bucket was, or may have been, written, and when TOS misses one that was found: what
   * was known no longer holds, here and for later requests.
   */
  forget(bucket: string): void;
}

/** Lists of buckets that one request reads at the same time. */
const LISTS = 8;

export function createStyleLoader(cache: StyleCache, call: () => CallOptions): StyleLoader {
  const begun = cache.now();
  const limit = pLimit(LISTS);
  const lists = eachKey((bucket: string) => cache.list(bucket, call()), limit);
  const anew = eachKey((bucket: string) => cache.listSince(bucket, begun, call()), limit);
  return {
    all: async (bucket) => [...(await lists.load(bucket)).byName.values()],
    async find(bucket, name) {
      const list = await lists.load(bucket);
      const style = list.byName.get(name);
      if (style !== undefined || list.readAt >= begun) return style ?? null;
      // Made elsewhere a moment ago, it is not in a list that was kept: that has to be looked at before "none" is said.
      return (await anew.load(bucket)).byName.get(name) ?? null;
    },
    forget(bucket) {
      cache.forget(bucket);
      lists.clear(bucket);
      anew.clear(bucket);
    },
  };
}
