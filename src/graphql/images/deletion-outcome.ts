/** What may come of deleting a picture, and what each error of TOS means for it. */
import type { RetryAdvice } from "../../generation/outcome.js";
import type { ObjectName } from "../../generation/request.js";
import {
  TosAbortedError,
  TosConnectionError,
  type TosError,
  TosServiceError,
  TosTimeoutError,
} from "../../tos/errors.js";

/** A stable code for every failure. */
export type DeletionFailureCode =
  | "NOT_AN_IMAGE"
  | "BUCKET_NOT_FOUND"
  | "ACCESS_DENIED"
  | "RATE_LIMITED"
  | "TIMED_OUT"
  | "STORAGE_FAULT"
  | "CONNECTION_FAILED"
  | "CANCELLED"
  | "UNKNOWN";

interface Details {
  readonly code: DeletionFailureCode;
  readonly message: string;
  /** A deletion is free and may be done twice: what may succeed is safe to repeat. */
  readonly retry: Exclude<RetryAdvice, "MAY_CHARGE_AGAIN">;
  readonly tosRequestId: string | null;
}

export type DeletionFailure =
  | (Details & { readonly kind: "ImageDeletionRateLimited"; readonly retryAfterMs: number | null })
  | (Details & { readonly kind: "ImageDeletionFailed" });

export type DeletionOutcome =
  | { readonly kind: "ImageDeleted"; readonly image: ObjectName; readonly tosRequestId: string | null }
  | DeletionFailure;

/** The object is there, and its stored type is not one of pictures. */
export const NOT_AN_IMAGE: DeletionFailure = {
  kind: "ImageDeletionFailed",
  code: "NOT_AN_IMAGE",
  message:
    "The key has no ending and the stored type of the object is not one of pictures: it was not deleted.",
  retry: "NEVER",
  tosRequestId: null,
};

/** Total: what is not known becomes `UNKNOWN`. */
export function deletionFailure(error: TosError): DeletionFailure {
  const failed = (
    code: DeletionFailureCode,
    retry: DeletionFailure["retry"],
    message: string,
  ): DeletionFailure => ({
    kind: "ImageDeletionFailed",
    code,
    message,
    retry,
    tosRequestId: error.requestId,
  });
  if (error instanceof TosServiceError) return serviceFailure(error, failed);
  if (error instanceof TosTimeoutError) {
    return failed(
      "TIMED_OUT",
      "SAFE",
      `TOS did not answer within ${error.timeoutMs} ms; the picture may be deleted all the same.`,
    );
  }
  if (error instanceof TosConnectionError) {
    return failed(
      "CONNECTION_FAILED",
      "SAFE",
      error.sent
        ? "The connection to TOS broke before its answer came; the picture may be deleted all the same."
        : "TOS could not be reached; nothing was deleted.",
    );
  }
  if (error instanceof TosAbortedError) {
    return failed("CANCELLED", "SAFE", "The caller left before the deletion was sent.");
  }
  return failed("UNKNOWN", "NEVER", error.message);
}

function serviceFailure(
  error: TosServiceError,
  failed: (code: DeletionFailureCode, retry: DeletionFailure["retry"], message: string) => DeletionFailure,
): DeletionFailure {
  const { status, serviceCode, ec, retryAfterMs } = error;
  const named = `TOS status ${status}${serviceCode === null ? "" : `, ${serviceCode}`}${ec === null ? "" : `, EC ${ec}`}`;
  if (error.throttled) {
    const told = failed(
      "RATE_LIMITED",
      "SAFE",
      `TOS turned the request away because too many came: send it again later. (${named})`,
    );
    return { ...told, kind: "ImageDeletionRateLimited", retryAfterMs };
  }
  if (error.missesBucket) {
    return failed("BUCKET_NOT_FOUND", "NEVER", `The bucket does not exist in this region. (${named})`);
  }
  if (error.denied) {
    return failed(
      "ACCESS_DENIED",
      "NEVER",
      `TOS refused this server's credentials, or they lack the right to delete: the operator has to act. (${named})`,
    );
  }
  if (status >= 500 || status === 408) {
    return failed("STORAGE_FAULT", "SAFE", `TOS failed; the picture may be deleted all the same. (${named})`);
  }
  return failed("UNKNOWN", "NEVER", `TOS refused the deletion. (${named})`);
}
