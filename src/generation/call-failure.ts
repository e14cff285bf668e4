/** What an error of TOS means for a call that costs nothing and may be done twice: one that reads, or that changes a style or an object. */
import {
  TosAbortedError,
  TosConnectionError,
  TosCredentialsError,
  type TosError,
  TosReplyError,
  TosServiceError,
  TosTimeoutError,
  TosUnavailableError,
} from "../tos/errors.js";
import type { RetryAdvice } from "./outcome.js";

/** Codes that every use case has among its own. */
export type CallFailureCode =
  | "RATE_LIMITED"
  | "BUCKET_NOT_FOUND"
  | "ACCESS_DENIED"
  | "STORAGE_FAULT"
  | "TIMED_OUT"
  | "CANCELLED"
  | "CONNECTION_FAILED"
  | "STORAGE_UNAVAILABLE"
  | "UNREADABLE_REPLY"
  | "UNKNOWN";

export interface CallFailure {
  readonly code: CallFailureCode;
  /** Nothing is charged: what may succeed is safe to repeat. */
  readonly retry: Exclude<RetryAdvice, "MAY_CHARGE_AGAIN">;
  /** What happened, and what to do. */
  readonly message: string;
  readonly tosRequestId: string | null;
  /** When TOS wants to be asked again, in milliseconds; null when it did not say. */
  readonly retryAfterMs: number | null;
}

/**
 * Total: what is not known becomes `UNKNOWN`.
 * @param call what was sent: "the deletion".
 * @param then what became of it, and what to do: a sentence.
 */
export function callFailure(error: TosError, call: string, then: string): CallFailure {
  const code = codeOf(error);
  const { retry, sentence } = error instanceof TosCredentialsError ? NO_KEYS : MEANINGS[code];
  return {
    code,
    retry,
    message: `${sentence(call)} ${then} (${error.message})`,
    tosRequestId: error.requestId,
    retryAfterMs: error.retryAfterMs,
  };
}

function codeOf(error: TosError): CallFailureCode {
  if (error instanceof TosServiceError) {
    if (error.throttled) return "RATE_LIMITED";
    if (error.missesBucket) return "BUCKET_NOT_FOUND";
    if (error.denied) return "ACCESS_DENIED";
    return error.faulted ? "STORAGE_FAULT" : "UNKNOWN";
  }
  if (error instanceof TosTimeoutError) return "TIMED_OUT";
  if (error instanceof TosAbortedError) return "CANCELLED";
  if (error instanceof TosConnectionError) return "CONNECTION_FAILED";
  if (error instanceof TosUnavailableError) return "STORAGE_UNAVAILABLE";
  if (error instanceof TosCredentialsError) return "ACCESS_DENIED";
  return error instanceof TosReplyError ? "UNREADABLE_REPLY" : "UNKNOWN";
}

interface Meaning {
  readonly retry: CallFailure["retry"];
  readonly sentence: (call: string) => string;
}

/** Before the service could refuse any. Their source is asked again and again: a repetition may find some. */
const NO_KEYS: Meaning = {
  retry: "SAFE",
  sentence: (call) =>
    `This server has no valid keys for TOS, and did not send ${call}: if it lasts, the operator has to act.`,
};

const MEANINGS: Readonly<Record<CallFailureCode, Meaning>> = {
  RATE_LIMITED: {
    retry: "SAFE",
    sentence: (call) => `TOS turned ${call} away because too many requests came: send it again later.`,
  },
  BUCKET_NOT_FOUND: {
    retry: "NEVER",
    sentence: () => "The bucket does not exist in this region: check its name.",
  },
  ACCESS_DENIED: {
    retry: "NEVER",
    sentence: (call) =>
      `TOS refused this server's credentials, or they lack the right for ${call}: the operator has to act.`,
  },
  STORAGE_FAULT: { retry: "SAFE", sentence: (call) => `TOS failed at ${call}.` },
  TIMED_OUT: { retry: "SAFE", sentence: (call) => `The time was over before TOS answered ${call}.` },
  CANCELLED: { retry: "SAFE", sentence: (call) => `The caller left before ${call} was sent.` },
  CONNECTION_FAILED: { retry: "SAFE", sentence: (call) => `The connection to TOS failed at ${call}.` },
  STORAGE_UNAVAILABLE: {
    retry: "SAFE",
    sentence: (call) => `TOS has failed too often of late, so ${call} was not sent: repeat after a pause.`,
  },
  UNREADABLE_REPLY: { retry: "SAFE", sentence: (call) => `TOS's answer to ${call} cannot be read.` },
  UNKNOWN: { retry: "NEVER", sentence: (call) => `TOS refused ${call}.` },
};
