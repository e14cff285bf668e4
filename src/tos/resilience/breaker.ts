/**
 * A circuit breaker: while an operation fails more often than not, it is not asked, but for a probe now and then. Callers
 * get their answer at once then, and the service has time to come back.
 */
import { CircuitState, CountBreaker } from "cockatiel";
import type { BreakerState } from "../call-observer.js";
import { type Settled, settle, unwrap } from "./settled.js";

/** What an attempt says of the service. */
export type Health =
  /** It did what it was asked. */
  | "well"
  /** It answered, though not with a result: bad input, missing objects, moderation, too many requests. */
  | "answers"
  /** It failed. */
  | "ill"
  /** Nothing: the caller left, or gave it too little time. */
  | "unknown";

export interface BreakerOptions {
  /** Attempts that are looked at: the last ones. Default 20. */
  readonly size?: number;
  /** Attempts without which it does not open. Default 10. */
  readonly minimum?: number;
  /** From opening to the first probe, in milliseconds, and twice as long after each that fails. Default 10,000. */
  readonly halfOpenAfterMs?: number;
  /** The longest of these, in milliseconds. Default 60,000. */
  readonly maxHalfOpenAfterMs?: number;
  readonly onChange?: (state: BreakerState) => void;
  /** Milliseconds of a clock that only goes forward. Default: that of the process. */
  readonly now?: () => number;
}

export interface Breaker {
  /** `half-open` from the moment on in which the next call would be a probe. */
  readonly state: BreakerState;
  /**
   * Makes an attempt, unless the breaker is open: then `refuse` gives what is thrown, told the milliseconds until the
   * next probe.
   */
  run<T>(
    attempt: () => Promise<T>,
    healthOf: (settled: Settled<T>) => Health,
    refuse: (retryAfterMs: number) => Error,
  ): Promise<T>;
}

/** More than this part of the attempts must have failed. */
const THRESHOLD = 0.5;
/** What is told while a probe is under way: it may end at any moment. */
const PROBE_RETRY_MS = 1_000;

export function createBreaker(options: BreakerOptions = {}): Breaker {
  const { size = 20, minimum = 10, halfOpenAfterMs = 10_000, maxHalfOpenAfterMs = 60_000 } = options;
  const { onChange, now = () => performance.now() } = options;
  const attempts = new CountBreaker({ threshold: THRESHOLD, size, minimumNumberOfCalls: minimum });
  let state: BreakerState = "closed";
  /** Of the state: an attempt that began in an earlier one says nothing of this. */
  let era = 0;
  let probeAt = 0;
  let failedProbes = 0;
  let isProbing = false;

  const change = (next: BreakerState): void => {
    state = next;
    era++;
    onChange?.(next);
  };
  const open = (): void => {
    probeAt = now() + Math.min(maxHalfOpenAfterMs, halfOpenAfterMs * 2 ** failedProbes);
    change("open");
  };
  const count = (health: Health): void => {
    if (health === "well") attempts.success(CircuitState.Closed);
    if (health === "ill" && attempts.failure(CircuitState.Closed)) open();
  };
  const conclude = (health: Health): void => {
    // One that says nothing leaves it to the next call to be the probe.
    if (health === "unknown") return;
    if (health === "ill") {
      failedProbes++;
      open();
      return;
    }
    failedProbes = 0;
    // Forgets the attempts before.
    attempts.success(CircuitState.HalfOpen);
    change("closed");
  };

  return {
    get state() {
      return state === "open" && now() >= probeAt ? "half-open" : state;
    },
    async run(attempt, healthOf, refuse) {
      if (state === "closed") {
        const began = era;
        const settled = await settle(attempt);
        if (era === began) count(healthOf(settled));
        return unwrap(settled);
      }
      const waitMs = state === "open" ? probeAt - now() : 0;
      if (waitMs > 0) throw refuse(Math.ceil(waitMs));
      // Others do not wait for the probe, which may take as long as a generation does.
      if (isProbing) throw refuse(PROBE_RETRY_MS);
      if (state === "open") change("half-open");
      isProbing = true;
      const settled = await settle(attempt);
      isProbing = false;
      conclude(healthOf(settled));
      return unwrap(settled);
    },
  };
}
