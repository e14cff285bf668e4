import type {
  CodeCategory,
  CodeDescription,
  CodeRetry,
  ModerationStage,
  SourceImageFault,
} from "./code-types.js";

/** What a repeat would do, and why. */
export type Advice = readonly [retry: CodeRetry, reason: string];

/** For what depends on the request alone. */
export const SAME_AGAIN: Advice = ["NEVER", "The same request is refused again."];
/** For limits that are checked on arrival. */
export const NOT_STARTED: Advice = ["SAFE", "The request was turned away before the generation started."];
/** For outputs that moderation refused. */
export const OTHER_PICTURE: Advice = [
  "MAY_CHARGE_AGAIN",
  "The docs advise a repeat, since another seed may pass; the refused picture was generated and may be billed.",
];
/** For faults on which the pages contradict each other. */
export const DOCS_DISAGREE: Advice = [
  "MAY_CHARGE_AGAIN",
  "Some pages advise a repeat and some advise against it; the generation may have run and may be billed.",
];
/** For faults on which the pages agree. */
export const DOCS_ADVISE_AGAINST: Advice = ["NEVER", "The docs advise against a repeat."];
/** For success. */
export const ALREADY_DONE: Advice = ["NEVER", "The picture was generated."];
/** For what no page describes. */
export const NOTHING_KNOWN: Advice = [
  "NEVER",
  "Nothing is known that says a repeat could help, and each attempt may be billed; look for the picture first.",
];

/** For a reply that does not say what became of the request. */
export const OUTCOME_UNSAID: Advice = [
  "MAY_CHARGE_AGAIN",
  "The generation may have run and may be billed; look for the picture first.",
];

/** A row without moderation stage or picture fault. */
export function row(
  code: number | null,
  httpStatus: number | null,
  category: CodeCategory,
  name: string,
  [retry, retryReason]: Advice,
  meaning: string,
): CodeDescription {
  return { code, httpStatus, name, meaning, category, stage: null, sourceFault: null, retry, retryReason };
}

/** A row for material that content moderation refused. */
export function moderation(
  code: number,
  httpStatus: number | null,
  stage: ModerationStage,
  name: string,
  advice: Advice,
  meaning: string,
): CodeDescription {
  return { ...row(code, httpStatus, "moderation", name, advice, meaning), stage };
}

/** A row for a fault of the source picture; no page gives these an HTTP status. */
export function sourceImage(
  code: number,
  sourceFault: SourceImageFault,
  name: string,
  meaning: string,
): CodeDescription {
  return { ...row(code, null, "source-image", name, SAME_AGAIN, meaning), sourceFault };
}
