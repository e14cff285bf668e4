/** What is told of every generation that was accepted, to whoever counts or logs them. */
import type { GenerationOutcome } from "./outcome.js";
import type { GenerationRequest } from "./request.js";

/** How long a generation spent where, in milliseconds. */
export interface GenerationTimings {
  /** Looking up styles and the source, before the call. */
  readonly lookupMs: number;
  /** Waiting for a place among the generations of its model. */
  readonly queueMs: number;
  /** The paid call, repetitions of one that did not start included. 0 when it was not made. */
  readonly upstreamMs: number;
  /** Reading the reply and deciding what it means. */
  readonly mappingMs: number;
}

export interface GenerationEnd {
  readonly request: GenerationRequest;
  readonly outcome: GenerationOutcome;
  readonly timings: GenerationTimings;
}

/** Must not throw: a picture that is paid for would be lost with it. */
export interface GenerationObserver {
  ended(end: GenerationEnd): void;
}
