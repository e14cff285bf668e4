/** What the model's own answer means, decided on its code and never on its message. */
import { describeCode } from "../doubao/codes.js";
import type { Reply } from "../doubao/reply.js";
import { isSuccess, type ModelReport } from "../doubao/report.js";
import { details } from "./failure.js";
import type {
  FailureCode,
  FailureDetails,
  GenerationFailure,
  GenerationOutcome,
  RetryAdvice,
} from "./outcome.js";
import type { NamedRequest } from "./request.js";

/** Texts of the model are shown up to here: they explain parameters, and are nobody's to match on. */
const MAX_QUOTED = 300;

/** What the HTTP reply tells beside the model's report in its body. */
export interface SeenReply {
  readonly status: number;
  readonly tosRequestId: string | null;
  readonly retryAfterMs: number | null;
}

/** A picture for code 10000 with a 2xx status, else the failure that the code stands for. */
export function modelOutcome(
  request: NamedRequest,
  report: ModelReport,
  reply: SeenReply,
  unrecognised: readonly string[],
): GenerationOutcome {
  const { tosRequestId } = reply;
  const { bucket, key } = request.output;
  if (isSuccess(report) && reply.status < 300) {
    return { kind: "GeneratedImage", image: { bucket, key }, tosRequestId, model: report, unrecognised };
  }
  return modelFailure(request, report, reply);
}

function modelFailure(request: NamedRequest, report: ModelReport, reply: SeenReply): GenerationFailure {
  const described = describeCode(report.code);
  const coded = report.code === null ? "" : ` (model code ${report.code})`;
  const told = (code: FailureCode, message: string = described.meaning): FailureDetails =>
    details(code, described.retry, `${message}${coded}`, {
      modelCode: report.code,
      tosRequestId: reply.tosRequestId,
      modelRequestId: report.requestId,
    });
  const quoted = `${described.meaning} ${quote(report.message)}`.trimEnd();
  switch (described.category) {
    case "moderation":
      return { kind: "ContentRejected", ...told("CONTENT_REJECTED"), stage: described.stage ?? "UNKNOWN" };
    case "rate":
    case "concurrency":
      return {
        kind: "RateLimited",
        ...told("RATE_LIMITED"),
        limitedBy: described.category === "rate" ? "MODEL_RATE" : "MODEL_CONCURRENCY",
        retryAfterMs: reply.retryAfterMs,
      };
    case "source-image":
      // Without a source it is the parameters that ask for one: a model of image to image, perhaps.
      return request.task === "TEXT_TO_IMAGE"
        ? { kind: "GenerationFailed", ...told("MODEL_PARAMETERS_REJECTED", quoted) }
        : {
            kind: "SourceRejected",
            ...told("SOURCE_REJECTED"),
            reason: described.sourceFault ?? "UNKNOWN",
            source: request.source,
          };
    case "access":
      return { kind: "GenerationFailed", ...told("MODEL_ACCESS_DENIED") };
    case "parameters":
      return { kind: "GenerationFailed", ...told("MODEL_PARAMETERS_REJECTED", quoted) };
    case "model-fault":
      return { kind: "GenerationFailed", ...told("MODEL_FAULT") };
    case "ok":
      return {
        kind: "GenerationFailed",
        ...told(
          "STORAGE_FAULT",
          "The model generated a picture, but the service answered with an error: look for the output before repeating.",
        ),
        retry: "MAY_CHARGE_AGAIN",
      };
    case "unknown":
      return report.code === null
        ? { kind: "GenerationFailed", ...told("UNREADABLE_REPLY"), retry: "MAY_CHARGE_AGAIN" }
        : { kind: "GenerationFailed", ...told("UNKNOWN", quoted) };
  }
}

/**
 * The gateway in front of the model answered in its place. A refusal (4xx) is from before the model saw the call; after a
 * fault or a timeout of the gateway the model may have gone on.
 */
export function gatewayOutcome(
  error: Extract<Reply, { kind: "gateway-error" }>,
  reply: SeenReply,
): GenerationFailure {
  const name = error.code ?? "";
  const named = `The gateway in front of the model answered ${error.code ?? error.codeNumber ?? "without a code"}`;
  const ids = { tosRequestId: reply.tosRequestId, modelRequestId: error.requestId };
  const told = (code: FailureCode, retry: RetryAdvice, advice: string): FailureDetails =>
    details(code, retry, `${named}: ${advice}`, ids);
  if (reply.status === 429 || /Limit|Throttl|TooMany/i.test(name)) {
    const { retryAfterMs } = reply;
    const limited = told("RATE_LIMITED", "SAFE", "too many requests came, and nothing was generated.");
    return { kind: "RateLimited", ...limited, limitedBy: "MODEL_RATE", retryAfterMs };
  }
  if (/Auth|Access|Signature|Policy|Denied/i.test(name)) {
    const denied = "it refused TOS's credentials, and nothing was generated.";
    return { kind: "GenerationFailed", ...told("MODEL_ACCESS_DENIED", "NEVER", denied) };
  }
  if (reply.status >= 500 || /Internal|Timeout|Unavailable/i.test(name)) {
    const fault = "a picture may have been generated and billed, so look for the output before repeating.";
    return { kind: "GenerationFailed", ...told("MODEL_FAULT", "MAY_CHARGE_AGAIN", fault) };
  }
  return {
    kind: "GenerationFailed",
    ...told("MODEL_FAULT", "NEVER", "it refused the call, and nothing was generated."),
  };
}

function quote(message: string | null): string {
  if (message === null || message.trim() === "") return "";
  const text = message.replace(/\p{Cc}+/gu, " ").trim();
  return `The model says: ${text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text}`;
}
