/**
 * A circuit breaker: while an operation fails more often than not, it is not asked, but for a probe now and then. Callers
 * get their answer at once then, and the service has time to come back.
 */
import {
  type CircuitBreakerPolicy,
  CircuitState,
  CountBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleAll,
} from "cockatiel";
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
}

export interface Breaker {
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
  const {
    size = 20,
    minimum = 10,
    halfOpenAfterMs = 10_000,
    maxHalfOpenAfterMs = 60_000,
    onChange,
  } = options;
  let openedAt = 0;
  let closedForMs = halfOpenAfterMs;
  const policy = circuitBreaker(handleAll, {
    breaker: new CountBreaker({ threshold: THRESHOLD, size, minimumNumberOfCalls: minimum }),
    halfOpenAfter: new DelegateBackoff(({ attempt }: { attempt: number }) => {
      closedForMs = Math.min(maxHalfOpenAfterMs, halfOpenAfterMs * 2 ** (attempt - 1));
      return closedForMs;
    }),
  });
  policy.onStateChange((state) => {
    if (state === CircuitState.Open) openedAt = Date.now();
    onChange?.(nameOf(state));
  });

  return {
    get state() {
      return nameOf(policy.state);
    },
    async run<T>(
      attempt: () => Promise<T>,
      healthOf: (settled: Settled<T>) => Health,
      refuse: (retryAfterMs: number) => Error,
    ): Promise<T> {
      if (policy.state === CircuitState.Closed) {
        const settled = await settle(attempt);
        record(policy, healthOf(settled));
        return unwrap(settled);
      }
      // The library lets others wait for the probe, which may take as long as a generation does.
      if (policy.state === CircuitState.HalfOpen) throw refuse(PROBE_RETRY_MS);
      const probe: { settled?: Settled<T> } = {};
      const probed = policy.execute(async () => {
        probe.settled = await settle(attempt);
        const health = healthOf(probe.settled);
        // A probe that says nothing must not close it.
        if (health === "ill" || health === "unknown") throw new IllError();
      });
      // Rejects when it is open still, and when the probe failed: the attempt's own outcome says which.
      await probed.catch(() => {});
      if (probe.settled !== undefined) return unwrap(probe.settled);
      throw refuse(Math.max(1, Math.ceil(openedAt + closedForMs - Date.now())));
    },
  };
}

/** What is counted as a failure; never seen outside. */
class IllError extends Error {}

/** Counts an attempt that began while the breaker was closed: one that has ended since then is no probe. */
function record(policy: CircuitBreakerPolicy, health: Health): void {
  if (policy.state !== CircuitState.Closed) return;
  if (health === "well") void policy.execute(() => {});
  if (health === "ill") {
    policy
      .execute(() => {
        throw new IllError();
      })
      .catch(() => {});
  }
}

function nameOf(state: CircuitState): BreakerState {
  switch (state) {
    case CircuitState.Closed:
      return "closed";
    case CircuitState.HalfOpen:
      return "half-open";
    default:
      return "open";
  }
}
