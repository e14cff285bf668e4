/** What it means for a generation when no answer came, or none that can be read. */
import {
  TosAbortedError,
  TosConnectionError,
  type TosError,
  TosReplyError,
  TosServiceError,
  TosTimeoutError,
} from "../tos/errors.js";
import type { FailureCode, GenerationFailure, RetryAdvice } from "./outcome.js";
import type { GenerationRequest } from "./request.js";
import { serviceOutcome } from "./service-outcome.js";

const LOOK_FIRST = "It may have been generated and billed: look for the output before repeating.";

/** An error of the call that carries the generation. */
export function transportOutcome(request: GenerationRequest, error: TosError): GenerationFailure {
  if (error instanceof TosServiceError) return serviceOutcome(request, error);
  if (error instanceof TosTimeoutError) return timedOut(error.sent, error.timeoutMs);
  if (error instanceof TosConnectionError) {
    return error.sent
      ? failed(
          "CONNECTION_FAILED",
          "MAY_CHARGE_AGAIN",
          `The connection to TOS broke before its answer came. ${LOOK_FIRST}`,
        )
      : failed("CONNECTION_FAILED", "SAFE", "TOS could not be reached; nothing was sent.");
  }
  if (error instanceof TosReplyError) {
    return failed(
      "UNREADABLE_REPLY",
      "MAY_CHARGE_AGAIN",
      `TOS's answer cannot be read. ${LOOK_FIRST}`,
      error.requestId,
    );
  }
  if (error instanceof TosAbortedError && !error.sent) return cancelled();
  return failed("UNKNOWN", "NEVER", error.message, error.requestId);
}

/** An error of the style look-up that goes before: nothing was generated. */
export function lookupOutcome(
  request: GenerationRequest,
  error: TosError,
  timeoutMs: number,
): GenerationFailure {
  if (error instanceof TosAbortedError) return cancelled();
  if (error instanceof TosTimeoutError) return timedOut(false, timeoutMs);
  if (error instanceof TosConnectionError) {
    return failed(
      "CONNECTION_FAILED",
      "SAFE",
      "TOS could not be reached to look up the image style; nothing was generated.",
    );
  }
  if (error instanceof TosServiceError) {
    const outcome = serviceOutcome(request, error);
    return { ...outcome, retry: outcome.retry === "MAY_CHARGE_AGAIN" ? "SAFE" : outcome.retry };
  }
  return failed(
    "STORAGE_FAULT",
    "SAFE",
    "TOS's list of image styles cannot be read; nothing was generated.",
    error.requestId,
  );
}

export function timedOut(sent: boolean, timeoutMs: number): GenerationFailure {
  return {
    kind: "TimedOut",
    ...details(
      "TIMED_OUT",
      sent ? "MAY_CHARGE_AGAIN" : "SAFE",
      sent
        ? `No answer came within ${timeoutMs} ms. ${LOOK_FIRST}`
        : `The time of ${timeoutMs} ms was over before the generation was sent.`,
    ),
    sent,
    timeoutMs,
  };
}

export function cancelled(): GenerationFailure {
  return failed("CANCELLED", "SAFE", "The caller left before the generation was sent.");
}

/** A 2xx answer that is neither a model's report nor a gateway's error. */
export function unreadable(tosRequestId: string | null): GenerationFailure {
  return failed(
    "UNREADABLE_REPLY",
    "MAY_CHARGE_AGAIN",
    `TOS's answer cannot be read. ${LOOK_FIRST}`,
    tosRequestId,
  );
}

function failed(
  code: FailureCode,
  retry: RetryAdvice,
  message: string,
  tosRequestId: string | null = null,
): GenerationFailure {
  return { kind: "GenerationFailed", ...details(code, retry, message, tosRequestId) };
}

function details(code: FailureCode, retry: RetryAdvice, message: string, tosRequestId: string | null = null) {
  return { code, message, retry, modelCode: null, tosRequestId, modelRequestId: null };
}
