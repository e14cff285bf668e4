/**
 * The use case behind `generateImage`: check, look up the named styles, send the one paid call, decide its outcome.
 * Knows nothing of GraphQL and HTTP.
 */
import { readReply } from "../doubao/reply.js";
import type { TosClient } from "../tos/client.js";
import { type Deadline, startDeadline } from "../tos/deadline.js";
import { TosError } from "../tos/errors.js";
import type { ImageToImageReply } from "../tos/image-generation.js";
import type { ImageStyle } from "../tos/image-styles.js";
import { buildBody } from "./body.js";
import { checkGeneration } from "./check.js";
import { gatewayOutcome, modelOutcome } from "./model-outcome.js";
import type { GenerationFailure, GenerationOutcome, ProcessingStage } from "./outcome.js";
import type { GenerationRequest } from "./request.js";
import { serviceOutcome } from "./service-outcome.js";
import { cancelled, lookupOutcome, timedOut, transportOutcome, unreadable } from "./transport-outcome.js";
import { InvalidRequestError } from "./violation.js";

/** Looks a style up; the caller decides how such look-ups are batched. Null when the bucket has none of that name. */
export type FindStyle = (bucket: string, name: string) => Promise<ImageStyle | null>;

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

export function createGenerate({ tos, defaultTimeoutMs }: GenerateOptions): Generate {
  return async (request, { findStyle, signal }) => {
    const violations = checkGeneration(request);
    if (violations.length > 0) throw new InvalidRequestError(violations);
    const deadline = startDeadline(request.timeoutMs ?? defaultTimeoutMs);

    const refused = await refuseUnknownStyles(request, findStyle, deadline);
    if (refused !== null) return refused;
    if (signal?.aborted) return cancelled();
    if (deadline.remainingMs() === 0) return timedOut(false, deadline.timeoutMs);

    // The signal is not passed on: once sent, the generation is paid for, so it runs to its end within the deadline and
    // its picture is stored, whoever has left.
    try {
      const reply = await tos.imageToImage(request.source.bucket, buildBody(request), { deadline });
      return decideOutcome(request, reply);
    } catch (error) {
      if (error instanceof TosError) return transportOutcome(request, error);
      throw error;
    }
  };
}

/** What a reply means. The body is read before the status: a model's failure may come with either. */
export function decideOutcome(request: GenerationRequest, reply: ImageToImageReply): GenerationOutcome {
  const { error, requestId: tosRequestId } = reply;
  const read = readReply(reply.text);
  const seen = { status: reply.status, tosRequestId, retryAfterMs: error?.retryAfterMs ?? null };
  // An error status with JSON that holds no code of the model's (a proxy's `{"message": …}`) is TOS's or the proxy's own.
  if (read.kind === "report" && (error === null || read.report.code !== null))
    return modelOutcome(request, read.report, seen, read.unrecognised);
  if (read.kind === "gateway-error") return gatewayOutcome(read, seen);
  return error === null ? unreadable(tosRequestId) : serviceOutcome(request, error);
}

/**
 * A generation with a style that does not exist would fail after it was paid for. The page addresses the request to the
 * source's bucket and names styles without a bucket: both are read as styles of that bucket.
 */
async function refuseUnknownStyles(
  request: GenerationRequest,
  findStyle: FindStyle,
  deadline: Deadline,
): Promise<GenerationFailure | null> {
  const { bucket } = request.source;
  const named = [
    { stage: "PREPROCESS", processing: request.preprocess },
    { stage: "POSTPROCESS", processing: request.output.postprocess },
  ] as const;
  const find = async (style: string, stage: ProcessingStage): Promise<GenerationFailure | null> =>
    (await findStyle(bucket, style)) === null ? styleNotFound(bucket, style, stage) : null;
  const lookups = named.flatMap(({ stage, processing }) =>
    processing !== null && "style" in processing ? [find(processing.style, stage)] : [],
  );
  if (lookups.length === 0) return null;
  try {
    const found = await beforeDeadline(Promise.all(lookups), deadline);
    if (found === "late") return timedOut(false, deadline.timeoutMs);
    return found.find((failure) => failure !== null) ?? null;
  } catch (error) {
    if (error instanceof TosError) return lookupOutcome(request, error, deadline.timeoutMs);
    throw error;
  }
}

/** A look-up may be shared with others, so it is not aborted: it is no longer waited for. */
async function beforeDeadline<T>(work: Promise<T>, deadline: Deadline): Promise<T | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(resolve, deadline.remainingMs(), "late");
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function styleNotFound(bucket: string, style: string, stage: ProcessingStage): GenerationFailure {
  return {
    kind: "StyleNotFound",
    code: "STYLE_NOT_FOUND",
    message: "The source's bucket has no image style of this name: list them with processingStyles.",
    retry: "NEVER",
    modelCode: null,
    tosRequestId: null,
    modelRequestId: null,
    bucket,
    style,
    stage,
  };
}
