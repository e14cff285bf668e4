import DataLoader from "dataloader";
import type { LimitFunction } from "p-limit";

/**
 * A DataLoader over an upstream that has no batches: each key is asked for once in its life, as soon as `limit` lets it, and
 * neither a slow key nor a failing one stands in the way of another, as it would in one batch with them.
 */
export function eachKey<K, V, C = K>(
  load: (key: K) => Promise<V>,
  limit: LimitFunction,
  cacheKeyFn?: (key: K) => C,
): DataLoader<K, V, C> {
  return new DataLoader<K, V, C>(
    (keys) =>
      Promise.all(
        keys.map((key) =>
          limit(load, key).catch((error: unknown) =>
            error instanceof Error ? error : new Error(String(error)),
          ),
        ),
      ),
    { batch: false, ...(cacheKeyFn && { cacheKeyFn }) },
  );
}
