/** What an error of TOS means for a change of an image style, decided on its kind, `EC`, `Code` and status. */
import {
  TosAbortedError,
  TosConnectionError,
  type TosError,
  TosNoReplyError,
  TosReplyError,
  TosServiceError,
  TosTimeoutError,
} from "../tos/errors.js";
import type { StyleFailure, StyleFailureCode } from "./outcome.js";

/** What is being done to a style. */
export type StyleChange = "create" | "update" | "delete";

/** For an error of a call that reads: nothing was changed, whatever it is. */
export function lookFailure(error: TosError): StyleFailure {
  return failureOf(error, false, "Nothing was changed.");
}

/** For an error of the call that writes. */
export function writeFailure(change: StyleChange, error: TosError): StyleFailure {
  const unsure = mayHaveBeenDone(error);
  if (isRefusedContent(error) && change !== "delete") {
    const message =
      "TOS refused the style: it does not take this content, or the bucket has as many styles as it may. Nothing was changed.";
    return failed(error, "STYLE_REFUSED", "NEVER", message, false);
  }
  return failureOf(error, unsure, unsure ? AGAIN[change] : "Nothing was changed.");
}

/** What to do when the answer to a write was lost. */
const AGAIN: Readonly<Record<StyleChange, string>> = {
  create:
    "Whether the style was stored is not known. Send it again: if it was, the answer is STYLE_EXISTS with the style.",
  update: "Whether the style was stored is not known. Send it again: writing it twice does what once does.",
  delete:
    "Whether the style was deleted is not known. Send it again: if it was, the answer is STYLE_NOT_FOUND.",
};

function mayHaveBeenDone(error: TosError): boolean {
  if (error instanceof TosNoReplyError) return error.sent;
  if (error instanceof TosServiceError) return isFault(error) && !error.throttled;
  return true;
}

function isFault({ status }: TosServiceError): boolean {
  return status >= 500 || status === 408;
}

/** Which of them it uses is not published, nor what limits there are. */
function isRefusedContent(error: TosError): boolean {
  return error instanceof TosServiceError && !error.throttled && [400, 409, 413, 422].includes(error.status);
}

/** Total: what is not known becomes `UNKNOWN`. `then` says what became of the style and what to do. */
function failureOf(error: TosError, unsure: boolean, then: string): StyleFailure {
  const make = (code: StyleFailureCode, retry: "NEVER" | "SAFE", message: string): StyleFailure =>
    failed(error, code, retry, `${message} ${then}`, unsure);

  if (error instanceof TosServiceError) {
    if (error.throttled) {
      return {
        kind: "ProcessingStyleRateLimited",
        code: "RATE_LIMITED",
        retry: "SAFE",
        message: `TOS turned the request away because too many came: send it again later. ${then} (${error.message})`,
        tosRequestId: error.requestId,
        retryAfterMs: error.retryAfterMs,
      };
    }
    if (error.missesBucket) {
      return make("BUCKET_NOT_FOUND", "NEVER", "The bucket does not exist in this region: check its name.");
    }
    if (error.denied) {
      return make(
        "ACCESS_DENIED",
        "NEVER",
        "TOS refused this server's credentials, or they lack the right to the bucket's image styles: the operator has to act.",
      );
    }
    return isFault(error)
      ? make("STORAGE_FAULT", "SAFE", "TOS failed.")
      : make("UNKNOWN", "NEVER", "TOS refused the request.");
  }
  if (error instanceof TosTimeoutError) return make("TIMED_OUT", "SAFE", "TOS did not answer in time.");
  if (error instanceof TosAbortedError) return make("CANCELLED", "SAFE", "The caller left.");
  if (error instanceof TosConnectionError) {
    return make("CONNECTION_FAILED", "SAFE", "The connection to TOS failed.");
  }
  if (error instanceof TosReplyError) return make("UNREADABLE_REPLY", "SAFE", "TOS's answer cannot be read.");
  return make("UNKNOWN", "NEVER", "TOS did not answer as it should.");
}

function failed(
  error: TosError,
  code: StyleFailureCode,
  retry: "NEVER" | "SAFE",
  message: string,
  mayHaveTakenEffect: boolean,
): StyleFailure {
  return {
    kind: "ProcessingStyleFailed",
    code,
    retry,
    message: `${message} (${error.message})`,
    tosRequestId: error.requestId,
    mayHaveTakenEffect,
  };
}
