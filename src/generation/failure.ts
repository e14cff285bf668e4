/** Makes failures: what all of them tell, with null for the ids that there were none of. */
import type { Refusal, RefusalReason } from "./bulkhead.js";
import type {
  FailureCode,
  FailureDetails,
  GenerationFailure,
  RetryAdvice,
  SourceProblem,
} from "./outcome.js";
import type { GenerationRequest, NamedRequest } from "./request.js";

type Ids = Partial<Pick<FailureDetails, "modelCode" | "tosRequestId" | "modelRequestId" | "possibleOutput">>;

export function details(
  code: FailureCode,
  retry: RetryAdvice,
  message: string,
  ids: Ids = {},
): FailureDetails {
  return {
    code,
    message,
    retry,
    modelCode: null,
    tosRequestId: null,
    modelRequestId: null,
    possibleOutput: null,
    ...ids,
  };
}

/** A failure that has nothing to tell beside its code. */
export function failed(code: FailureCode, retry: RetryAdvice, message: string, ids?: Ids): GenerationFailure {
  return { kind: "GenerationFailed", ...details(code, retry, message, ids) };
}

/** The time was over; `sent` decides whether a picture may come of it all the same. */
export function timedOut(sent: boolean, timeoutMs: number): GenerationFailure {
  const told = sent
    ? details("TIMED_OUT", "MAY_CHARGE_AGAIN", `No answer came within ${timeoutMs} ms. ${LOOK_FIRST}`)
    : details("TIMED_OUT", "SAFE", `The time of ${timeoutMs} ms was over before the generation was sent.`);
  return { kind: "TimedOut", ...told, sent, timeoutMs };
}

export function cancelled(): GenerationFailure {
  return failed("CANCELLED", "SAFE", "The caller left before the generation was sent.");
}

/** There was no place for it among the generations of its model; `timeoutMs` is what it had in all. */
export function notAdmitted({ reason, retryAfterMs }: Refusal, timeoutMs: number): GenerationFailure {
  if (reason === "left") return cancelled();
  if (reason === "late") return timedOut(false, timeoutMs);
  const message = `${NO_PLACE[reason]} Nothing was sent: send it again later.`;
  return {
    kind: "RateLimited",
    ...details("RATE_LIMITED", "SAFE", message),
    limitedBy: "SERVER_QUEUE",
    retryAfterMs,
  };
}

const NO_PLACE: Readonly<Record<Exclude<RefusalReason, "left" | "late">, string>> = {
  full: "Too many generations with this model wait for their turn on this server.",
  waited: "Its turn on this server did not come in time: too many generations with this model are under way.",
  closed: "This server is stopping.",
};

/** Something is wrong with the source; of a request that has none, with what it says. */
export function sourceRejected(
  request: GenerationRequest,
  reason: SourceProblem,
  message: string,
  ids?: Ids,
): GenerationFailure {
  if (request.task === "TEXT_TO_IMAGE") return failed("UNKNOWN", "NEVER", message, ids);
  const { source } = request;
  return {
    kind: "SourceRejected",
    ...details("SOURCE_REJECTED", "NEVER", message, ids),
    reason,
    source,
  };
}

/** The bucket that the request is addressed to does not exist: the source's or, without one, the output's. */
export function addressedBucketMissing(request: GenerationRequest, note = "", ids?: Ids): GenerationFailure {
  return request.task === "TEXT_TO_IMAGE"
    ? outputBucketMissing(note, ids)
    : sourceRejected(
        request,
        "BUCKET_NOT_FOUND",
        `The source's bucket does not exist in this region: check its name.${note}`,
        ids,
      );
}

export function outputBucketMissing(note = "", ids?: Ids): GenerationFailure {
  const message = `The output bucket does not exist: create it or name another.${note}`;
  return failed("OUTPUT_BUCKET_NOT_FOUND", "NEVER", message, ids);
}

/** The output exists, and the request forbids to overwrite it. */
export function outputExists({ output }: NamedRequest, note = "", ids?: Ids): GenerationFailure {
  const message = `The output exists and overwriting is forbidden: choose another key.${note}`;
  return {
    kind: "OutputExists",
    ...details("OUTPUT_EXISTS", "NEVER", message, ids),
    output: { bucket: output.bucket, key: output.key },
  };
}

/** For whatever may have happened after the generation was sent. */
export const LOOK_FIRST =
  "The picture may have been generated and billed: look for the output before repeating.";
