/** What a collector gets of requests: the spans of a trace, how they end, and nothing that is nobody's business. */
import { beforeAll, describe, expect, it } from "vitest";
import { type EmulatedServer, startEmulatedServer } from "../helpers/emulated-server.js";
import { type CollectedSpan, startTraceCollector, type TraceCollector } from "../helpers/trace-collector.js";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const PARENT_ID = "b7ad6b7169203331";
const TRACEPARENT = `00-${TRACE_ID}-${PARENT_ID}-01`;

const GENERATE = `mutation Paint($input: GenerateImageInput!) {
  generateImage(input: $input) {
    __typename
    ... on GeneratedImage { image { info { width } } }
    ... on GenerationFailure { code message }
  }
}`;

const input = (key: string, prompt = "千军万马") => ({
  prompt,
  source: { bucket: "examplebucket", key: "1171.jpeg" },
  preprocess: { style: "style01" },
  output: { bucket: "tostest", key, postprocess: { style: "thumbnail" } },
});

const headers = (more: Record<string, string> = {}) => ({
  "content-type": "application/json",
  accept: "application/graphql-response+json",
  ...more,
});

/** Each span under the one that it is below, as `name` or `name (operation of TOS)`, in the order of their ends. */
function tree(spans: readonly CollectedSpan[], parent: string): unknown[] {
  return spans
    .filter(({ parentSpanId }) => parentSpanId === parent)
    .map((span) => {
      const operation = span.attributes["tos.operation"];
      const label = operation === undefined ? span.name : `${span.name} ${operation}`;
      const below = tree(spans, span.spanId);
      return below.length === 0 ? label : { [label]: below };
    });
}

const named = (spans: readonly CollectedSpan[], name: string): CollectedSpan => {
  const found = spans.find((span) => span.name === name);
  if (found === undefined) throw new Error(`no span ${name} among ${spans.map((span) => span.name)}`);
  return found;
};
const ofCall = (spans: readonly CollectedSpan[], operation: string): CollectedSpan[] =>
  spans.filter(({ attributes }) => attributes["tos.operation"] === operation);

/** Runs a scenario in a server of its own, closes it, and returns what the collector has got by then. */
async function collect(
  scenario: (server: EmulatedServer) => Promise<void>,
  environment: Record<string, string> = {},
  options: Parameters<typeof startEmulatedServer>[1] = {},
): Promise<{ spans: CollectedSpan[]; collector: TraceCollector; server: EmulatedServer }> {
  const collector = await startTraceCollector();
  const server = await startEmulatedServer(
    { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...environment },
    options,
  );
  try {
    await scenario(server);
  } finally {
    await server.close();
    await collector.close();
  }
  return { spans: collector.spans(), collector, server };
}

