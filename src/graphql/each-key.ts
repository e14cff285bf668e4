import type { LimitFunction } from "p-limit";

/**
 * Batches for DataLoader over an upstream that has none: as many calls as keys, at the same time as far as `limit` lets
 * them, and one failing does not fail another.
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
