/**
 * The image styles of buckets, kept between requests: what is read often and written seldom. A list is served for its
 * time to live, and for a bounded time longer while it is read anew; our own writes drop it at once. What others write,
 * another replica or the console, is seen when the list is read again.
 */
import { LRUCache } from "lru-cache";
import type { TosClient } from "./client.js";
import { TosUnavailableError } from "./errors.js";
import type { ImageStyle, StyleWritten } from "./image-styles.js";
import type { CallOptions } from "./transport.js";
import { waitFor } from "./wait.js";

/** The styles of a bucket, as they were read at once. */
export interface StyleList {
  /** Sorted by name. */
  readonly byName: ReadonlyMap<string, ImageStyle>;
  /** When the reading began, by `StyleCache.now`. */
  readonly readAt: number;
}

export interface StyleCache {
  /** The styles of a bucket, as old as the options allow. Signal and deadline end the wait; the reading is shared. */
  list(bucket: string, call?: CallOptions): Promise<StyleList>;
  /** The styles of a bucket, by a reading that began at this instant or later. */
  listSince(bucket: string, instant: number, call?: CallOptions): Promise<StyleList>;
  /** Writes a style, and forgets what was read of its bucket, whatever comes of it. */
  put(bucket: string, name: string, content: string, options?: CallOptions): Promise<StyleWritten>;
  /** Deletes a style, null when there is none, and forgets what was read of its bucket, whatever comes of it. */
  delete(bucket: string, name: string, options?: CallOptions): Promise<StyleWritten | null>;
  /** Drops what was read of a bucket: to be called when TOS says other than the list. */
  forget(bucket: string): void;
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
  /** Ends what is being read for nobody. */
  close(): void;
}

/**
 * How a list was had: `hit`, within its time to live; `stale`, past it, while it is read anew; `shared`, by a reading that
 * was under way; `miss`, by one that was begun.
 */
export type StyleLookup = "hit" | "stale" | "shared" | "miss";

/** Must not throw. */
export interface StyleCacheObserver {
  lookedUp(result: StyleLookup): void;
}

export interface StyleCacheOptions {
  readonly tos: Pick<TosClient, "listImageStyles" | "putImageStyle" | "deleteImageStyle">;
  /** How long a list is served without another look, in milliseconds. 0: nothing is kept. */
  readonly ttlMs: number;
  /**
   * How much longer it is served while it is read anew, also in vain, in milliseconds. Default: four times `ttlMs`. While
   * the breaker of the listing is open, what there is is served however old it is.
   */
  readonly staleMs?: number;
  /** Buckets whose styles are kept; beyond, the one goes that was not asked for the longest. Default 256. */
  readonly maxBuckets?: number;
  /** Default: the monotonic clock of the process. */
  readonly now?: () => number;
  readonly observer?: StyleCacheObserver | undefined;
}

/** Every call rejects as those of the client do, and with TosAbortedError when the signal ends the wait. */
export function createStyleCache(options: StyleCacheOptions): StyleCache {
  const { tos, ttlMs, staleMs = 4 * ttlMs, maxBuckets = 256, now = () => performance.now() } = options;
  const { observer } = options;
  let isClosed = false;

  const read = async (bucket: string, call?: CallOptions): Promise<StyleList> => {
    const readAt = now();
    return { byName: byName(await tos.listImageStyles(bucket, call)), readAt };
  };
  /** What is being read, and how many wait for it, by bucket. */
  const readings = new Map<string, AbortController>();
  const waiting = new Map<string, number>();
  const readForAll = async (bucket: string): Promise<StyleList> => {
    const reading = new AbortController();
    if (isClosed) reading.abort();
    readings.set(bucket, reading);
    try {
      return await read(bucket, { signal: reading.signal });
    } finally {
      if (readings.get(bucket) === reading) readings.delete(bucket);
    }
  };
  const lists = new LRUCache<string, StyleList>({
    max: maxBuckets,
    ttl: ttlMs,
    ttlResolution: 0,
    perf: { now },
    // One reading for all who wait: each ends its own wait, and the last of them the reading.
    fetchMethod: readForAll,
    noDeleteOnFetchRejection: true,
    // A list that is dropped while it is read goes to those who wait for it, and is not kept.
    ignoreFetchAbort: true,
  });
  const wait = async <T>(bucket: string, work: Promise<T>, call: CallOptions = {}): Promise<T> => {
    const { signal } = call;
    waiting.set(bucket, (waiting.get(bucket) ?? 0) + 1);
    try {
      return await waitFor(work, { ...call, operation: "ListBucketImageStyle", idempotent: true });
    } finally {
      const others = (waiting.get(bucket) ?? 1) - 1;
      if (others > 0) waiting.set(bucket, others);
      else waiting.delete(bucket);
      const reading = readings.get(bucket);
      if (signal?.aborted && others === 0 && reading !== undefined) {
        // Who comes now begins another reading, and does not wait for this one to end. The list of before stays.
        const old = lists.peek(bucket, { allowStale: true });
        lists.delete(bucket);
        if (old !== undefined) lists.set(bucket, old, { start: old.readAt });
        reading.abort();
      }
    }
  };
  const change = async <T>(bucket: string, write: Promise<T>): Promise<T> => {
    try {
      return await write;
    } finally {
      // Also after a failure: it may have been written. A reading that began before now may not know of it.
      lists.delete(bucket);
    }
  };
  const common: Omit<StyleCache, "list" | "listSince" | "close"> = {
    put: (bucket, ...args) => change(bucket, tos.putImageStyle(bucket, ...args)),
    delete: (bucket, ...args) => change(bucket, tos.deleteImageStyle(bucket, ...args)),
    forget: (bucket) => void lists.delete(bucket),
    now,
  };
  if (ttlMs === 0) {
    return {
      ...common,
      list(bucket, call) {
        observer?.lookedUp("miss");
        return read(bucket, call);
      },
      listSince: (bucket, _instant, call) => read(bucket, call),
      close: () => {},
    };
  }
  return {
    ...common,
    list(bucket, call) {
      const allowStale = lists.getRemainingTTL(bucket) > -staleMs;
      const status: LRUCache.Status<string, StyleList> = {};
      const list = lists.forceFetch(bucket, { allowStale, status }).catch((error: unknown) => {
        const old = lists.peek(bucket, { allowStale: true });
        // As long as TOS is not asked at all, an old list is the best that there is.
        if (error instanceof TosUnavailableError && old !== undefined) return old;
        throw error;
      });
      observer?.lookedUp(lookupOf(status));
      return wait(bucket, list, call);
    },
    listSince(bucket, instant, call) {
      const since = async (): Promise<StyleList> => {
        let list = lists.peek(bucket);
        // At most twice: a reading that began too early is waited for, so that one at a time is under way.
        while (list === undefined || list.readAt < instant) {
          list = await lists.forceFetch(bucket, { forceRefresh: true });
        }
        return list;
      };
      return wait(bucket, since(), call);
    },
    close() {
      isClosed = true;
      for (const reading of readings.values()) reading.abort();
    },
  };
}

function byName(styles: readonly ImageStyle[]): ReadonlyMap<string, ImageStyle> {
  const sorted = [...styles].sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Map(sorted.map((style) => [style.name, style]));
}

/** Of a status that is read before anything was waited for. */
function lookupOf({ fetch, returnedStale }: LRUCache.Status<string, StyleList>): StyleLookup {
  if (fetch === "hit") return "hit";
  if (returnedStale) return "stale";
  return fetch === "inflight" ? "shared" : "miss";
}
