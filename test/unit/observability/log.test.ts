import { ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { afterEach, expect, it, vi } from "vitest";
import { runInContext } from "../../../src/observability/active-context.js";
import { createCallLog } from "../../../src/observability/call-log.js";
import { createLog } from "../../../src/observability/log.js";

const written: string[] = [];
const destination = { write: (line: string) => void written.push(line) };
const lines = () => written.map((line) => JSON.parse(line) as Record<string, unknown>);

afterEach(() => {
  written.length = 0;
  vi.restoreAllMocks();
});

it("every line has the ids of the span that is active, and none where none is", () => {
  const log = createLog("info", destination);
  log.info({ requestId: "r1" }, "before");
  const traceId = "0af7651916cd43dd8448eb211c80319c";
  const span = trace.wrapSpanContext({ traceId, spanId: "b7ad6b7169203331", traceFlags: 1 });
  const active = trace.setSpan(ROOT_CONTEXT, span);
  runInContext(active, () => log.child({ requestId: "r2" }).info({ operation: "HeadObject" }, "during"));
  log.info("after");
  expect(lines()).toEqual([
    { level: 30, time: expect.any(Number), requestId: "r1", msg: "before" },
    {
      level: 30,
      time: expect.any(Number),
      requestId: "r2",
      traceId,
      spanId: "b7ad6b7169203331",
      operation: "HeadObject",
      msg: "during",
    },
    { level: 30, time: expect.any(Number), msg: "after" },
  ]);
});

it("repetitions are told, those that are denied and an open breaker as warnings", () => {
  const calls = createCallLog(createLog("debug", destination));
  calls.retrying?.("HeadObject", 123.4);
  calls.retryDenied?.("HeadObject");
  calls.breakerChanged?.("ImageToImage", "open");
  calls.breakerChanged?.("ImageToImage", "half-open");
  expect(lines()).toMatchObject([
    { level: 30, operation: "HeadObject", delayMs: 123, msg: "call to TOS is repeated" },
    { level: 40, operation: "HeadObject" },
    { level: 40, operation: "ImageToImage", state: "open", msg: "circuit breaker changed" },
    { level: 30, operation: "ImageToImage", state: "half-open" },
  ]);
});

it.each([
  [200, 0],
  [404, 0],
  [409, 0],
  [401, 1],
  [403, 1],
  [429, 1],
  [500, 1],
])("a reply of status %d makes %d warnings", (status, count) => {
  const attempt = { operation: "HeadObject", method: "HEAD", origin: "http://a", bucket: "b" } as const;
  createCallLog(createLog("trace", destination))
    .attempt?.(attempt)
    ?.ended({ kind: "reply", status, requestId: "id" });
  expect(lines()).toHaveLength(count);
});
