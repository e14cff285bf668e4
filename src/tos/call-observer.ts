/** What is told of the calls to TOS, to whoever counts, traces or logs them. The client itself does none of it. */
import type { TosError, TosOperation } from "./errors.js";

/** One request that is about to be sent. */
export interface Attempt {
  readonly operation: TosOperation;
  readonly method: string;
  /** `https://bucket.tos-cn-beijing.volces.com` */
  readonly origin: string;
  readonly bucket: string;
  /** How often the same call was sent before. Default 0. */
  readonly resendCount?: number;
}

/** How an attempt ended: with a reply of any status, or without. */
export type AttemptEnd =
  | { readonly kind: "reply"; readonly status: number; readonly requestId: string | null }
  | { readonly kind: "error"; readonly error: TosError };

export interface AttemptObserver {
  /** Sent along, and not signed: the context of a trace. */
  readonly headers?: Readonly<Record<string, string>>;
  ended(end: AttemptEnd): void;
}

export type BreakerState = "closed" | "open" | "half-open";

/** Every member may be left out. None may throw: what is told has happened, and nothing takes it back. */
export interface CallObserver {
  /** A request is about to be signed and sent. Returns who is told of its end. */
  attempt?(attempt: Attempt): AttemptObserver | undefined;
  /** A call failed, or was turned away, and is made again after this many milliseconds. */
  retrying?(operation: TosOperation, delayMs: number): void;
  /** A call is not made again although it could be: the budget for repetitions is spent. */
  retryDenied?(operation: TosOperation): void;
  breakerChanged?(operation: TosOperation, state: BreakerState): void;
}

/** Tells several, in their order. One that throws, though it must not, costs neither the call nor the others: `onFault` has it. */
export function tellAll(observers: readonly CallObserver[], onFault: (error: unknown) => void): CallObserver {
  const tell = <O, T>(told: readonly O[], how: (observer: O) => T): T[] =>
    told.flatMap((one) => {
      try {
        return [how(one)];
      } catch (error) {
        onFault(error);
        return [];
      }
    });
  return {
    attempt(attempt) {
      const told = tell(observers, (observer) => observer.attempt?.(attempt)).filter(
        (one) => one !== undefined,
      );
      return {
        headers: Object.assign({}, ...told.map(({ headers }) => headers)),
        ended(end) {
          tell(told, (observer) => observer.ended(end));
        },
      };
    },
    retrying(...args) {
      tell(observers, (observer) => observer.retrying?.(...args));
    },
    retryDenied(...args) {
      tell(observers, (observer) => observer.retryDenied?.(...args));
    },
    breakerChanged(...args) {
      tell(observers, (observer) => observer.breakerChanged?.(...args));
    },
  };
}
