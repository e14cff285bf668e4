/** A breaker for each operation of TOS, and what an attempt's outcome says of the service. */
import type { BreakerState, CallObserver } from "../call-observer.js";
import {
  TosConnectionError,
  type TosOperation,
  TosReplyError,
  TosServiceError,
  TosTimeoutError,
  TosUnavailableError,
} from "../errors.js";
import { type Breaker, type BreakerOptions, createBreaker, type Health } from "./breaker.js";
import type { Settled } from "./settled.js";

export interface Breakers {
  /** @throws TosUnavailableError while the operation's breaker is open. */
  run<T>(
    operation: TosOperation,
    attempt: () => Promise<T>,
    healthOf: (settled: Settled<T>) => Health,
  ): Promise<T>;
  /** Of every operation that was called. */
  states(): ReadonlyMap<TosOperation, BreakerState>;
}

export function createBreakers(options: Omit<BreakerOptions, "onChange">, observer?: CallObserver): Breakers {
  const breakers = new Map<TosOperation, Breaker>();
  const breakerOf = (operation: TosOperation): Breaker => {
    const known = breakers.get(operation);
    if (known !== undefined) return known;
    const breaker = createBreaker({
      ...options,
      onChange: (state) => observer?.breakerChanged?.(operation, state),
    });
    breakers.set(operation, breaker);
    return breaker;
  };
  return {
    run: (operation, attempt, healthOf) =>
      breakerOf(operation).run(
        attempt,
        healthOf,
        (retryAfterMs) => new TosUnavailableError(operation, { retryAfterMs }),
      ),
    states: () => new Map([...breakers].map(([operation, { state }]) => [operation, state])),
  };
}

/** Asks always. */
export const NO_BREAKERS: Breakers = {
  run: (_operation, attempt) => attempt(),
  states: () => new Map(),
};

/**
 * What an error says of the service.
 * @param hadNormalTime whether the attempt had the time that one may take: a caller's short deadline says nothing.
 */
export function healthOfError(error: unknown, hadNormalTime: boolean): Health {
  if (error instanceof TosServiceError) return error.isOutage ? "ill" : "answers";
  if (error instanceof TosTimeoutError) return hadNormalTime ? "ill" : "unknown";
  if (error instanceof TosConnectionError) return "ill";
  // One that is too large is an answer all the same.
  if (error instanceof TosReplyError) return error.retrySafe ? "ill" : "answers";
  // It was ended by its caller, could not be addressed or signed, or is a fault of ours.
  return "unknown";
}
