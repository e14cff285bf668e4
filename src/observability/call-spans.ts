/** A span for each request to TOS, which is told of the trace. */
import { type Attributes, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { Attempt, AttemptEnd, AttemptObserver, CallObserver } from "../tos/call-observer.js";
import { TosConnectionError, type TosError, type TosOperation } from "../tos/errors.js";
import { CONVENTIONAL, OWN } from "./attributes.js";
import { activeSpan, type Begun, beginSpan, type Tracing } from "./tracing.js";

/** What asks whether something is there: 404 is an answer, and no error. */
const QUESTIONS: ReadonlySet<TosOperation> = new Set([
  "HeadBucket",
  "HeadObject",
  "GetBucketImageStyle",
  "GetImageInfo",
  "GetImageAverageHue",
]);

export function traceCalls(tracing: Tracing): CallObserver {
  return {
    attempt(attempt) {
      const begun = beginSpan(tracing, attempt.method, { kind: SpanKind.CLIENT });
      return begun === null ? undefined : observe(begun, attempt, tracing.outgoing(begun.context));
    },
    retrying(operation, delayMs) {
      addEvent("tos.retry", { [OWN.TOS_OPERATION]: operation, [OWN.RETRY_DELAY_MS]: delayMs });
    },
    retryDenied(operation) {
      addEvent("tos.retry_denied", { [OWN.TOS_OPERATION]: operation });
    },
    breakerChanged(operation, state) {
      addEvent("tos.breaker_changed", { [OWN.TOS_OPERATION]: operation, [OWN.BREAKER_STATE]: state });
    },
  };
}

function observe({ span }: Begun, attempt: Attempt, headers: Record<string, string>): AttemptObserver {
  if (span.isRecording()) span.setAttributes(describe(attempt));
  return {
    headers,
    ended(end) {
      if (span.isRecording()) {
        span.setAttributes(describeEnd(end));
        if (isError(end, attempt.operation)) {
          span.setAttribute(CONVENTIONAL.ERROR_TYPE, errorType(end));
          span.setStatus({ code: SpanStatusCode.ERROR });
        }
      }
      span.end();
    },
  };
}

function describe({ operation, method, origin, bucket, resendCount = 0 }: Attempt): Attributes {
  const { hostname, port, protocol } = new URL(origin);
  return {
    [CONVENTIONAL.HTTP_REQUEST_METHOD]: method,
    [CONVENTIONAL.SERVER_ADDRESS]: hostname,
    [CONVENTIONAL.SERVER_PORT]: port === "" ? (protocol === "https:" ? 443 : 80) : Number(port),
    // No more of it: keys are the callers' own, and processing in a query may hold texts of theirs.
    [CONVENTIONAL.URL_FULL]: `${origin}/`,
    [OWN.TOS_OPERATION]: operation,
    [OWN.TOS_BUCKET]: bucket,
    ...(resendCount > 0 && { [CONVENTIONAL.HTTP_REQUEST_RESEND_COUNT]: resendCount }),
  };
}

function describeEnd(end: AttemptEnd): Attributes {
  const requestId = end.kind === "reply" ? end.requestId : end.error.requestId;
  return {
    ...(end.kind === "reply" && { [CONVENTIONAL.HTTP_RESPONSE_STATUS_CODE]: end.status }),
    ...(requestId !== null && { [OWN.TOS_REQUEST_ID]: requestId }),
  };
}

function isError(end: AttemptEnd, operation: TosOperation): boolean {
  if (end.kind === "error") return true;
  return end.status >= 400 && !(end.status === 404 && QUESTIONS.has(operation));
}

/** The status, `ECONNREFUSED`, or the code of our own error. */
function errorType(end: AttemptEnd): string {
  return end.kind === "reply" ? String(end.status) : causeOf(end.error);
}

function causeOf(error: TosError): string {
  const cause = error instanceof TosConnectionError ? error.cause : null;
  return cause instanceof Error && "code" in cause && typeof cause.code === "string"
    ? cause.code
    : error.code;
}

/** Of the operation or generation that the call is for. */
function addEvent(name: string, attributes: Attributes): void {
  activeSpan()?.addEvent(name, attributes);
}
