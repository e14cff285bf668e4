/** What may come of a generation. A failure that a client can act on is data: its `kind` names it in the schema. */
import type { ModerationStage, SourceImageFault } from "../doubao/code-types.js";
import type { ModelReport } from "../doubao/report.js";
import type { ObjectName, ProcessingStage } from "./request.js";

/** What a repetition of the same request would mean. */
export type RetryAdvice =
  /** It would fail again: change the request, or have the operator change something. */
  | "NEVER"
  /** Nothing was generated: it may be sent again at once, or after `retryAfterMs`. */
  | "SAFE"
  /** It may succeed, but this one may have been generated and billed already. */
  | "MAY_CHARGE_AGAIN";

/** A stable code for every failure. */
export type FailureCode =
  | "CONTENT_REJECTED"
  | "SOURCE_REJECTED"
  | "STYLE_NOT_FOUND"
  | "OUTPUT_EXISTS"
  | "RATE_LIMITED"
  | "TIMED_OUT"
  | "ACCESS_DENIED"
  | "MODEL_ACCESS_DENIED"
  | "MODEL_PARAMETERS_REJECTED"
  | "MODEL_FAULT"
  | "PROCESSING_REJECTED"
  | "OUTPUT_BUCKET_NOT_FOUND"
  | "STORAGE_FAULT"
  | "CONNECTION_FAILED"
  | "STORAGE_UNAVAILABLE"
  | "UNREADABLE_REPLY"
  | "CANCELLED"
  | "UNKNOWN";

export type SourceProblem =
  | "NOT_FOUND"
  | "BUCKET_NOT_FOUND"
  | "UNSUPPORTED_FORMAT"
  | "UNSUPPORTED_RATIO"
  | SourceImageFault
  | "UNKNOWN";
export type RateLimit = "MODEL_RATE" | "MODEL_CONCURRENCY" | "STORAGE" | "SERVER_QUEUE";

/** What every failure tells. */
export interface FailureDetails {
  readonly code: FailureCode;
  /** What happened, to what, and what to do. English, not for matching. */
  readonly message: string;
  readonly retry: RetryAdvice;
  /** The model's code, such as 50412. */
  readonly modelCode: number | null;
  readonly tosRequestId: string | null;
  readonly modelRequestId: string | null;
  /** Where the picture may have been stored all the same; null when nothing was generated. */
  readonly possibleOutput: ObjectName | null;
}

export interface GeneratedImage {
  readonly kind: "GeneratedImage";
  readonly image: ObjectName;
  readonly tosRequestId: string | null;
  readonly model: ModelReport;
  /** Members of the reply that the mapping did not know, for the metrics. */
  readonly unrecognised: readonly string[];
}

export type GenerationFailure = FailureDetails &
  (
    | { readonly kind: "ContentRejected"; readonly stage: ModerationStage }
    | { readonly kind: "SourceRejected"; readonly reason: SourceProblem; readonly source: ObjectName }
    | {
        readonly kind: "StyleNotFound";
        readonly bucket: string;
        /** Null when the service refused one of two styles without saying which. */
        readonly style: string | null;
        readonly processingStage: ProcessingStage | null;
      }
    | { readonly kind: "OutputExists"; readonly output: ObjectName }
    | { readonly kind: "RateLimited"; readonly limitedBy: RateLimit; readonly retryAfterMs: number | null }
    | { readonly kind: "TimedOut"; readonly sent: boolean; readonly timeoutMs: number }
    | { readonly kind: "GenerationFailed" }
  );

export type GenerationOutcome = GeneratedImage | GenerationFailure;
