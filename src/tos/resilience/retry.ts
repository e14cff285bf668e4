/** Makes a call again that failed without effect: after a wait with full jitter, inside its deadline and the budget. */
import type { CallObserver } from "../call-observer.js";
import type { Deadline } from "../deadline.js";
import type { TosOperation } from "../errors.js";
import type { RetryBudget } from "./retry-budget.js";
import { type Settled, settle, unwrap } from "./settled.js";

/** What may be said of an attempt: that another may follow. */
export interface Again {
  /** What the service asks for, in milliseconds; null when it does not say. */
  readonly retryAfterMs: number | null;
}

export interface RetriedCall<T> {
  readonly operation: TosOperation;
  /** Is told how many attempts there were before. */
  readonly attempt: (before: number) => Promise<T>;
  /** Whether another attempt may follow this one; null when not. */
  readonly again: (settled: Settled<T>) => Again | null;
  readonly deadline: Deadline;
  /** Time that another attempt needs to be of any use, in milliseconds. */
  readonly leastMs: number;
  /** In the place of the option. */
  readonly baseMs?: number;
  /** Ends the wait; what the last attempt came to stands then. */
  readonly signal?: AbortSignal | undefined;
}

/** Resolves or rejects with what the last attempt came to. */
export type Retry = <T>(call: RetriedCall<T>) => Promise<T>;

export interface RetryOptions {
  readonly budget: RetryBudget;
  readonly observer?: CallObserver | undefined;
  /** Attempts of one call. Default 3. */
  readonly maxAttempts?: number;
  /** Before the second attempt at most, in milliseconds, and twice as long before each further one. Default 100. */
  readonly baseMs?: number;
  /** The longest of these, in milliseconds; what the service asks for comes on top. Default 2,000. */
  readonly maxMs?: number;
  /** From 0 to 1, as `Math.random`. */
  readonly random?: () => number;
}

export function createRetry(options: RetryOptions): Retry {
  const { budget, observer, maxAttempts = 3, maxMs = 2_000, random = Math.random } = options;
  return async ({ operation, attempt, again, deadline, leastMs, signal, ...call }) => {
    const baseMs = call.baseMs ?? options.baseMs ?? 100;
    budget.called();
    /** Whether to make another attempt, once its time has come. */
    const isWorthIt = async ({ retryAfterMs }: Again, made: number): Promise<boolean> => {
      // Full jitter: those who failed together do not come again together.
      const delayMs = (retryAfterMs ?? 0) + random() * Math.min(maxMs, baseMs * 2 ** (made - 1));
      if (deadline.remainingMs() - delayMs <= leastMs) return false;
      if (!budget.take()) {
        observer?.retryDenied?.(operation);
        return false;
      }
      observer?.retrying?.(operation, delayMs);
      // The process may have been busy for longer than the wait was to be.
      return (await waited(delayMs, signal)) && deadline.remainingMs() > leastMs;
    };
    for (let made = 1; ; made++) {
      const settled = await settle(() => attempt(made - 1));
      const wanted = made < maxAttempts && !signal?.aborted ? again(settled) : null;
      if (wanted === null || !(await isWorthIt(wanted, made))) return unwrap(settled);
    }
  };
}

/** Resolves with false when the signal ended the wait. */
function waited(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isOver: boolean): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      resolve(isOver);
    };
    const onAbort = (): void => end(false);
    const timer = setTimeout(end, ms, true);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
