/** What a TOS that fails now and then, or always, makes of the API's answers: by what it was sent. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
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

let upstream: StubUpstream;
let server: TestServer;

beforeEach(async () => {
  upstream = await startStubUpstream();
  server = await startServerFor(upstream.url, {
    TOS_RETRIES: "on",
    TOS_BREAKER: "on",
    STYLE_CACHE_TTL_MS: "1",
  });
});
afterEach(async () => {
  await server.close();
  await upstream.close();
});

/** Answers the first requests with these, and all that come after with the last. */
const inTurn = (...responders: readonly Responder[]): Responder => {
  let turn = 0;
  return (...args) => responders[Math.min(turn++, responders.length - 1)]?.(...args);
};
const ask = async (query: string) => (await server.post({ query })).body;
const generate = async (timeoutMs = 60_000): Promise<unknown> => {
  const { data } = await ask(
    `mutation { generateImage(input: { prompt: "山", source: { key: "a.jpg" }, output: { key: "b.jpg" }, timeoutMs: ${timeoutMs} }) {
      __typename ... on GenerationFailure { code retry } ... on RateLimited { limitedBy retryAfterMs } } }`,
  );
  return data?.generateImage;
};
const report = (code: number) =>
  json(code === 10_000 ? 200 : 400, { resp_json: { code, message: "x", request_id: "r" } });
const done = report(10_000);
const busy = tosError(503, "ServiceUnavailable");
const styles = json(200, { ImageStyles: [{ Name: "small", Content: "image/resize,w_100" }] });

describe("a generation", () => {
  it.each<[string, Responder]>([
    ["TOS turns it away", tosError(429, "ExceedAccountQPSLimit")],
    ["TOS asks to slow down", tosError(503, "SlowDown")],
    ["the model's rate is reached", report(50429)],
    ["the model's concurrency is reached", report(50430)],
  ])("is sent again when it was not started: %s", async (_, refusal) => {
    upstream.respond(inTurn(refusal, refusal, done));
    expect(await generate()).toEqual({ __typename: "GeneratedImage" });
    expect(upstream.received).toHaveLength(3);
  });

  it.each<[string, Responder, object]>([
    ["TOS fails", busy, { code: "STORAGE_FAULT", retry: "MAY_CHARGE_AGAIN" }],
    [
      "a proxy fails",
      text(502, "<html>Bad Gateway</html>"),
      { code: "STORAGE_FAULT", retry: "MAY_CHARGE_AGAIN" },
    ],
    ["the connection breaks", reset, { code: "CONNECTION_FAILED", retry: "MAY_CHARGE_AGAIN" }],
    ["the answer is none", text(200, "<html>"), { code: "UNREADABLE_REPLY", retry: "MAY_CHARGE_AGAIN" }],
    ["moderation refuses it", report(50411), { code: "CONTENT_REJECTED", retry: "NEVER" }],
    ["the model fails", report(50500), { code: "MODEL_FAULT" }],
  ])("is sent once when it may have been started: %s", async (_, refusal, outcome) => {
    upstream.respond(inTurn(refusal, done));
    expect(await generate()).toMatchObject(outcome);
    expect(upstream.received).toHaveLength(1);
  });

  it("waits as long as TOS asks for, and not when too little time would be left", async () => {
    const refusal = tosError(429, "ExceedAccountQPSLimit");
    upstream.respond((response, request) => {
      response.setHeader("retry-after", "1");
      refusal(response, request);
    });
    expect(await generate(1_400)).toEqual({
      __typename: "RateLimited",
      code: "RATE_LIMITED",
      retry: "SAFE",
      limitedBy: "STORAGE",
      retryAfterMs: 1_000,
    });
    expect(upstream.received).toHaveLength(1);
    const began = performance.now();
    upstream.respond(
      inTurn((response, request) => {
        response.setHeader("retry-after", "1");
        refusal(response, request);
      }, done),
    );
    expect(await generate()).toEqual({ __typename: "GeneratedImage" });
    expect(performance.now() - began).toBeGreaterThan(1_000);
  });
});

