/** Image styles of a request: however many references it holds, one list per bucket is asked for. */
import DataLoader from "dataloader";
import type { TosClient } from "../../tos/client.js";
import type { ImageStyle } from "../../tos/image-styles.js";

export interface StyleLoader {
  /** Every style of a bucket, sorted by name. */
  all(bucket: string): Promise<readonly ImageStyle[]>;
  /** One style, null when the bucket has none of that name. */
  find(bucket: string, name: string): Promise<ImageStyle | null>;
}

export function createStyleLoader(tos: Pick<TosClient, "listImageStyles">, signal: AbortSignal): StyleLoader {
  const buckets = new DataLoader<string, ReadonlyMap<string, ImageStyle>>((names) =>
    Promise.all(
      names.map((bucket) =>
        tos.listImageStyles(bucket, { signal }).then(byName, (error: unknown) => {
          // One bucket's failure is not another's: DataLoader takes an Error in the place of a value.
          return error instanceof Error ? error : new Error(String(error));
        }),
      ),
    ),
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
