/** Documents that clients have sent once and name by their hash afterwards (automatic persisted queries). */
import type { ApolloServerOptions, BaseContext } from "@apollo/server";
import { LRUCache } from "lru-cache";

export type PersistedQueryCache = NonNullable<
  Exclude<ApolloServerOptions<BaseContext>["persistedQueries"], false | undefined>["cache"]
>;

export interface PersistedQueryCacheOptions {
  /** Of all documents together, in bytes; beyond, the one goes that was not asked for the longest. Default 16 MiB. */
  readonly maxBytes?: number;
  /** A longer document is executed and not kept, in bytes. Default 128 KiB. */
  readonly maxDocumentBytes?: number;
}

/** Anybody may fill it: both bounds hold whatever is sent. */
export function createPersistedQueryCache(options: PersistedQueryCacheOptions = {}): PersistedQueryCache {
  const { maxBytes = 16 * 1024 * 1024, maxDocumentBytes = 128 * 1024 } = options;
  const documents = new LRUCache<string, string>({
    maxSize: maxBytes,
    maxEntrySize: maxDocumentBytes,
    sizeCalculation: (document, hash) => Buffer.byteLength(document) + Buffer.byteLength(hash),
  });
  return {
    get: async (hash) => documents.get(hash),
    set: async (hash, document) => void documents.set(hash, document),
    delete: async (hash) => documents.delete(hash),
  };
}
