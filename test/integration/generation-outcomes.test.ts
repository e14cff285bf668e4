/** Every outcome that an upstream can cause, from its bytes to the typed answer of the mutation. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { GenerateImageDocument, type GenerateImageInput } from "../generated/operations.js";
import { startServerFor, type TestServer } from "../helpers/server.js";
import {
  hang,
  json,
  type Responder,
  reset,
  type StubUpstream,
  startStubUpstream,
  text,
  tosError,
} from "../helpers/stub-upstream.js";

const success = {
  resp_json: {
    code: 10000,
    data: {
      algorithm_base_resp: { status_code: 0, status_message: "Success" },
      image_urls: null,
      request_id: "a".repeat(64),
    },
    message: "Success",
    request_id: "202504231214007C87515990141CB30ED2",
    status: 10000,
    time_elapsed: "6.430430379s",
  },
};

const input: GenerateImageInput = {
  prompt: "千军万马",
  source: { key: "1171.jpeg" },
  output: { bucket: "tostest", key: "newgen.jpg" },
};

let upstream: StubUpstream;
let server: TestServer;

beforeAll(async () => {
  upstream = await startStubUpstream();
  // The upstream is another in each case: what it told of its styles is not to be kept.
  server = await startServerFor(upstream.url, { STYLE_CACHE_TTL_MS: "0" });
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});

/** What one generation comes to, and how many calls of each kind it made. */
async function generate(responder: Responder, changes: Partial<GenerateImageInput> = {}) {
  upstream.respond(responder);
  const before = upstream.received.length;
  const { generateImage } = await server.execute(GenerateImageDocument, { input: { ...input, ...changes } });
  const requests = upstream.received.slice(before);
  return { outcome: generateImage, sent: requests.filter(({ url }) => url.includes("aigc")).length };
}

function modelFailure(code: number, status = 200): Responder {
  return json(status, {
    resp_json: {
      code,
      data: null,
      message: "stub message",
      request_id: "log-id",
      status: code,
      time_elapsed: "1ms",
    },
  });
}

function gatewayError(status: number, number: number, code: string): Responder {
  const error = { CodeN: number, Code: code, Message: "stub message" };
  return json(status, { ResponseMetadata: { RequestId: "log-id", Error: error } });
}

