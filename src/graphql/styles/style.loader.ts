/** Image styles of a request: however many references it holds, one list per bucket is asked for. */
import DataLoader from "dataloader";
import type { TosClient } from "../../tos/client.js";
import type { ImageStyle } from "../../tos/image-styles.js";
import { eachKey } from "../each-key.js";

export interface StyleLoader {
  /** Every style of a bucket, sorted by name. */
  all(bucket: string): Promise<readonly ImageStyle[]>;
  /** One style, null when the bucket has none of that name. */
  find(bucket: string, name: string): Promise<ImageStyle | null>;
}

export function createStyleLoader(tos: Pick<TosClient, "listImageStyles">, signal: AbortSignal): StyleLoader {
  const buckets = new DataLoader<string, ReadonlyMap<string, ImageStyle>>(
    eachKey(async (bucket) => byName(await tos.listImageStyles(bucket, { signal }))),
  );
  return {
    all: async (bucket) => [...(await buckets.load(bucket)).values()],
    find: async (bucket, name) => (await buckets.load(bucket)).get(name) ?? null,
  };
}

function byName(styles: readonly ImageStyle[]): ReadonlyMap<string, ImageStyle> {
  const sorted = [...styles].sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Map(sorted.map((style) => [style.name, style]));
}
