/** What an error of TOS itself means for a generation, decided on `EC`, `Code` and status, in this order. */
import type { TosServiceError } from "../tos/errors.js";
import {
  addressedBucketMissing,
  details,
  failed,
  outputBucketMissing,
  outputExists,
  sourceRejected,
} from "./failure.js";
import type { FailureCode, GenerationFailure, RetryAdvice, SourceProblem } from "./outcome.js";
import {
  addressedBucket,
  type GenerationRequest,
  type NamedRequest,
  namedStyles,
  preprocessOf,
} from "./request.js";

/** The names that other object stores' vendors give, beside the one that TOS's lists hold: the real one is not published. */
const EXISTS = new Set(["DuplicateObject", "FileAlreadyExists", "ObjectAlreadyExists"]);

/** Total: what is not known becomes `UNKNOWN`, or what its status says. */
export function serviceOutcome(request: NamedRequest, error: TosServiceError): GenerationFailure {
  const { ec, serviceCode, status } = error;
  const named = ` (TOS status ${status}${serviceCode === null ? "" : `, ${serviceCode}`}${ec === null ? "" : `, EC ${ec}`})`;
  const ids = { tosRequestId: error.requestId };
  const refused = (code: FailureCode, retry: RetryAdvice, message: string): GenerationFailure =>
    failed(code, retry, message + named, ids);
  const rejected = (reason: SourceProblem, message: string): GenerationFailure =>
    sourceRejected(request, reason, message + named, ids);

  if (error.throttled) {
    const message = `TOS turned the request away because too many came: send it again later.${named}`;
    return {
      kind: "RateLimited",
      ...details("RATE_LIMITED", "SAFE", message, ids),
      limitedBy: "STORAGE",
      retryAfterMs: error.retryAfterMs,
    };
  }
  if (ec === "0017-00000004" || EXISTS.has(serviceCode ?? "")) return outputExists(request, named, ids);
  if (error.missesObject) {
    if (missesOtherThanSource(request, error)) {
      return refused(
        "PROCESSING_REJECTED",
        "NEVER",
        "An object that the processing names does not exist: check the key of a watermark's picture, which is looked for in the source's bucket.",
      );
    }
    return rejected(
      "NOT_FOUND",
      request.task === "IMAGE_TO_IMAGE"
        ? "The source does not exist: check its bucket and key, upper and lower case included."
        : "TOS misses an object: a watermark's picture, perhaps.",
    );
  }
  if (error.missesBucket) {
    return missesOutputBucket(request, error)
      ? outputBucketMissing(named, ids)
      : addressedBucketMissing(request, named, ids);
  }
  if (ec === "0022-00000009") return styleNotFound();
  if (ec?.startsWith("0022-") || serviceCode === "MissingArgument") {
    return preprocessOf(request) === null && request.output.postprocess === null
      ? rejected("UNREADABLE", "TOS cannot process the picture, or it is none.")
      : refused(
          "PROCESSING_REJECTED",
          "NEVER",
          "TOS refused the image processing: a parameter is missing or out of its range, or the source is not a picture.",
        );
  }
  if (serviceCode === "EntityTooLarge") return rejected("TOO_LARGE", "The picture is over TOS's size limit.");
  if (error.denied) {
    return refused(
      "ACCESS_DENIED",
      "NEVER",
      "TOS refused this server's credentials, or they lack the right to read the source or to write the output: the operator has to act.",
    );
  }
  if (status === 405) {
    return refused(
      "STORAGE_FAULT",
      "NEVER",
      "TOS does not take generations by this method: the operator has to change TOS_AIGC_METHOD.",
    );
  }
  if (error.faulted) {
    return refused(
      "STORAGE_FAULT",
      "MAY_CHARGE_AGAIN",
      "TOS failed; whether the picture was generated is not known: look for the output before repeating.",
    );
  }
  return refused("UNKNOWN", "NEVER", "TOS refused the request.");

  /** The service does not say which of two styles it misses. */
  function styleNotFound(): GenerationFailure {
    const styles = namedStyles(request);
    const [only] = styles.length === 1 ? styles : [];
    const message = `The bucket has no image style of this name.${named}`;
    return {
      kind: "StyleNotFound",
      ...details("STYLE_NOT_FOUND", "NEVER", message, ids),
      bucket: addressedBucket(request),
      style: only?.style ?? null,
      processingStage: only?.stage ?? null,
    };
  }
}

/** `Resource` is `/bucket/key`. Without it, the bucket that the request was addressed to is the one that is missed. */
function missesOutputBucket(request: GenerationRequest, error: TosServiceError): boolean {
  const bucket = error.resource?.split("/")[1];
  return bucket === request.output.bucket && bucket !== addressedBucket(request);
}

/** Without the key of an object in `Resource`, the source is the one that is missed. */
function missesOtherThanSource(request: GenerationRequest, { resource }: TosServiceError): boolean {
  if (request.task !== "IMAGE_TO_IMAGE" || resource === null) return false;
  const { bucket, key } = request.source;
  const prefix = `/${bucket}/`;
  const missed = resource.slice(prefix.length);
  // Whether the key is percent-encoded there is not published.
  return (
    resource.startsWith(prefix) &&
    missed !== "" &&
    ![key, encodeURI(key), encodeURIComponent(key)].includes(missed)
  );
}