describe("a generation with styles whose picture is looked at", () => {
  let spans: CollectedSpan[];
  let collector: TraceCollector;
  let server: EmulatedServer;

  beforeAll(async () => {
    const variables = { input: input("traced.jpg") };
    ({ spans, collector, server } = await collect(
      async ({ post }) => {
        const { body } = await post(
          { query: GENERATE, variables },
          { headers: headers({ traceparent: TRACEPARENT, tracestate: "vendor=1" }) },
        );
        expect(body).toMatchObject({ data: { generateImage: { image: { info: { width: 100 } } } } });
      },
      {
        OTEL_SERVICE_NAME: "pictures",
        OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test,team=a%2Cb",
        OTEL_EXPORTER_OTLP_HEADERS: "x-api-key=collector%20key",
      },
    ));
  });

  it("is one tree below the span that the client has sent", () => {
    expect(tree(spans, PARENT_ID)).toEqual([
      {
        "POST /graphql": [
          {
            mutation: [
              {
                "generate i2i_xl_sft": expect.toSatisfy((calls: string[]) => {
                  expect(calls.at(-1)).toBe("GET ImageToImage");
                  expect(calls.toSorted()).toEqual([
                    "GET ImageToImage",
                    "GET ListBucketImageStyle",
                    "HEAD HeadObject",
                  ]);
                  return true;
                }),
              },
              expect.stringMatching(/HeadObject|GetImageInfo/),
              expect.stringMatching(/HeadObject|GetImageInfo/),
            ],
          },
        ],
      },
    ]);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE_ID]));
  });

  it("arrives as protobuf, with the headers that the collector asks for", () => {
    expect(collector.exports.map(({ path }) => path)).toEqual(["/v1/traces"]);
    expect(collector.exports[0]?.headers).toMatchObject({
      "content-type": "application/x-protobuf",
      "x-api-key": "collector key",
    });
  });

  it("says which service it is from", () => {
    expect(spans[0]?.resource).toMatchObject({
      "service.name": "pictures",
      "deployment.environment.name": "test",
      team: "a,b",
      "telemetry.sdk.language": "nodejs",
    });
  });

  it("has a server span by the conventions of HTTP", () => {
    const span = named(spans, "POST /graphql");
    const port = Number(new URL(server.url).port);
    expect(span).toMatchObject({ kind: "SERVER", isError: false });
    expect(span.attributes).toEqual({
      "http.request.method": "POST",
      "http.route": "/graphql",
      "url.path": "/graphql",
      "url.scheme": "http",
      "server.address": "127.0.0.1",
      "server.port": port,
      "http.response.status_code": 200,
      "http.request_id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it("has a server span by the conventions of GraphQL, without the document", () => {
    const span = named(spans, "mutation");
    expect(span).toMatchObject({ kind: "SERVER", isError: false });
    expect(span.attributes).toEqual({
      "graphql.operation.type": "mutation",
      "graphql.operation.name": "Paint",
    });
  });

  it("has a span of the generation, with its outcome and where its time went", () => {
    const [call] = ofCall(spans, "ImageToImage");
    const span = named(spans, "generate i2i_xl_sft");
    expect(span).toMatchObject({ kind: "INTERNAL", isError: false });
    expect(span.attributes).toEqual({
      "gen_ai.request.model": "i2i_xl_sft",
      "generation.task": "IMAGE_TO_IMAGE",
      "generation.outcome": "GeneratedImage",
      "generation.model_code": 10000,
      "generation.model_request_id": expect.any(String),
      "tos.request_id": call?.attributes["tos.request_id"],
      "generation.lookup_ms": expect.any(Number),
      "generation.queue_ms": expect.any(Number),
      "generation.upstream_ms": expect.any(Number),
      "generation.mapping_ms": expect.any(Number),
    });
    expect(span.attributes["generation.upstream_ms"]).toBeGreaterThan(0);
  });

  it("has client spans by the conventions of HTTP, with no more of the URL than its origin", () => {
    const [record] = server.emulator.requests.all("ImageToImage");
    const [span] = ofCall(spans, "ImageToImage");
    expect(span).toMatchObject({ kind: "CLIENT", name: "GET", isError: false });
    expect(span?.attributes).toEqual({
      "http.request.method": "GET",
      "server.address": "127.0.0.1",
      "server.port": Number(new URL(server.emulator.url).port),
      "url.full": `${server.emulator.url}/`,
      "http.response.status_code": 200,
      "tos.operation": "ImageToImage",
      "tos.bucket": "examplebucket",
      "tos.request_id": record?.requestId,
    });
  });

  it("is told to TOS, call by call, and the signatures hold", () => {
    for (const record of server.emulator.requests.all()) {
      const span = spans.find(
        ({ attributes }) =>
          attributes["tos.request_id"] === record.requestId && "tos.operation" in attributes,
      );
      expect(record.headers.traceparent, String(record.operation)).toBe(`00-${TRACE_ID}-${span?.spanId}-01`);
      expect(record).toMatchObject({ status: 200, accessKeyId: "emulator" });
    }
    expect(server.emulator.requests.all().length).toBeGreaterThanOrEqual(5);
  });

  it("stands in the log lines of the request", () => {
    const lines = server.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    const of = (msg: string) => lines.find((line) => line.msg === msg);
    const request = named(spans, "POST /graphql");
    expect(of("request answered")).toMatchObject({ traceId: TRACE_ID, spanId: request.spanId });
    expect(JSON.stringify(of("request answered"))).toContain(String(request.attributes["http.request_id"]));
    expect(of("generation finished")).toMatchObject({
      traceId: TRACE_ID,
      spanId: named(spans, "generate i2i_xl_sft").spanId,
    });
  });
});