describe("generateImage", () => {
  it("answers with the picture and every member of the model's report", async () => {
    const { outcome, sent } = await generate(json(200, success));
    expect(sent).toBe(1);
    expect(outcome).toMatchObject({
      __typename: "GeneratedImage",
      tosRequestId: "stub-request-id",
      image: { id: "image:tostest/newgen.jpg", bucket: "tostest", key: "newgen.jpg" },
      model: {
        code: 10000,
        modelStatus: 10000,
        requestId: "202504231214007C87515990141CB30ED2",
        algorithmRequestId: "a".repeat(64),
        elapsedMs: 6430.430379,
        imageUrls: [],
        rawJson: JSON.stringify(success.resp_json),
      },
    });
  });

  const storage = { modelCode: null, tosRequestId: "stub-request-id" };
  const model = { modelRequestId: "log-id", tosRequestId: "stub-request-id" };
  const cases: [string, Responder, Record<string, unknown>][] = [
    [
      "a moderated prompt",
      modelFailure(50412, 400),
      {
        __typename: "ContentRejected",
        code: "CONTENT_REJECTED",
        stage: "INPUT_TEXT",
        retry: "NEVER",
        modelCode: 50412,
        ...model,
      },
    ],
    [
      "a prompt with blocked words",
      modelFailure(50413),
      { __typename: "ContentRejected", stage: "INPUT_TEXT", modelCode: 50413, ...model },
    ],
    [
      "a moderated input picture",
      modelFailure(50411),
      { __typename: "ContentRejected", stage: "INPUT_IMAGE", retry: "NEVER", ...model },
    ],
    [
      "a moderated output picture",
      modelFailure(50511, 400),
      { __typename: "ContentRejected", stage: "OUTPUT_IMAGE", retry: "MAY_CHARGE_AGAIN", ...model },
    ],
    [
      "a moderated output text of the same message",
      modelFailure(50512),
      { __typename: "ContentRejected", stage: "OUTPUT_TEXT", ...model },
    ],
    [
      "the model's limit of requests in a second",
      modelFailure(50429, 429),
      {
        __typename: "RateLimited",
        code: "RATE_LIMITED",
        limitedBy: "MODEL_RATE",
        retry: "SAFE",
        retryAfterMs: null,
        ...model,
      },
    ],
    [
      "the model's limit of requests at a time",
      modelFailure(50430),
      { __typename: "RateLimited", limitedBy: "MODEL_CONCURRENCY", retry: "SAFE", ...model },
    ],
    [
      "a fault of the model",
      modelFailure(50500, 500),
      {
        __typename: "GenerationFailed",
        code: "MODEL_FAULT",
        retry: "MAY_CHARGE_AGAIN",
        modelCode: 50500,
        ...model,
      },
    ],
    [
      "a model that is not open to the account",
      modelFailure(50400, 400),
      {
        __typename: "GenerationFailed",
        code: "MODEL_ACCESS_DENIED",
        retry: "NEVER",
        modelCode: 50400,
        ...model,
      },
    ],
    [
      "parameters that the model refuses",
      modelFailure(50200),
      {
        __typename: "GenerationFailed",
        code: "MODEL_PARAMETERS_REJECTED",
        message: expect.stringContaining("The model says: stub message"),
        ...model,
      },
    ],
    [
      "a source that is too large for the model",
      modelFailure(50205),
      {
        __typename: "SourceRejected",
        reason: "TOO_LARGE",
        source: { id: "image:examplebucket/1171.jpeg", bucket: "examplebucket", key: "1171.jpeg" },
        ...model,
      },
    ],
    ["a source without a face", modelFailure(60102), { __typename: "SourceRejected", reason: "NO_FACE" }],
    [
      "a code that nobody knows",
      modelFailure(59999),
      { __typename: "GenerationFailed", code: "UNKNOWN", modelCode: 59999, ...model },
    ],
    [
      "the gateway's refusal",
      gatewayError(200, 100013, "AccessDenied"),
      {
        __typename: "GenerationFailed",
        code: "MODEL_ACCESS_DENIED",
        retry: "NEVER",
        modelCode: null,
        ...model,
      },
    ],
    [
      "the gateway's complaint",
      gatewayError(400, 100002, "MissingParameter"),
      { __typename: "GenerationFailed", code: "MODEL_FAULT", retry: "NEVER" },
    ],
    [
      "the gateway's limit",
      gatewayError(429, 100018, "ExceedFlowLimit"),
      { __typename: "RateLimited", limitedBy: "MODEL_RATE", retry: "SAFE" },
    ],
    [
      "the gateway's timeout",
      gatewayError(504, 100016, "InternalServiceTimeout"),
      { __typename: "GenerationFailed", code: "MODEL_FAULT", retry: "MAY_CHARGE_AGAIN" },
    ],
    [
      "a success with an error status",
      json(500, success),
      { __typename: "GenerationFailed", code: "STORAGE_FAULT", retry: "MAY_CHARGE_AGAIN", modelCode: 10000 },
    ],
    [
      "a missing source",
      tosError(404, "NoSuchKey", "0017-00000003"),
      {
        __typename: "SourceRejected",
        code: "SOURCE_REJECTED",
        reason: "NOT_FOUND",
        retry: "NEVER",
        ...storage,
      },
    ],
    [
      "a missing bucket of the source",
      tosError(404, "NoSuchBucket", "0006-00000001", { Resource: "/examplebucket" }),
      { __typename: "SourceRejected", reason: "BUCKET_NOT_FOUND", ...storage },
    ],
    [
      "a missing bucket of the output",
      tosError(404, "NoSuchBucket", "0006-00000001", { Resource: "/tostest/newgen.jpg" }),
      { __typename: "GenerationFailed", code: "OUTPUT_BUCKET_NOT_FOUND", retry: "NEVER", ...storage },
    ],
    [
      "an output that exists",
      tosError(409, "DuplicateObject", "0017-00000004"),
      {
        __typename: "OutputExists",
        code: "OUTPUT_EXISTS",
        output: { id: "image:tostest/newgen.jpg", bucket: "tostest", key: "newgen.jpg" },
        retry: "NEVER",
        ...storage,
      },
    ],
    [
      "a source that is no picture",
      tosError(400, "InvalidArgument", "0022-00000005"),
      { __typename: "SourceRejected", reason: "UNREADABLE" },
    ],
    [
      "TOS 403",
      tosError(403, "AccessDenied"),
      { __typename: "GenerationFailed", code: "ACCESS_DENIED", retry: "NEVER", ...storage },
    ],
    [
      "TOS 404 without a code",
      text(404, ""),
      { __typename: "GenerationFailed", code: "UNKNOWN", retry: "NEVER" },
    ],
    [
      "TOS 405",
      tosError(405, "MethodNotAllowed"),
      { __typename: "GenerationFailed", message: expect.stringContaining("TOS_AIGC_METHOD") },
    ],
    [
      "TOS 429",
      json(429, { Code: "ExceedAccountQPSLimit" }, { "retry-after": "2" }),
      { __typename: "RateLimited", limitedBy: "STORAGE", retryAfterMs: 2000, retry: "SAFE", ...storage },
    ],
    [
      "a proxy's 429",
      json(429, { message: "slow down" }),
      { __typename: "RateLimited", limitedBy: "STORAGE", retry: "SAFE" },
    ],
    [
      "TOS 503",
      tosError(503, "ServiceUnavailable"),
      { __typename: "GenerationFailed", code: "STORAGE_FAULT", retry: "MAY_CHARGE_AGAIN", ...storage },
    ],
    [
      "HTML with status 200",
      text(200, "<html><title>Hi</title></html>"),
      { __typename: "GenerationFailed", code: "UNREADABLE_REPLY", retry: "MAY_CHARGE_AGAIN" },
    ],
    [
      "HTML with status 504",
      text(504, "<html>504 Gateway Time-out</html>"),
      { __typename: "GenerationFailed", code: "STORAGE_FAULT", retry: "MAY_CHARGE_AGAIN" },
    ],
    [
      "an empty body",
      text(200, ""),
      { __typename: "GenerationFailed", code: "UNREADABLE_REPLY", retry: "MAY_CHARGE_AGAIN" },
    ],
    [
      "JSON that is no reply",
      json(200, { hello: "world" }),
      { __typename: "GenerationFailed", code: "UNREADABLE_REPLY" },
    ],
    [
      "a reply without a code",
      json(200, { resp_json: { data: null } }),
      { __typename: "GenerationFailed", code: "UNREADABLE_REPLY", retry: "MAY_CHARGE_AGAIN" },
    ],
    [
      "a body that breaks off",
      (response) => {
        response.writeHead(200, { "content-length": "100" }).write("{");
        setImmediate(() => response.destroy());
      },
      { __typename: "GenerationFailed", code: "CONNECTION_FAILED", retry: "MAY_CHARGE_AGAIN" },
    ],
    [
      "a reset",
      reset,
      {
        __typename: "GenerationFailed",
        code: "CONNECTION_FAILED",
        retry: "MAY_CHARGE_AGAIN",
        tosRequestId: null,
      },
    ],
  ];

  it.each(cases)("gives %s its own typed answer, and sends it once", async (_what, responder, expected) => {
    const { outcome, sent } = await generate(responder);
    expect(outcome).toMatchObject(expected);
    expect(outcome).toMatchObject({ message: expect.stringMatching(/\S/) });
    expect(sent).toBe(1);
  });

  it("times out on a hang, and says that it had been sent", async () => {
    const { outcome, sent } = await generate(hang, { timeoutMs: 1000 });
    expect(outcome).toMatchObject({
      __typename: "TimedOut",
      code: "TIMED_OUT",
      sent: true,
      timeoutMs: 1000,
      retry: "MAY_CHARGE_AGAIN",
    });
    expect(sent).toBe(1);
  });

  it("names the style that TOS misses, where only one was given", async () => {
    const styles: Responder = (response, request) =>
      request.url.includes("imageStyle")
        ? json(200, { ImageStyles: [{ Name: "style01", Content: "image/resize,w_100" }] })(response, request)
        : tosError(400, "InvalidArgument", "0022-00000009")(response, request);
    const { outcome } = await generate(styles, { preprocess: { style: "style01" } });
    expect(outcome).toMatchObject({
      __typename: "StyleNotFound",
      bucket: "examplebucket",
      style: "style01",
      processingStage: "PREPROCESS",
    });
  });

  it.each([
    ["another object", "/examplebucket/logo.png", { code: "PROCESSING_REJECTED", retry: "NEVER" }],
    ["the source", "/examplebucket/a%20dir/1171.jpeg", { reason: "NOT_FOUND" }],
    ["the source, percent-encoded", "/examplebucket/a%2520dir%2F1171.jpeg", { reason: "NOT_FOUND" }],
    ["no object", "/examplebucket/", { reason: "NOT_FOUND" }],
  ])("blames for a missing object what TOS names: %s", async (_what, Resource, expected) => {
    const { outcome } = await generate(tosError(404, "NoSuchKey", "0017-00000003", { Resource }), {
      source: { key: "a%20dir/1171.jpeg" },
      output: {
        ...input.output,
        postprocess: { steps: [{ watermark: { image: { key: "logo.png" } } }] },
      },
    });
    expect(outcome).toMatchObject(expected);
  });

  it("does not blame the source where the processing may be wrong", async () => {
    const { outcome } = await generate(tosError(400, "MissingArgument"), {
      preprocess: { actions: "image/resize,w_100" },
    });
    expect(outcome).toMatchObject({
      __typename: "GenerationFailed",
      code: "PROCESSING_REJECTED",
      retry: "NEVER",
    });
  });
});

