/** Makes failures: what all of them tell, with null for the ids that there were none of. */
import type { FailureCode, FailureDetails, GenerationFailure, RetryAdvice } from "./outcome.js";

type Ids = Partial<Pick<FailureDetails, "modelCode" | "tosRequestId" | "modelRequestId">>;

export function details(
  code: FailureCode,
  retry: RetryAdvice,
  message: string,
  ids: Ids = {},
): FailureDetails {
  return { code, message, retry, modelCode: null, tosRequestId: null, modelRequestId: null, ...ids };
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

/** For whatever may have happened after the generation was sent. */
export const LOOK_FIRST =
  "The picture may have been generated and billed: look for the output before repeating.";
