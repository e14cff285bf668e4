/** What kind of outcome a code is; decides which typed failure it becomes. */
export type CodeCategory =
  | "ok"
  /** A picture or a text was refused by content moderation. */
  | "moderation"
  /** Too many requests in a second. */
  | "rate"
  /** Too many requests at the same time. */
  | "concurrency"
  /** The account may not use the model, or the interface does not exist. */
  | "access"
  /** The request's parameters are wrong. */
  | "parameters"
  /** The source picture is wrong. */
  | "source-image"
  /** The service failed. */
  | "model-fault"
  | "unknown";

/** Which material moderation refused; `UNKNOWN` for audio, video and unspecified material. */
export type ModerationStage = "INPUT_IMAGE" | "INPUT_TEXT" | "OUTPUT_IMAGE" | "OUTPUT_TEXT" | "UNKNOWN";

/** What is wrong with the source picture. */
export type SourceImageFault = "TOO_LARGE" | "MISSING" | "UNREADABLE" | "NO_FACE";

/**
 * What sending the same request again would do.
 * `SAFE`: the generation did not start, so a repeat is paid once. `MAY_CHARGE_AGAIN`: a repeat may succeed, and
 * the first attempt may have been paid for. `NEVER`: a repeat is known, or must be assumed, not to help.
 */
export type CodeRetry = "NEVER" | "SAFE" | "MAY_CHARGE_AGAIN";

/** One row of the table of the model's codes. */
export interface CodeDescription {
  /** Null when the reply carried no readable code. */
  readonly code: number | null;
  /** HTTP status that the docs give for the code or that was recorded with it; null where neither exists. */
  readonly httpStatus: number | null;
  /** Stable name, in capitals. */
  readonly name: string;
  /** What happened and what the caller can do. */
  readonly meaning: string;
  readonly category: CodeCategory;
  /** Set for the category `moderation` only. */
  readonly stage: ModerationStage | null;
  /** Set for the category `source-image` only. */
  readonly sourceFault: SourceImageFault | null;
  readonly retry: CodeRetry;
  /** Why `retry` is what it is. */
  readonly retryReason: string;
}
