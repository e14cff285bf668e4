/** Keeps what runs at the same time to a number of places, with a bounded and fair queue in front of them. */
import { createFairQueue } from "./fair-queue.js";

export interface BulkheadOptions {
  /** How many may run at the same time. */
  readonly concurrency: number;
  /** Most that wait for a place. */
  readonly queue: number;
  /** Longest wait for a place, in milliseconds; 0: as long as it is of use. */
  readonly queueTimeoutMs: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/** Whoever asks for a place. */
export interface Entrant {
  /** On whose behalf: places are shared out in turns between principals. */
  readonly principal: string;
  /** How long it can wait before a place is of no more use to it, in milliseconds. */
  readonly usefulMs: number;
  /** Aborted when it has left. */
  readonly signal?: AbortSignal | undefined;
}

export interface Place {
  readonly kind: "place";
  /** Gives the place to the next. Called again, does nothing. */
  leave(): void;
}

export type RefusalReason =
  /** As many wait as may. */
  | "full"
  /** It has waited for as long as one may. */
  | "waited"
  /** A place would be of no more use to it. */
  | "late"
  /** It has left. */
  | "left"
  /** No place is given any more. */
  | "closed";

export interface Refusal {
  readonly kind: "refusal";
  readonly reason: RefusalReason;
  /** When a place may be free for one who comes then, in milliseconds, as far as the last ones tell. */
  readonly retryAfterMs: number;
}

export interface BulkheadStats {
  readonly running: number;
  readonly queued: number;
  readonly concurrency: number;
}

export interface Bulkhead {
  /** Resolves with a place, which has to be left, or with why there is none. Never rejects. */
  enter(entrant: Entrant): Promise<Place | Refusal>;
  /** Why one who came now would be refused at once; null when it would not. */
  refusal(): Refusal | null;
  stats(): BulkheadStats;
  /** Refuses those who wait and who come. Whoever has a place keeps it. */
  close(): void;
}

/** Until the first has ended: what the sample of https://www.volcengine.com/docs/6349/1545409 took, in milliseconds. */
const FIRST_GUESS_MS = 6_000;
/** The part of the newest in the mean of what places are held for: a change shows after about five. */
const NEWEST = 0.2;
/** Nobody is told to come again sooner than this, in milliseconds. */
const LEAST_RETRY_AFTER_MS = 1_000;

export function createBulkhead({ concurrency, queue, queueTimeoutMs, now }: BulkheadOptions): Bulkhead {
  const waiting = createFairQueue<(answer: Place | Refusal) => void>();
  let running = 0;
  let meanMs = FIRST_GUESS_MS;
  let isClosed = false;

  const refuse = (reason: RefusalReason): Refusal => {
    const turnMs = ((waiting.size + 1) / concurrency) * meanMs;
    return { kind: "refusal", reason, retryAfterMs: Math.max(LEAST_RETRY_AFTER_MS, Math.ceil(turnMs)) };
  };
  const refusal = (): Refusal | null => {
    if (isClosed) return refuse("closed");
    return running >= concurrency && waiting.size >= queue ? refuse("full") : null;
  };
  const takePlace = (): Place => {
    const began = now();
    let left = false;
    running++;
    return {
      kind: "place",
      leave() {
        if (left) return;
        left = true;
        running--;
        meanMs += NEWEST * (now() - began - meanMs);
        waiting.take()?.(takePlace());
      },
    };
  };
  const wait = ({ principal, usefulMs, signal }: Entrant): Promise<Place | Refusal> =>
    new Promise((resolve) => {
      const ticket = waiting.add(principal, (answer) => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
        resolve(answer);
      });
      const giveUp = (reason: RefusalReason): void => {
        if (waiting.remove(ticket)) ticket.value(refuse(reason));
      };
      const onAbort = (): void => giveUp("left");
      const isBounded = queueTimeoutMs > 0 && queueTimeoutMs < usefulMs;
      const timer = isBounded
        ? setTimeout(giveUp, queueTimeoutMs, "waited")
        : setTimeout(giveUp, usefulMs, "late");
      signal?.addEventListener("abort", onAbort, { once: true });
    });

  return {
    async enter(entrant) {
      if (entrant.signal?.aborted) return refuse("left");
      if (entrant.usefulMs <= 0) return refuse("late");
      return refusal() ?? (running < concurrency ? takePlace() : wait(entrant));
    },
    refusal,
    stats: () => ({ running, queued: waiting.size, concurrency }),
    close() {
      isClosed = true;
      for (let next = waiting.take(); next !== undefined; next = waiting.take()) next(refuse("closed"));
    },
  };
}