describe("a style that a generation names", () => {
  const styles = json(200, { ImageStyles: [{ Name: "style01", Content: "image/resize,w_100" }] });

  it("is looked up once for both places before anything is paid for", async () => {
    const before = upstream.received.length;
    const { outcome, sent } = await generate(styles, {
      preprocess: { style: "style01" },
      output: { ...input.output, postprocess: { style: "nope" } },
    });
    expect(outcome).toMatchObject({
      __typename: "StyleNotFound",
      code: "STYLE_NOT_FOUND",
      style: "nope",
      bucket: "examplebucket",
      processingStage: "POSTPROCESS",
      retry: "NEVER",
    });
    expect(sent).toBe(0);
    expect(upstream.received.slice(before).map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET /examplebucket/?imageStyle=",
    ]);
  });

  it.each<[string, Responder, Record<string, unknown>]>([
    [
      "is refused",
      tosError(403, "AccessDenied"),
      {
        code: "ACCESS_DENIED",
        retry: "NEVER",
        message: expect.stringContaining("right for the look-up of the image style"),
      },
    ],
    [
      "fails",
      tosError(503, "ServiceUnavailable"),
      { code: "STORAGE_FAULT", retry: "SAFE", message: expect.stringContaining("Nothing was generated") },
    ],
    ["is not understood", tosError(400, "InvalidArgument"), { code: "UNKNOWN", retry: "NEVER" }],
    ["is reset", reset, { code: "CONNECTION_FAILED", retry: "SAFE" }],
    ["is turned away", tosError(429, "ExceedBucketQPSLimit"), { __typename: "RateLimited", retry: "SAFE" }],
    ["answers with HTML", text(200, "<html>"), { code: "STORAGE_FAULT", retry: "SAFE" }],
    [
      "misses the bucket",
      tosError(404, "NoSuchBucket", "0006-00000001", { Resource: "/examplebucket" }),
      { __typename: "SourceRejected", reason: "BUCKET_NOT_FOUND" },
    ],
  ])("costs nothing when its look-up %s", async (_what, responder, expected) => {
    const { outcome, sent } = await generate(responder, { preprocess: { style: "style01" } });
    expect(outcome).toMatchObject(expected);
    expect(sent).toBe(0);
  });

  it("is not waited for longer than a read may take", async () => {
    const impatient = await startServerFor(upstream.url, { TOS_TIMEOUT_MS: "100" });
    upstream.respond(hang);
    const { generateImage } = await impatient.execute(GenerateImageDocument, {
      input: { ...input, preprocess: { style: "style01" } },
    });
    expect(generateImage).toMatchObject({
      __typename: "GenerationFailed",
      code: "STORAGE_FAULT",
      retry: "SAFE",
      message: expect.stringContaining("did not finish within 100 ms"),
    });
    await impatient.close();
  });

  it("costs nothing when its look-up leaves too little time to generate", async () => {
    const late: Responder = (response, request) => {
      setTimeout(() => styles(response, request), 700);
    };
    const { outcome, sent } = await generate(late, { preprocess: { style: "style01" }, timeoutMs: 1000 });
    expect(outcome).toMatchObject({ __typename: "TimedOut", sent: false, retry: "SAFE" });
    expect(sent).toBe(0);
  });

  it("costs nothing when its look-up hangs beyond the time of the generation", async () => {
    const { outcome, sent } = await generate(hang, { preprocess: { style: "style01" }, timeoutMs: 1000 });
    expect(outcome).toMatchObject({ __typename: "TimedOut", sent: false, retry: "SAFE" });
    expect(sent).toBe(0);
  });
});

