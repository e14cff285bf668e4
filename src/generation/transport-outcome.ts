/** What it means for a generation when no answer came, or none that can be read. */
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
import { cancelled, failed, LOOK_FIRST, timedOut } from "./failure.js";
import type { GenerationFailure } from "./outcome.js";
import type { NamedRequest } from "./request.js";
import { serviceOutcome } from "./service-outcome.js";

/** For an error of the call that carries the generation. */
export function transportOutcome(request: NamedRequest, error: TosError): GenerationFailure {
  if (error instanceof TosServiceError) return serviceOutcome(request, error);
  if (error instanceof TosTimeoutError) return timedOut(error.sent, error.timeoutMs);
  if (error instanceof TosAbortedError && !error.sent) return cancelled();
  if (error instanceof TosReplyError) return unreadable(error.requestId);
  if (error instanceof TosConnectionError) {
    return error.sent
      ? failed(
          "CONNECTION_FAILED",
          "MAY_CHARGE_AGAIN",
          `The connection to TOS broke before its answer came. ${LOOK_FIRST}`,
        )
      : failed("CONNECTION_FAILED", "SAFE", "TOS could not be reached; nothing was sent.");
  }
  if (error instanceof TosUnavailableError) {
    const seconds = Math.ceil(error.retryAfterMs / 1_000);
    return failed(
      "STORAGE_UNAVAILABLE",
      "SAFE",
      `TOS has failed too often of late, so nothing was sent: repeat after ${seconds} s.`,
    );
  }
  if (error instanceof TosCredentialsError) {
    // Their source is asked again and again: a repetition may find some.
    return failed(
      "ACCESS_DENIED",
      "SAFE",
      `This server has no valid keys for TOS; nothing was sent: if it lasts, the operator has to act. (${error.message})`,
    );
  }
  return failed("UNKNOWN", "NEVER", error.message, { tosRequestId: error.requestId });
}

/** For a 2xx answer that is neither a model's report nor a gateway's error. */
export function unreadable(tosRequestId: string | null): GenerationFailure {
  return failed("UNREADABLE_REPLY", "MAY_CHARGE_AGAIN", `TOS's answer cannot be read. ${LOOK_FIRST}`, {
    tosRequestId,
  });
}
