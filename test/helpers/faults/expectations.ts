/**
 * What each kind of operation answers to each thing that its call may meet: the typed outcome as one line, `TYPE CODE RETRY` of a
 * union's member or a code of `errors`. Where timing decides, the answers that are right stand beside each other.
 */
import type { Meets } from "./effects.js";

export type Answers = Readonly<Record<Meets, string>>;

function answers(
  table: Omit<Answers, "tooMuch" | "perhapsBroken" | "otherType"> & Partial<Answers>,
): Answers {
  return {
    ...table,
    otherType: table.otherType ?? table.nothing,
    tooMuch: `${table.unreadable} | ${table.late}`,
    perhapsBroken: `${table.nothing} | ${table.broken}`,
  };
}

/** With each of the answers that are right in another form. */
function mapped(table: Answers, form: (answer: string) => string): Answers {
  const entries = Object.entries(table).map(([meets, line]) => [
    meets,
    line.split(" | ").map(form).join(" | "),
  ]);
  return Object.fromEntries(entries) as Answers;
}

/** A field of a query: its failure stands in `errors`. */
export const READ = answers({
  nothing: "found",
  denied: "UPSTREAM_DENIED",
  throttled: "UPSTREAM_RATE_LIMITED",
  failed: "UPSTREAM_UNAVAILABLE",
  refused: "UPSTREAM_UNAVAILABLE",
  noBucket: "NOT_FOUND",
  missing: "none",
  strayPage: "UPSTREAM_UNAVAILABLE",
  unreadable: "UPSTREAM_UNAVAILABLE",
  broken: "UPSTREAM_UNAVAILABLE",
  unreachable: "UPSTREAM_UNAVAILABLE",
  late: "UPSTREAM_TIMEOUT",
});

/** What only the bytes of a picture tell: 400 and 404 say that there is none. */
export const READ_OF_PICTURE = answers({ ...READ, refused: "none", noBucket: "none" });

/** What is selected of a picture that was generated: it is kept, whatever becomes of the look at it. */
export function afterGeneration(table: Answers): Answers {
  return mapped(table, (answer) =>
    answer === "found" || answer === "none" ? "GeneratedImage" : `GeneratedImage + ${answer}`,
  );
}

/** The call that is paid for. */
export const GENERATION = answers({
  nothing: "GeneratedImage",
  denied: "GenerationFailed ACCESS_DENIED NEVER",
  throttled: "RateLimited RATE_LIMITED SAFE",
  failed: "GenerationFailed STORAGE_FAULT MAY_CHARGE_AGAIN",
  refused: "GenerationFailed UNKNOWN NEVER",
  noBucket: "SourceRejected SOURCE_REJECTED NEVER",
  missing: "SourceRejected SOURCE_REJECTED NEVER",
  strayPage: "GenerationFailed UNKNOWN NEVER",
  unreadable: "GenerationFailed UNREADABLE_REPLY MAY_CHARGE_AGAIN",
  broken: "GenerationFailed CONNECTION_FAILED MAY_CHARGE_AGAIN",
  unreachable: "GenerationFailed CONNECTION_FAILED SAFE",
  late: "TimedOut TIMED_OUT MAY_CHARGE_AGAIN sent",
});

export const GENERATION_FROM_TEXT = answers({
  ...GENERATION,
  noBucket: "GenerationFailed OUTPUT_BUCKET_NOT_FOUND NEVER",
});

/** Beside one that nothing happens to. */
export const GENERATION_IN_BATCH = mapped(GENERATION, (answer) => `${answer}; GeneratedImage`);

/** What a generation needs to know before it is sent: nothing was generated, whatever happens. */
export const LOOK_UP = answers({
  nothing: "GeneratedImage",
  denied: "GenerationFailed ACCESS_DENIED NEVER",
  throttled: "RateLimited RATE_LIMITED SAFE",
  failed: "GenerationFailed STORAGE_FAULT SAFE",
  refused: "GenerationFailed UNKNOWN NEVER",
  noBucket: "SourceRejected SOURCE_REJECTED NEVER",
  missing: "SourceRejected SOURCE_REJECTED NEVER",
  strayPage: "GenerationFailed UNKNOWN NEVER",
  unreadable: "GenerationFailed STORAGE_FAULT SAFE",
  broken: "GenerationFailed CONNECTION_FAILED SAFE",
  unreachable: "GenerationFailed CONNECTION_FAILED SAFE",
  // The time of the look-up, or that of the generation, which are the same here.
  late: "TimedOut TIMED_OUT SAFE unsent | GenerationFailed STORAGE_FAULT SAFE",
});

