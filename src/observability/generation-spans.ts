/** A span for each generation: below it are its look-ups and the call that is paid for. */
import { type Span, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { modelName } from "../doubao/model-choice.js";
import type { Generate } from "../generation/generate.js";
import type { GenerationEnd } from "../generation/generation-observer.js";
import type { FailureCode } from "../generation/outcome.js";
import { InvalidRequestError } from "../generation/violation.js";
import { CONVENTIONAL, OWN } from "./attributes.js";
import { beginSpan, type Tracing } from "./tracing.js";

/** What the caller corrects or brings about: no error of this server, nor of what is behind it. */
const OF_THE_CALLER: ReadonlySet<FailureCode> = new Set([
  "CONTENT_REJECTED",
  "SOURCE_REJECTED",
  "STYLE_NOT_FOUND",
  "OUTPUT_EXISTS",
  "MODEL_PARAMETERS_REJECTED",
  "PROCESSING_REJECTED",
  "OUTPUT_BUCKET_NOT_FOUND",
  "CANCELLED",
]);

export function traceGenerations(generate: Generate, tracing: Tracing): Generate {
  return async (request, call) => {
    const begun = beginSpan(tracing, "generate", { kind: SpanKind.INTERNAL });
    if (begun === null) return generate(request, call);
    const { span, context } = begun;
    const observer = {
      ended(end: GenerationEnd) {
        describeEnd(span, end);
        call.observer?.ended(end);
      },
    };
    try {
      return await tracing.run(context, () => generate(request, { ...call, observer }));
    } catch (error) {
      span.setAttribute(
        CONVENTIONAL.ERROR_TYPE,
        error instanceof InvalidRequestError ? "BAD_USER_INPUT" : "UNKNOWN",
      );
      if (!(error instanceof InvalidRequestError)) span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  };
}

function describeEnd(span: Span, { request, outcome, timings }: GenerationEnd): void {
  if (!span.isRecording()) return;
  const model = modelName(request.model);
  span.updateName(`generate ${model}`);
  const isPicture = outcome.kind === "GeneratedImage";
  const modelCode = isPicture ? outcome.model.code : outcome.modelCode;
  const modelRequestId = isPicture ? outcome.model.requestId : outcome.modelRequestId;
  span.setAttributes({
    [CONVENTIONAL.GEN_AI_REQUEST_MODEL]: model,
    [OWN.GENERATION_TASK]: request.task,
    [OWN.GENERATION_OUTCOME]: outcome.kind,
    ...(modelCode !== null && { [OWN.GENERATION_MODEL_CODE]: modelCode }),
    ...(modelRequestId !== null && { [OWN.GENERATION_MODEL_REQUEST_ID]: modelRequestId }),
    ...(outcome.tosRequestId !== null && { [OWN.TOS_REQUEST_ID]: outcome.tosRequestId }),
    [OWN.GENERATION_LOOKUP_MS]: timings.lookupMs,
    [OWN.GENERATION_QUEUE_MS]: timings.queueMs,
    [OWN.GENERATION_UPSTREAM_MS]: timings.upstreamMs,
    [OWN.GENERATION_MAPPING_MS]: timings.mappingMs,
  });
  if (isPicture) return;
  span.setAttribute(CONVENTIONAL.ERROR_TYPE, outcome.code);
  if (!OF_THE_CALLER.has(outcome.code)) span.setStatus({ code: SpanStatusCode.ERROR });
}