describe("what goes wrong", () => {
  it("of TOS, is an error of its call, of the operation, and of no request", async () => {
    const { spans } = await collect(async ({ emulator, post }) => {
      const effect = { kind: "status", status: 500, code: "InternalError" } as const;
      emulator.faults.add({ operation: "HeadObject", count: "always", effect });
      const { body } = await post({
        query: '{ image(bucket: "examplebucket", key: "1171.jpeg") { info { width } } }',
      });
      expect(body.errors).toMatchObject([{ extensions: { code: "UPSTREAM_UNAVAILABLE" } }]);
    });
    for (const call of ofCall(spans, "HeadObject")) {
      expect(call).toMatchObject({
        isError: true,
        attributes: { "error.type": "500", "http.response.status_code": 500 },
      });
    }
    expect(ofCall(spans, "HeadObject").length).toBeGreaterThan(0);
    expect(named(spans, "query")).toMatchObject({
      isError: true,
      attributes: { "error.type": "UPSTREAM_UNAVAILABLE" },
    });
    expect(named(spans, "POST /graphql").isError).toBe(false);
  });

  it("with a connection, is an error that names its cause", async () => {
    const { spans } = await collect(async ({ emulator, post }) => {
      const effect = { kind: "reset-before-headers" } as const;
      emulator.faults.add({ operation: "ImageToImage", effect });
      const { body } = await post({ query: GENERATE, variables: { input: input("reset.jpg") } });
      expect(body).toMatchObject({ data: { generateImage: { code: "CONNECTION_FAILED" } } });
    });
    const [call] = ofCall(spans, "ImageToImage");
    expect(call).toMatchObject({
      isError: true,
      attributes: { "error.type": expect.stringMatching(/^[A-Z_]+$/) },
    });
    expect(call?.attributes).not.toHaveProperty("http.response.status_code");
    expect(named(spans, "generate i2i_xl_sft")).toMatchObject({
      isError: true,
      attributes: { "generation.outcome": "GenerationFailed", "error.type": "CONNECTION_FAILED" },
    });
    expect(spans.map(({ statusMessage }) => statusMessage).join("")).toBe("");
  });

  it("is no error where the question was whether there is something", async () => {
    const { spans } = await collect(async ({ post }) => {
      const { body } = await post({
        query: '{ image(bucket: "examplebucket", key: "gone.jpg") { info { width } } }',
      });
      expect(body).toMatchObject({ data: { image: { info: null } } });
    });
    const [call] = ofCall(spans, "HeadObject");
    expect(call).toMatchObject({ isError: false, attributes: { "http.response.status_code": 404 } });
    expect(call?.attributes).not.toHaveProperty("error.type");
  });

  it("is no error where the caller can correct it, but has its code", async () => {
    const { spans } = await collect(async ({ post }) => {
      const variables = { input: input("moderated.jpg", "千军万马 emulate:50412") };
      const { body } = await post({ query: GENERATE, variables });
      expect(body).toMatchObject({ data: { generateImage: { code: "CONTENT_REJECTED" } } });
      await post({ query: GENERATE, variables: { input: input("", "x") } });
      await post({ query: "{ nothing" });
    });
    expect(named(spans, "generate i2i_xl_sft")).toMatchObject({
      isError: false,
      attributes: {
        "error.type": "CONTENT_REJECTED",
        "generation.outcome": "ContentRejected",
        "generation.model_code": 50412,
      },
    });
    const operations = spans.filter(({ name }) => /^(mutation|GraphQL Operation)$/.test(name));
    expect(
      operations.map(({ name, isError, attributes }) => [name, isError, attributes["error.type"]]),
    ).toEqual([
      ["mutation", false, undefined],
      ["mutation", false, "BAD_USER_INPUT"],
      ["GraphQL Operation", false, "GRAPHQL_PARSE_FAILED"],
    ]);
  });

  it("is told of a client that leaves, whose generation still ends in its span", async () => {
    const { spans } = await collect(
      async ({ url, emulator, logged }) => {
        const body = JSON.stringify({ query: GENERATE, variables: { input: input("left.jpg") } });
        const client = new AbortController();
        const reply = fetch(url, { method: "POST", headers: headers(), body, signal: client.signal });
        await expect.poll(() => emulator.requests.all("ImageToImage").length).toBe(1);
        client.abort();
        await expect(reply).rejects.toThrow(/abort/);
        await expect.poll(() => logged.some((line) => line.includes("generation finished"))).toBe(true);
      },
      {},
      { latencyMs: 300 },
    );
    const request = named(spans, "POST /graphql");
    expect(request).toMatchObject({ isError: false, attributes: { "http.client_left": true } });
    expect(request.attributes).not.toHaveProperty("http.response.status_code");
    expect(named(spans, "generate i2i_xl_sft").attributes).toMatchObject({
      "generation.outcome": "GeneratedImage",
    });
  });
});