describe("a client that hangs up", () => {
  afterEach(() => upstream.respond(text(500, "")));

  const send = (body: object, signal: AbortSignal): Promise<Response> =>
    fetch(server.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal,
    });

  it("does not end a generation that was sent: it is paid for, and its outcome is logged", async () => {
    const client = new AbortController();
    const finished = new Promise<void>((resolve) => {
      upstream.respond((response, request) => {
        client.abort();
        setImmediate(() => {
          json(200, success)(response, request);
          response.once("finish", resolve);
        });
      });
    });
    const query = "mutation ($input: GenerateImageInput!) { generateImage(input: $input) { __typename } }";
    await expect(send({ query, variables: { input } }, client.signal)).rejects.toThrow("aborted");
    await finished;
    await expect
      .poll(() => server.logged.filter((line) => line.includes("generation finished")).at(-1))
      .toContain("GeneratedImage");
  });

  it.each([
    ["where its picture is", json(200, success), '"output":{"bucket":"tostest","key":"generated/'],
    ["where it may be", json(200, {}), '"possibleOutput":{"bucket":"tostest","key":"generated/'],
  ])("logs %s of a key that was made, which no one else knows", async (_what, answer, told) => {
    const client = new AbortController();
    upstream.respond((response, request) => {
      client.abort();
      setImmediate(() => answer(response, request));
    });
    const query = "mutation ($input: GenerateImageInput!) { generateImage(input: $input) { __typename } }";
    const variables = { input: { ...input, output: { bucket: "tostest" } } };
    await expect(send({ query, variables }, client.signal)).rejects.toThrow("aborted");
    await expect
      .poll(() => server.logged.filter((line) => line.includes("generation finished")).at(-1))
      .toContain(told);
  });

  it("drops a generation whose style is still looked up", async () => {
    const client = new AbortController();
    const before = upstream.received.length;
    upstream.respond(() => client.abort());
    const query = "mutation ($input: GenerateImageInput!) { generateImage(input: $input) { __typename } }";
    const variables = { input: { ...input, preprocess: { style: "style01" } } };
    await expect(send({ query, variables }, client.signal)).rejects.toThrow("aborted");
    const finished = (): string | undefined =>
      server.logged.filter((line) => line.includes("generation finished")).at(-1);
    await expect.poll(finished).toContain('"code":"CANCELLED"');
    expect(upstream.received.slice(before).map(({ url }) => url)).toEqual(["/examplebucket/?imageStyle="]);
  });

  it("ends the reads that it waited for", async () => {
    const client = new AbortController();
    const closed = new Promise<void>((resolve) => {
      upstream.respond((response) => {
        response.once("close", () => resolve());
        client.abort();
      });
    });
    await expect(send({ query: "{ processingStyles { name } }" }, client.signal)).rejects.toThrow("aborted");
    await closed;
  });
});
