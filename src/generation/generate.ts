/**
 * The use case behind `generateImage`: check, look up the named styles, send the one paid call, decide its outcome.
 * Knows nothing of GraphQL and HTTP.
 */
import { isModelCode, readReply } from "../doubao/reply.js";
import type { TosClient } from "../tos/client.js";
import { startDeadline } from "../tos/deadline.js";
import { TosError } from "../tos/errors.js";
import type { ImageToImageReply } from "../tos/image-generation.js";
import { buildBody } from "./body.js";
import { checkGeneration } from "./check.js";
import { cancelled, timedOut } from "./failure.js";
import { gatewayOutcome, modelOutcome } from "./model-outcome.js";
import type { GenerationOutcome } from "./outcome.js";
import type { GenerationRequest } from "./request.js";
import { serviceOutcome } from "./service-outcome.js";
import { type FindStyle, refuseUnknownStyles } from "./style-check.js";
import { transportOutcome, unreadable } from "./transport-outcome.js";
import { InvalidRequestError } from "./violation.js";

export interface GenerateOptions {
  readonly tos: Pick<TosClient, "imageToImage">;
  /** For requests that set no time of their own, in milliseconds. */
  readonly defaultTimeoutMs: number;
}

export interface GenerateCall {
  readonly findStyle: FindStyle;
  /** Aborted when the caller leaves. Drops a generation that was not sent; one that was sent runs to its end. */
  readonly signal?: AbortSignal | undefined;
}

/** @throws InvalidRequestError when the request breaks a rule: nothing was sent then. */
export type Generate = (request: GenerationRequest, call: GenerateCall) => Promise<GenerationOutcome>;

/** With less time left than this, in milliseconds, a generation is not sent: it would be billed and never be seen. */
const LEAST_TIME_MS = 500;

export function createGenerate({ tos, defaultTimeoutMs }: GenerateOptions): Generate {
  return async (request, { findStyle, signal }) => {
    const violations = checkGeneration(request);
    if (violations.length > 0) throw new InvalidRequestError(violations);
    const deadline = startDeadline(request.timeoutMs ?? defaultTimeoutMs);

    const refused = await refuseUnknownStyles(request, findStyle, deadline);
    if (signal?.aborted) return cancelled();
    if (refused !== null) return refused;
    if (deadline.remainingMs() < LEAST_TIME_MS) return timedOut(false, deadline.timeoutMs);

    try {
      const reply = await tos.imageToImage(request.source.bucket, buildBody(request), { deadline, signal });
      return decideOutcome(request, reply);
    } catch (error) {
      if (error instanceof TosError) return transportOutcome(request, error);
      throw error;
    }
  };
}

/** What a reply means. The body is read before the status: a model's failure may come with either. */
function decideOutcome(request: GenerationRequest, reply: ImageToImageReply): GenerationOutcome {
  const { status, error, requestId: tosRequestId } = reply;
  const read = readReply(reply.text);
  const seen = { status, tosRequestId, retryAfterMs: error?.retryAfterMs ?? null };
  // With an error status, `{"code": 503, "message": …}` is a proxy's: only a code of the model's form is the model's.
  if (read.kind === "report" && (error === null || isModelCode(read.report.code))) {
    return modelOutcome(request, read.report, seen, read.unrecognised);
  }
  if (read.kind === "gateway-error") return gatewayOutcome(read, seen);
  return error === null ? unreadable(tosRequestId) : serviceOutcome(request, error);
}
