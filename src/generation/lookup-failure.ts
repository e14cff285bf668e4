/** What it means for a generation that something which it needs could not be looked up. */
import { TosAbortedError, TosConnectionError, type TosError, TosServiceError } from "../tos/errors.js";
import { addressedBucketMissing, cancelled, details, failed } from "./failure.js";
import type { GenerationFailure } from "./outcome.js";
import type { GenerationRequest } from "./request.js";

/** `subject` is what was looked for: "image style". Nothing was generated, whatever went wrong. */
export function lookupFailure(
  request: GenerationRequest,
  error: TosError,
  subject: string,
): GenerationFailure {
  const ids = { tosRequestId: error.requestId };
  const nothing = "nothing was generated.";
  if (error instanceof TosAbortedError) return cancelled();
  if (error instanceof TosConnectionError) {
    return failed(
      "CONNECTION_FAILED",
      "SAFE",
      `TOS could not be reached to look up the ${subject}; ${nothing}`,
    );
  }
  if (error instanceof TosServiceError) {
    const { retryAfterMs } = error;
    if (error.throttled) {
      const message = `TOS turned the look-up of the ${subject} away because too many requests came; ${nothing}`;
      return {
        kind: "RateLimited",
        ...details("RATE_LIMITED", "SAFE", message, ids),
        limitedBy: "STORAGE",
        retryAfterMs,
      };
    }
    if (error.missesBucket) return addressedBucketMissing(request, "", ids);
    if (error.denied) {
      const message = `TOS refused this server's credentials, or they lack the right to look up the ${subject}; ${nothing} The operator has to act.`;
      return failed("ACCESS_DENIED", "NEVER", message, ids);
    }
  }
  return failed(
    "STORAGE_FAULT",
    "SAFE",
    `TOS could not tell of the ${subject} (${error.message}); ${nothing}`,
    ids,
  );
}