/** The look at a source's size, which only refuses what it knows to be too large. */
export const SOURCE_CHECK = answers({
  nothing: "GeneratedImage",
  denied: "GeneratedImage",
  throttled: "GeneratedImage",
  failed: "GeneratedImage",
  refused: "GeneratedImage",
  noBucket: "GeneratedImage",
  missing: "GeneratedImage",
  strayPage: "GeneratedImage",
  unreadable: "GeneratedImage",
  broken: "GeneratedImage",
  unreachable: "GeneratedImage",
  // Nothing is left for the generation, or enough.
  late: "TimedOut TIMED_OUT SAFE unsent | GeneratedImage",
});

/** Each problem of a preview is what the generation would fail with. */
export const PREVIEW = answers({ ...LOOK_UP, nothing: "ready", otherType: "ready" });

export const PREVIEW_OF_PICTURE = answers({
  ...PREVIEW,
  refused: "SourceRejected SOURCE_REJECTED NEVER",
});

/** Whoever may write the output need not have the right to look at it. */
export const PREVIEW_OF_OUTPUT = answers({
  ...PREVIEW,
  denied: "ready",
  missing: "ready",
  // There is no output yet: an answer without an id has its code, as long as it is TOS's.
  unreadable: `${PREVIEW.unreadable} | ready`,
});

/** The bucket of a source that is missing. */
export const PREVIEW_OF_BUCKET = answers({
  ...PREVIEW,
  nothing: "SourceRejected SOURCE_REJECTED NEVER",
  otherType: "SourceRejected SOURCE_REJECTED NEVER",
});

export const DELETION = answers({
  nothing: "DeletedImage",
  denied: "ImageDeletionFailed ACCESS_DENIED NEVER",
  throttled: "ImageDeletionRateLimited RATE_LIMITED SAFE",
  failed: "ImageDeletionFailed STORAGE_FAULT SAFE",
  refused: "ImageDeletionFailed UNKNOWN NEVER",
  noBucket: "ImageDeletionFailed BUCKET_NOT_FOUND NEVER",
  // The deletion itself tells whether it is the object or the bucket.
  missing: "DeletedImage",
  otherType: "ImageDeletionFailed NOT_AN_IMAGE NEVER",
  strayPage: "ImageDeletionFailed UNKNOWN NEVER",
  unreadable: "ImageDeletionFailed UNREADABLE_REPLY SAFE",
  broken: "ImageDeletionFailed CONNECTION_FAILED SAFE",
  unreachable: "ImageDeletionFailed CONNECTION_FAILED SAFE",
  late: "ImageDeletionFailed TIMED_OUT SAFE",
});

/** The look at a style before it is changed. */
export function styleLook(done: string): Answers {
  return answers({
    nothing: done,
    denied: "ProcessingStyleFailed ACCESS_DENIED NEVER unchanged",
    throttled: "ProcessingStyleRateLimited RATE_LIMITED SAFE",
    failed: "ProcessingStyleFailed STORAGE_FAULT SAFE unchanged",
    refused: "ProcessingStyleFailed UNKNOWN NEVER unchanged",
    noBucket: "ProcessingStyleFailed BUCKET_NOT_FOUND NEVER unchanged",
    missing: "ProcessingStyleFailed BUCKET_NOT_FOUND NEVER unchanged",
    strayPage: "ProcessingStyleFailed UNKNOWN NEVER unchanged",
    unreadable: "ProcessingStyleFailed UNREADABLE_REPLY SAFE unchanged",
    broken: "ProcessingStyleFailed CONNECTION_FAILED SAFE unchanged",
    unreachable: "ProcessingStyleFailed CONNECTION_FAILED SAFE unchanged",
    late: "ProcessingStyleFailed TIMED_OUT SAFE unchanged",
  });
}

/** The call that changes a style. */
export function styleWrite(done: string, refused = "STYLE_REFUSED"): Answers {
  return answers({
    ...styleLook(done),
    failed: "ProcessingStyleFailed STORAGE_FAULT SAFE perhaps",
    refused: `ProcessingStyleFailed ${refused} NEVER unchanged`,
    unreadable: "ProcessingStyleFailed UNREADABLE_REPLY SAFE perhaps",
    broken: "ProcessingStyleFailed CONNECTION_FAILED SAFE perhaps",
    late: "ProcessingStyleFailed TIMED_OUT SAFE perhaps",
  });
}

/**
 * The call that deletes a style. It is made again after one whose answer was lost: what TOS then says of a style that is gone has a
 * body, which has faults of its own.
 */
export function styleDeletion(done: string): Answers {
  const table = styleWrite(done, "UNKNOWN");
  return {
    ...table,
    unreadable: `${table.unreadable} | ${done}`,
    broken: `${table.broken} | ${table.late} | ${done}`,
  };
}

/** The look at a style that was just written: it is written, whatever becomes of the look. */
export function styleReadBack(done: string): Answers {
  return mapped(styleLook(done), () => done);
}
