import DataLoader from "dataloader";
import type { LimitFunction } from "p-limit";
import type { Deadline } from "../tos/deadline.js";
import type { CallOptions } from "../tos/transport.js";
import { createFieldCache } from "./field-cache.js";

/** Signal and deadline for the calls of a request: at each call those of the field that runs. */
export type CurrentCall = () => CallOptions & { readonly deadline: Deadline };

/** How many keys are asked for at a time, with which signal and deadline, and what makes two keys the same. */
export interface EachKeyOptions<K, C> {
  readonly limit: LimitFunction;
  readonly call: CurrentCall;
  readonly cacheKeyFn?: (key: K) => C;
}

/**
 * A DataLoader over an upstream that has no batches: each key is asked for once in its life, as soon as `limit` lets it, and
 * neither a slow key nor a failing one stands in the way of another, as it would in one batch with them. In a mutation a
 * key that one field did not get is asked for again by the next.
 */
export function eachKey<K, V, C = K>(
  load: (key: K, call: CallOptions) => Promise<V>,
  { limit, call, cacheKeyFn }: EachKeyOptions<K, C>,
): DataLoader<K, V, C> {
  return new DataLoader<K, V, C>(
    (keys) =>
      Promise.all(
        keys.map((key) =>
          limit(() => load(key, call())).catch((error: unknown) =>
            error instanceof Error ? error : new Error(String(error)),
          ),
        ),
      ),
    {
      batch: false,
      cacheMap: createFieldCache<C, V>(() => call().deadline),
      ...(cacheKeyFn && { cacheKeyFn }),
    },
  );
}
