/** What an error of TOS itself means for a generation, decided on `EC`, `Code` and status, in this order. */
import type { TosServiceError } from "../tos/errors.js";
import { details } from "./failure.js";
import type { FailureCode, FailureDetails, GenerationFailure, RetryAdvice } from "./outcome.js";
import { type GenerationRequest, namedStyles } from "./request.js";

/** The names that other object stores' vendors give, beside the one that TOS's lists hold: the real one is not published. */
const EXISTS = new Set(["DuplicateObject", "FileAlreadyExists", "ObjectAlreadyExists"]);

/** Total: what is not known becomes `UNKNOWN`, or what its status says. */
export function serviceOutcome(request: GenerationRequest, error: TosServiceError): GenerationFailure {
  const { ec, serviceCode, status } = error;
  const named = `TOS status ${status}${serviceCode === null ? "" : `, ${serviceCode}`}${ec === null ? "" : `, EC ${ec}`}`;
  const failure = (code: FailureCode, retry: RetryAdvice, message: string): FailureDetails =>
    details(code, retry, `${message} (${named})`, { tosRequestId: error.requestId });
  const failed = (code: FailureCode, retry: RetryAdvice, message: string): GenerationFailure => ({
    kind: "GenerationFailed",
    ...failure(code, retry, message),
  });

  if (error.throttled) {
    return {
      kind: "RateLimited",
      ...failure(
        "RATE_LIMITED",
        "SAFE",
        "TOS turned the request away because too many came: send it again later.",
      ),
      limitedBy: "STORAGE",
      retryAfterMs: error.retryAfterMs,
    };
  }
  if (ec === "0017-00000004" || EXISTS.has(serviceCode ?? "")) {
    return {
      kind: "OutputExists",
      ...failure(
        "OUTPUT_EXISTS",
        "NEVER",
        "The output exists and overwriting is forbidden: choose another key.",
      ),
      output: { bucket: request.output.bucket, key: request.output.key },
    };
  }
  if (ec === "0017-00000003" || serviceCode === "NoSuchKey") {
    return sourceRejected(
      "NOT_FOUND",
      "The source does not exist: check its bucket and key, upper and lower case included.",
    );
  }
  if (error.missesBucket) {
    return missesOutputBucket(request, error)
      ? failed(
          "OUTPUT_BUCKET_NOT_FOUND",
          "NEVER",
          "The output bucket does not exist: create it or name another.",
        )
      : sourceRejected(
          "BUCKET_NOT_FOUND",
          "The source's bucket does not exist in this region: check its name.",
        );
  }
  if (ec === "0022-00000009") return styleNotFound();
  if (ec?.startsWith("0022-") || serviceCode === "MissingArgument") {
    return request.preprocess === null && request.output.postprocess === null
      ? sourceRejected("UNREADABLE", "The source is not a picture that TOS can process.")
      : failed(
          "PROCESSING_REJECTED",
          "NEVER",
          "TOS refused the image processing: a parameter is missing or out of its range, or the source is not a picture.",
        );
  }
  if (serviceCode === "EntityTooLarge")
    return sourceRejected("TOO_LARGE", "The source is over TOS's size limit.");
  if (error.denied) {
    return failed(
      "ACCESS_DENIED",
      "NEVER",
      "TOS refused this server's credentials, or they lack the right to read the source or to write the output: the operator has to act.",
    );
  }
  if (status === 405) {
    return failed(
      "STORAGE_FAULT",
      "NEVER",
      "TOS does not take generations by this method: the operator has to change TOS_AIGC_METHOD.",
    );
  }
  if (status >= 500 || status === 408) {
    return failed(
      "STORAGE_FAULT",
      "MAY_CHARGE_AGAIN",
      "TOS failed; whether the picture was generated is not known: look for the output before repeating.",
    );
  }
  return failed("UNKNOWN", "NEVER", "TOS refused the request.");

  function sourceRejected(
    reason: "NOT_FOUND" | "BUCKET_NOT_FOUND" | "TOO_LARGE" | "UNREADABLE",
    message: string,
  ): GenerationFailure {
    return {
      kind: "SourceRejected",
      ...failure("SOURCE_REJECTED", "NEVER", message),
      reason,
      source: request.source,
    };
  }

  /** The service does not say which of two styles it misses. */
  function styleNotFound(): GenerationFailure {
    const styles = namedStyles(request);
    const [only] = styles.length === 1 ? styles : [];
    return {
      kind: "StyleNotFound",
      ...failure("STYLE_NOT_FOUND", "NEVER", "The bucket has no image style of this name."),
      bucket: request.source.bucket,
      style: only?.style ?? null,
      processingStage: only?.stage ?? null,
    };
  }
}

/** `Resource` is `/bucket/key`. Without it, the bucket that the request was addressed to is the one that is missed. */
function missesOutputBucket(request: GenerationRequest, error: TosServiceError): boolean {
  const bucket = error.resource?.split("/")[1];
  return bucket === request.output.bucket && bucket !== request.source.bucket;
}
