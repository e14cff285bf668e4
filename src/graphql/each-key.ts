import type { LimitFunction } from "p-limit";

/**
 * For a DataLoader with `batch: false` over an upstream that has no batches: a call for each key, at the same time as far as
 * `limit` lets them. In a batch each would wait for the slowest, and what is asked after it would find its time spent.
 */
export function eachKey<K, V>(
  load: (key: K) => Promise<V>,
  limit: LimitFunction,
): (keys: readonly K[]) => Promise<(V | Error)[]> {
  return (keys) =>
    Promise.all(
      keys.map((key) =>
        limit(load, key).catch((error: unknown) =>
          error instanceof Error ? error : new Error(String(error)),
        ),
      ),
    );
}
