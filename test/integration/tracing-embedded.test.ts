/** An app in a program that has an SDK of its own: its spans are the program's, and nothing has to be configured. */
import { createServer } from "node:http";
import { context, propagation, SpanKind, trace } from "@opentelemetry/api";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type App, createApp } from "../../src/app.js";
import { createLog } from "../../src/observability/log.js";
import { createConfig } from "../../src/settings.js";
import { json, type StubUpstream, startStubUpstream } from "../helpers/stub-upstream.js";

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const logged: string[] = [];
let upstream: StubUpstream;
let app: App;

beforeAll(async () => {
  upstream = await startStubUpstream(json(200, { ImageStyles: [] }));
  const settings = { TOS_ENDPOINT: upstream.url, TOS_ACCESS_KEY: "ak", TOS_SECRET_KEY: "sk", PORT: 0 };
  app = await createApp(createConfig(settings), {
    log: createLog("info", { write: (line) => logged.push(line) }),
  });
  // After the app is made: which of the two comes first is not for us to say.
  provider.register();
});

afterEach(() => {
  exporter.reset();
  logged.length = 0;
});

afterAll(async () => {
  await app.close();
  await upstream.close();
  await provider.shutdown();
  for (const api of [trace, context, propagation]) api.disable();
});

const ask = (url: string, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query: '{ processingStyles(bucket: "examplebucket") { name } }' }),
  });

const spans = () =>
  exporter.getFinishedSpans().map(({ name, parentSpanContext }) => [name, parentSpanContext?.spanId]);
const idOf = (name: string) =>
  exporter
    .getFinishedSpans()
    .find((span) => span.name === name)
    ?.spanContext().spanId;

it("has its spans in the program's SDK, below what the client sends", async () => {
  const url = await app.listen();
  await ask(url, { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" });
  await expect.poll(() => spans().length).toBe(3);
  expect(spans()).toEqual([
    ["GET", idOf("query")],
    ["query", idOf("POST /graphql")],
    ["POST /graphql", "b7ad6b7169203331"],
  ]);
  expect(upstream.received.at(-1)?.headers.traceparent).toBe(
    `00-0af7651916cd43dd8448eb211c80319c-${idOf("GET")}-01`,
  );
  const answered = logged.map((line) => JSON.parse(line)).find(({ msg }) => msg === "request answered");
  expect(answered).toMatchObject({ traceId: "0af7651916cd43dd8448eb211c80319c" });
});

it("makes no second span of a request that the program has made one of", async () => {
  const tracer = trace.getTracer("program");
  const outer = createServer((request, response) => {
    tracer.startActiveSpan("outer", { kind: SpanKind.SERVER }, (span) => {
      response.once("close", () => span.end());
      app.handler(request, response);
    });
  });
  await new Promise<void>((resolve) => outer.listen(0, "127.0.0.1", resolve));
  const address = outer.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  await ask(`http://127.0.0.1:${address.port}/graphql`);
  await expect.poll(() => spans().length).toBeGreaterThanOrEqual(2);
  outer.closeAllConnections();
  await new Promise((resolve) => outer.close(resolve));
  await expect.poll(() => spans().map(([name]) => name)).toContain("outer");
  expect(spans().map(([name]) => name)).not.toContain("POST /graphql");
  const query = spans().find(([name]) => name === "query");
  expect(query?.[1]).toBe(idOf("outer"));
});
