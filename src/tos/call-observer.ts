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

/** Tells several, in their order. */
export function tellAll(observers: readonly CallObserver[]): CallObserver {
  return {
    attempt(attempt) {
      const told = observers.flatMap((observer) => observer.attempt?.(attempt) ?? []);
      return {
        headers: Object.assign({}, ...told.map(({ headers }) => headers)),
        ended(end) {
          for (const observer of told) observer.ended(end);
        },
      };
    },
    retrying(...args) {
      for (const observer of observers) observer.retrying?.(...args);
    },
    retryDenied(...args) {
      for (const observer of observers) observer.retryDenied?.(...args);
    },
    breakerChanged(...args) {
      for (const observer of observers) observer.breakerChanged?.(...args);
    },
  };
}
