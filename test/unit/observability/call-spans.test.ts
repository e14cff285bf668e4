import { SpanStatusCode } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-node";
import { pino } from "pino";
import { expect, it } from "vitest";
import { traceCalls } from "../../../src/observability/call-spans.js";
import { beginSpan, registeredTracing, type Tracing } from "../../../src/observability/tracing.js";
import { startSdk } from "../../../src/observability/tracing-sdk.js";
import type { Attempt, AttemptEnd } from "../../../src/tos/call-observer.js";
import { TosAbortedError, TosConnectionError, TosTimeoutError } from "../../../src/tos/errors.js";

const ATTEMPT: Attempt = {
  operation: "HeadObject",
  method: "HEAD",
  origin: "https://pictures.tos-cn-beijing.volces.com",
  bucket: "pictures",
};

/** The spans of what is done with a tracing of an SDK. */
async function spansOf(work: (tracing: Tracing) => void): Promise<ReadableSpan[]> {
  const spans: ReadableSpan[] = [];
  const tracing = startSdk(
    { endpoint: "", headers: {}, resource: {}, sampler: "always_on", ratio: 1, propagated: true },
    {
      log: pino({ level: "silent" }),
      exporter: {
        export(batch, done) {
          spans.push(...batch);
          done({ code: 0 });
        },
        shutdown: async () => {},
      },
    },
  );
  work(tracing);
  await tracing.close();
  return spans;
}

const endOf = async (end: AttemptEnd, attempt = ATTEMPT): Promise<ReadableSpan> => {
  const [span] = await spansOf((tracing) => traceCalls(tracing).attempt?.(attempt)?.ended(end));
  if (span === undefined) throw new Error("no span");
  return span;
};

it("says where a call goes, at the port that its protocol has, and no more of the URL than its origin", async () => {
  const { attributes } = await endOf({ kind: "reply", status: 200, requestId: "r1" });
  expect(attributes).toEqual({
    "http.request.method": "HEAD",
    "server.address": "pictures.tos-cn-beijing.volces.com",
    "server.port": 443,
    "url.full": "https://pictures.tos-cn-beijing.volces.com/",
    "tos.operation": "HeadObject",
    "tos.bucket": "pictures",
    "http.response.status_code": 200,
    "tos.request_id": "r1",
  });
});

it("says how often the call was sent before", async () => {
  const end = { kind: "reply", status: 200, requestId: null } as const;
  expect((await endOf(end, { ...ATTEMPT, resendCount: 2 })).attributes).toMatchObject({
    "http.request.resend_count": 2,
  });
  expect((await endOf(end, { ...ATTEMPT, resendCount: 0 })).attributes).not.toHaveProperty(
    "http.request.resend_count",
  );
});

it.each([
  ["HeadObject", 200, undefined],
  ["HeadObject", 404, undefined],
  ["HeadBucket", 404, undefined],
  ["HeadObject", 403, "403"],
  ["GetObject", 404, "404"],
  ["ImageToImage", 400, "400"],
  ["ImageToImage", 503, "503"],
] as const)("takes %s with status %i for the error %s", async (operation, status, type) => {
  const end = { kind: "reply", status, requestId: null } as const;
  const span = await endOf(end, { ...ATTEMPT, operation });
  expect(span.attributes["error.type"]).toBe(type);
  expect(span.status.code).toBe(type === undefined ? SpanStatusCode.UNSET : SpanStatusCode.ERROR);
});

const sent = { sent: true, idempotent: true };
it.each([
  [new TosTimeoutError("HeadObject", { ...sent, timeoutMs: 1 }), "TOS_TIMEOUT"],
  [new TosAbortedError("HeadObject", sent), "TOS_ABORTED"],
  [new TosConnectionError("HeadObject", { ...sent, cause: new Error("?") }), "TOS_CONNECTION"],
  [
    new TosConnectionError("HeadObject", {
      ...sent,
      cause: Object.assign(new Error("?"), { code: "ENOTFOUND" }),
    }),
    "ENOTFOUND",
  ],
])("names the cause of an end without reply: %s", async (error, type) => {
  const span = await endOf({ kind: "error", error });
  expect(span.attributes["error.type"]).toBe(type);
  expect(span.status).toEqual({ code: SpanStatusCode.ERROR });
});

it("tells the span that a call is for of repetitions and of the breaker", async () => {
  const [span] = await spansOf((tracing) => {
    const begun = beginSpan(tracing, "work", {});
    if (begun === null) throw new Error("no span");
    const calls = traceCalls(tracing);
    tracing.run(begun.context, () => {
      calls.retrying?.("HeadObject", 120);
      calls.retryDenied?.("HeadObject");
      calls.breakerChanged?.("HeadObject", "open");
    });
    calls.retrying?.("GetObject", 1);
    begun.span.end();
  });
  expect(span?.events.map(({ name, attributes }) => [name, attributes])).toEqual([
    ["tos.retry", { "tos.operation": "HeadObject", "tos.retry.delay_ms": 120 }],
    ["tos.retry_denied", { "tos.operation": "HeadObject" }],
    ["tos.breaker_changed", { "tos.operation": "HeadObject", "tos.breaker.state": "open" }],
  ]);
});

it("observes no call while nobody keeps spans", () => {
  expect(traceCalls(registeredTracing()).attempt?.(ATTEMPT)).toBeUndefined();
});
