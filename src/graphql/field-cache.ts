import type DataLoader from "dataloader";
import type { Deadline } from "../tos/deadline.js";

/**
 * What a request has asked for. Of a query everything is kept, failures included; of a field of a mutation only what it
 * has got, since the next one has a deadline of its own, and what this one's has ended is not its failure.
 */
export function createFieldCache<K, V>(current: () => Deadline): DataLoader.CacheMap<K, Promise<V>> {
  const entries = new Map<K, { readonly promise: Promise<V>; readonly deadline: Deadline; isHad: boolean }>();
  return {
    get(key) {
      const entry = entries.get(key);
      return entry?.isHad || entry?.deadline === current() ? entry.promise : undefined;
    },
    set(key, promise) {
      const entry = { promise, deadline: current(), isHad: false };
      entries.set(key, entry);
      promise.then(
        () => {
          entry.isHad = true;
        },
        () => {},
      );
    },
    delete: (key) => entries.delete(key),
    clear: () => entries.clear(),
  };
}
