/** What it means for a generation that something which it needs could not be looked up. */
import type { TosError } from "../tos/errors.js";
import { callFailure } from "./call-failure.js";
import { addressedBucketMissing, cancelled, details, failed } from "./failure.js";
import type { GenerationFailure } from "./outcome.js";
import type { GenerationRequest } from "./request.js";

/** `subject` is what was looked for: "image style". Nothing was generated, whatever went wrong. */
export function lookupFailure(
  request: GenerationRequest,
  error: TosError,
  subject: string,
): GenerationFailure {
  const { code, retry, message, tosRequestId, retryAfterMs } = callFailure(
    error,
    `the look-up of the ${subject}`,
    "Nothing was generated.",
  );
  const ids = { tosRequestId };
  switch (code) {
    case "CANCELLED":
      return cancelled();
    case "RATE_LIMITED":
      return {
        kind: "RateLimited",
        ...details(code, retry, message, ids),
        limitedBy: "STORAGE",
        retryAfterMs,
      };
    case "BUCKET_NOT_FOUND":
      return addressedBucketMissing(request, "", ids);
    // The codes of these speak of the generation itself: its time, and its answer.
    case "TIMED_OUT":
    case "UNREADABLE_REPLY":
      return failed("STORAGE_FAULT", retry, message, ids);
    default:
      return failed(code, retry, message, ids);
  }
}
