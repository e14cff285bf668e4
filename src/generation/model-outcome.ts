/** What the model's own answer means, decided on its code and never on its message. */
import { describeCode } from "../doubao/codes.js";
import type { Reply } from "../doubao/reply.js";
import { isSuccess, type ModelReport } from "../doubao/report.js";
import type { FailureCode, FailureDetails, GenerationFailure, GenerationOutcome } from "./outcome.js";
import type { GenerationRequest } from "./request.js";

/** Texts of the model are shown up to here: they explain parameters, and are nobody's to match on. */
const MAX_QUOTED = 300;

/** What the HTTP reply tells beside the model's report in its body. */
export interface SeenReply {
  /** Whether the status was 2xx. */
  readonly ok: boolean;
  readonly tosRequestId: string | null;
  readonly retryAfterMs: number | null;
}

export function modelOutcome(
  request: GenerationRequest,
  report: ModelReport,
  reply: SeenReply,
  unrecognised: readonly string[],
): GenerationOutcome {
  const { tosRequestId } = reply;
  const { bucket, key } = request.output;
  if (isSuccess(report) && reply.ok) {
    return { kind: "GeneratedImage", image: { bucket, key }, tosRequestId, model: report, unrecognised };
  }
  return modelFailure(request, report, reply);
}

function modelFailure(request: GenerationRequest, report: ModelReport, reply: SeenReply): GenerationFailure {
  const described = describeCode(report.code);
  const details = (code: FailureCode, message: string = described.meaning): FailureDetails => ({
    code,
    message: report.code === null ? message : `${message} (model code ${report.code})`,
    retry: described.retry,
    modelCode: report.code,
    tosRequestId: reply.tosRequestId,
    modelRequestId: report.requestId,
  });
  const quoted = `${described.meaning} ${quote(report.message)}`.trimEnd();
  switch (described.category) {
    case "moderation":
      return { kind: "ContentRejected", ...details("CONTENT_REJECTED"), stage: described.stage ?? "UNKNOWN" };
    case "rate":
    case "concurrency":
      return {
        kind: "RateLimited",
        ...details("RATE_LIMITED"),
        limitedBy: described.category === "rate" ? "MODEL_RATE" : "MODEL_CONCURRENCY",
        retryAfterMs: reply.retryAfterMs,
      };
    case "source-image":
      return {
        kind: "SourceRejected",
        ...details("SOURCE_REJECTED"),
        reason: described.sourceFault ?? "UNKNOWN",
        source: request.source,
      };
    case "access":
      return { kind: "GenerationFailed", ...details("MODEL_ACCESS_DENIED") };
    case "parameters":
      return { kind: "GenerationFailed", ...details("MODEL_PARAMETERS_REJECTED", quoted) };
    case "model-fault":
      return { kind: "GenerationFailed", ...details("MODEL_FAULT") };
    case "ok":
      return {
        kind: "GenerationFailed",
        ...details(
          "STORAGE_FAULT",
          "The model generated a picture, but the service answered with an error: look for the output before repeating.",
        ),
        retry: "MAY_CHARGE_AGAIN",
      };
    case "unknown":
      return report.code === null
        ? { kind: "GenerationFailed", ...details("UNREADABLE_REPLY"), retry: "MAY_CHARGE_AGAIN" }
        : { kind: "GenerationFailed", ...details("UNKNOWN", quoted) };
  }
}

/** The gateway in front of the model refused the call, by TOS's own credentials there: the model never saw it. */
export function gatewayOutcome(
  error: Extract<Reply, { kind: "gateway-error" }>,
  reply: SeenReply,
): GenerationFailure {
  const named = error.code ?? error.codeNumber ?? "no code";
  const denied = /Auth|Access|Signature|Policy|Denied/i.test(error.code ?? "");
  return {
    kind: "GenerationFailed",
    code: denied ? "MODEL_ACCESS_DENIED" : "MODEL_FAULT",
    message: `The gateway in front of the model refused the call (${named}); nothing was generated.`,
    retry: "NEVER",
    modelCode: error.codeNumber,
    tosRequestId: reply.tosRequestId,
    modelRequestId: error.requestId,
  };
}

function quote(message: string | null): string {
  if (message === null || message.trim() === "") return "";
  const text = message.replace(/\p{Cc}+/gu, " ").trim();
  return `The model says: ${text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text}`;
}