describe("of several requests", () => {
  it("each has its own trace, on one connection too", async () => {
    const traces = ["1", "2", "3"].map((digit) => digit.repeat(32));
    const { spans, server } = await collect(async ({ post }) => {
      for (const trace of traces) {
        const traceparent = `00-${trace}-${PARENT_ID}-01`;
        await post({ query: "{ imageModels { id } }" }, { headers: headers({ traceparent }) });
      }
      await post({ query: "{ imageModels { id } }" });
    });
    const seen = spans.filter(({ name }) => name === "POST /graphql").map(({ traceId }) => traceId);
    expect(seen.slice(0, 3)).toEqual(traces);
    expect(traces).not.toContain(seen[3]);
    const lines = server.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    const answered = lines.filter(({ msg }) => msg === "request answered");
    expect(answered.map(({ traceId }) => traceId)).toEqual(seen);
    const outside = lines.filter(({ msg }) => /^Server listening/.test(String(msg)));
    expect(outside.length).toBeGreaterThan(0);
    for (const line of outside) expect(line).not.toHaveProperty("traceId");
  });

  it("a reading that they share is in the trace of the one that began it", async () => {
    const { spans, server } = await collect(async ({ post, emulator }) => {
      emulator.faults.add({ operation: "ListBucketImageStyle", effect: { kind: "delay-headers", ms: 200 } });
      const query = '{ processingStyles(bucket: "examplebucket") { name } }';
      const ask = () => post({ query });
      const first = ask();
      await expect.poll(() => emulator.requests.all("ListBucketImageStyle").length).toBe(1);
      const replies = await Promise.all([first, ask()]);
      for (const { body } of replies) expect(body.errors).toBeUndefined();
    });
    expect(server.emulator.requests.all("ListBucketImageStyle")).toHaveLength(1);
    const [reading] = ofCall(spans, "ListBucketImageStyle");
    const operations = spans.filter(({ name }) => name === "query");
    expect(operations).toHaveLength(2);
    expect(operations.map(({ spanId }) => spanId)).toContain(reading?.parentSpanId);
  });

  it("those for health, and for nothing, are told apart", async () => {
    const { spans } = await collect(async ({ url }) => {
      const base = url.replace("/graphql", "");
      for (const path of ["/healthz", "/nothing?secret=1"]) await fetch(`${base}${path}`);
    });
    expect(
      spans.map(({ name, attributes }) => [name, attributes["url.path"], attributes["http.route"]]),
    ).toEqual([["GET", "/nothing", undefined]]);
  });
});

it("holds no prompt, key, document, header, or signature", async () => {
  const CANARY = "canary";
  const { spans, collector } = await collect(
    async ({ url, post }) => {
      const own = headers({
        authorization: `Bearer ${CANARY}-token`,
        "user-agent": `${CANARY}-agent`,
        "x-forwarded-for": `${CANARY}-address`,
        baggage: `user=${CANARY}-baggage`,
        tracestate: `${CANARY}=1`,
      });
      const literal = `mutation { generateImage(input: { prompt: "${CANARY} prompt", source: { key: "${CANARY}-source.jpg" }, output: { key: "${CANARY}-output.jpg" } }) { ... on GenerationFailure { code } } }`;
      await post({ query: literal }, { headers: own });
      const variables = { input: input(`${CANARY}.jpg`, `${CANARY} prompt`) };
      await post({ query: GENERATE, variables }, { headers: own });
      const picture = `{ image(bucket: "tostest", key: "${CANARY}.jpg") { signedUrl { url } info { width } averageHue } }`;
      await fetch(`${url}?query=${encodeURIComponent(picture)}`, { headers: own });
      await post({ query: `{ ${CANARY} }` }, { headers: own });
      await post({ query: `{ image(bucket: "${CANARY}!", key: "x") { id } }` }, { headers: own });
    },
    { FEDERATION_GATEWAY_SECRET: `${CANARY}-secret` },
  );
  expect(ofCall(spans, "ImageToImage")).toHaveLength(2);
  expect(spans.filter(({ name }) => /^(POST|GET) \/graphql$/.test(name))).toHaveLength(5);
  const sent = Buffer.concat(collector.exports.map(({ body }) => body)).toString("latin1");
  expect(sent).toContain("ImageToImage");
  // What a vendor before us has put into the state of the trace goes on with the trace: that is what it is for.
  expect(sent.replaceAll(`${CANARY}=1`, "")).not.toContain(CANARY);
  for (const word of ["emulator-secret", "Signature", "X-Tos", "AWS", "generateImage("])
    expect(sent).not.toContain(word);
});