describe("a read", () => {
  it.each<[string, Responder]>([
    ["TOS fails", busy],
    ["TOS turns it away", tosError(429, "TooManyRequests")],
    ["the connection breaks", reset],
    ["the answer is none", text(200, "<html>")],
  ])("is made again: %s", async (_, refusal) => {
    upstream.respond(inTurn(refusal, refusal, styles));
    expect(await ask("{ processingStyles { name } }")).toEqual({
      data: { processingStyles: [{ name: "small" }] },
    });
    expect(upstream.received).toHaveLength(3);
  });

  it("is made once when TOS refuses it", async () => {
    upstream.respond(tosError(403, "AccessDenied"));
    expect((await ask("{ processingStyles { name } }")).errors?.[0]?.extensions).toMatchObject({
      code: "UPSTREAM_DENIED",
    });
    expect(upstream.received).toHaveLength(1);
  });

  it("tells after the last attempt when TOS wants to be asked again", async () => {
    upstream.respond((response, request) => {
      response.setHeader("retry-after", "20");
      tosError(429, "TooManyRequests")(response, request);
    });
    expect((await ask("{ processingStyles { name } }")).errors?.[0]?.extensions).toMatchObject({
      code: "UPSTREAM_RATE_LIMITED",
      retryAfterMs: 20_000,
    });
  });
});

it("a TOS that fails every call gets a tenth more of them than were made, not three times as many", async () => {
  await server.close();
  server = await startServerFor(upstream.url, { TOS_RETRIES: "on" });
  upstream.respond(busy);
  const fields = Array.from(
    { length: 100 },
    (_, index) => `a${index}: image(key: "${index}") { info { etag } }`,
  );
  for (let round = 0; round < 4; round++) await ask(`{ ${fields.join(" ")} }`);
  expect(upstream.received.length).toBeGreaterThan(420);
  expect(upstream.received.length).toBeLessThanOrEqual(440);
});

describe("while an operation keeps failing", () => {
  const outage = async (): Promise<void> => {
    upstream.respond(busy);
    for (let call = 0; call < 12; call++) await generate();
  };

  it("generations are refused at once and without a call, and reads go on", async () => {
    await outage();
    const before = upstream.received.length;
    expect(await generate()).toEqual({
      __typename: "GenerationFailed",
      code: "STORAGE_UNAVAILABLE",
      retry: "SAFE",
    });
    expect(upstream.received).toHaveLength(before);
    upstream.respond(styles);
    expect(await ask("{ processingStyles { name } }")).toEqual({
      data: { processingStyles: [{ name: "small" }] },
    });
  });

  it("the caller's bad input, moderation and short time are no failures of it", async () => {
    for (const refusal of [report(50411), report(50204), tosError(404, "NoSuchKey", "0017-00000003")]) {
      upstream.respond(refusal);
      for (let call = 0; call < 12; call++) await generate();
    }
    upstream.respond(hang);
    const short = await Promise.all(Array.from({ length: 12 }, () => generate(1_000)));
    expect(short[0]).toMatchObject({ code: "TIMED_OUT", retry: "MAY_CHARGE_AGAIN" });
    upstream.respond(done);
    expect(await generate()).toEqual({ __typename: "GeneratedImage" });
  });

  it("styles that were read before are served, and one that is not among them is not called missing", async () => {
    upstream.respond(styles);
    await ask("{ processingStyles { name } }");
    upstream.respond(busy);
    const names = async () => (await ask("{ processingStyles { name } }")).data;
    // Past five times their time to live, each is answered with TOS's failure, until it is asked no more.
    await expect.poll(names, { timeout: 15_000 }).toBeNull();
    await expect.poll(names, { timeout: 15_000 }).toEqual({ processingStyles: [{ name: "small" }] });
    const before = upstream.received.length;
    const { data, errors } = await ask(
      '{ known: processingStyle(name: "small") { name } other: processingStyle(name: "new") { name } }',
    );
    expect(data).toEqual({ known: { name: "small" }, other: null });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "UPSTREAM_UNAVAILABLE",
      retryAfterMs: expect.any(Number),
    });
    expect(upstream.received).toHaveLength(before);
  });
});
