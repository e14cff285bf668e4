/**
 * How many calls may be made again: a part of those that were made at all. Without it every caller's repetitions together
 * would keep down a service that is coming up again.
 */

export interface RetryBudget {
  /** A call begins. */
  called(): void;
  /** Takes one repetition; false when there is none left. */
  take(): boolean;
}

export interface RetryBudgetOptions {
  /** Repetitions for each call of the window. Default 0.1. */
  readonly ratio?: number;
  /** Repetitions in a window that has seen fewer calls than would give them: a quiet server may repeat, too. Default 3. */
  readonly least?: number;
  /** Longer than the slowest call, in milliseconds, so that what is repeated is still in it. Default 180,000. */
  readonly windowMs?: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

interface Slice {
  readonly number: number;
  calls: number;
  retries: number;
}

/** The window moves on by this part of itself. */
const SLICES = 18;

export function createRetryBudget(options: RetryBudgetOptions): RetryBudget {
  const { ratio = 0.1, least = 3, windowMs = 180_000, now } = options;
  const slices: Slice[] = [];
  /** The slice that is now; those that the window has left behind go. */
  const current = (): Slice => {
    const number = Math.floor(now() / (windowMs / SLICES));
    while ((slices[0]?.number ?? number) <= number - SLICES) slices.shift();
    const last = slices.at(-1);
    if (last?.number === number) return last;
    const slice = { number, calls: 0, retries: 0 };
    slices.push(slice);
    return slice;
  };
  return {
    called() {
      current().calls += 1;
    },
    take() {
      const slice = current();
      let calls = 0;
      let retries = 0;
      for (const past of slices) {
        calls += past.calls;
        retries += past.retries;
      }
      if (retries + 1 > Math.max(least, ratio * calls)) return false;
      slice.retries += 1;
      return true;
    },
  };
}
