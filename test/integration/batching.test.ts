/** What one request costs upstream: one list of styles for a bucket, one HEAD for an object, nothing for a reference. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startServerFor, type TestServer } from "../helpers/server.js";
import {
  json,
  type Responder,
  type StubUpstream,
  startStubUpstream,
  text,
  tosError,
} from "../helpers/stub-upstream.js";

let upstream: StubUpstream;
let server: TestServer;
let before: number;

const answers: Responder = (response, request) => {
  if (request.method === "HEAD") return text(200, "", { "content-length": "5" })(response, request);
  if (request.url.includes("image%2Finfo")) {
    const info = { Format: { value: "png" }, ImageWidth: { value: "7" }, ImageHeight: { value: "9" } };
    return json(200, info)(response, request);
  }
  return json(200, { ImageStyles: [{ Name: "style01", Content: "image/resize,w_100" }] })(response, request);
};

beforeAll(async () => {
  upstream = await startStubUpstream(answers);
  server = await startServerFor(upstream.url, { STYLE_CACHE_TTL_MS: "0" });
});
beforeEach(() => {
  upstream.respond(answers);
  before = upstream.received.length;
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});

const aliases = (count: number, field: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `a${index}: ${field(index)}`).join(" ");

/** Sends a query, and returns its data with the calls that it made upstream. */
async function ask(selection: string) {
  const { body } = await server.post({ query: `{ ${selection} }` });
  expect(body.errors).toBeUndefined();
  return {
    data: body.data ?? {},
    calls: upstream.received.slice(before).map(({ method, url }) => `${method} ${url}`),
  };
}

describe("one request", () => {
  it("makes one call for fifty references to styles and two lists of a bucket", async () => {
    const { data, calls } = await ask(
      `${aliases(50, (index) => `processingStyle(name: "style${String(index).padStart(2, "0")}") { actions }`)} all: processingStyles { name } again: processingStyles(bucket: "examplebucket") { name }`,
    );
    expect(calls).toEqual(["GET /examplebucket/?imageStyle="]);
    expect(data.a1).toEqual({ actions: "image/resize,w_100" });
    expect(data.a2).toBeNull();
    expect(data.all).toEqual([{ name: "style01" }]);
  });

  it("makes one call for each bucket", async () => {
    const { calls } = await ask(
      aliases(6, (index) => `processingStyles(bucket: "bucket${index % 2}") { name }`),
    );
    expect(calls.sort()).toEqual(["GET /bucket0/?imageStyle=", "GET /bucket1/?imageStyle="]);
  });

  it("makes no call for references and their signed URLs", async () => {
    const { data, calls } = await ask(
      aliases(50, (index) => `image(key: "k${index}") { id signedUrl { url } }`),
    );
    expect(calls).toEqual([]);
    expect(data.a49).toMatchObject({ id: "image:examplebucket/k49" });
  });

  it("makes one HEAD for each object whose fields are selected, however often it is named", async () => {
    const { calls } = await ask(
      aliases(50, (index) => `image(key: "k${index % 25}") { info { byteSize etag } }`),
    );
    expect(calls).toHaveLength(25);
    expect(new Set(calls).size).toBe(25);
    expect(calls.every((call) => call.startsWith("HEAD "))).toBe(true);
  });

  it("makes a second call for an object only when its dimensions or format are selected", async () => {
    const { data, calls } = await ask(
      aliases(3, () => 'image(key: "k") { info { width height format formatText byteSize } }'),
    );
    expect(calls).toEqual(["HEAD /examplebucket/k", "GET /examplebucket/k?x-tos-process=image%2Finfo"]);
    expect(data.a0).toEqual({ info: { width: 7, height: 9, format: "PNG", formatText: "png", byteSize: 5 } });
  });

  it("is asked anew by the next request: without a time to live nothing outlives one", async () => {
    await ask('processingStyle(name: "style01") { name }');
    const { calls } = await ask('processingStyle(name: "style01") { name }');
    expect(calls).toHaveLength(2);
  });

  it("fails in the field whose bucket fails, and in no other", async () => {
    upstream.respond((response, request) =>
      (request.url.startsWith("/badbucket") ? tosError(403, "AccessDenied") : answers)(response, request),
    );
    const { body } = await server.post({
      query:
        '{ good: processingStyle(name: "style01") { name } bad: processingStyle(bucket: "badbucket", name: "style01") { name } }',
    });
    expect(body.data).toEqual({ good: { name: "style01" }, bad: null });
    expect(body.errors).toMatchObject([
      { path: ["bad"], extensions: { code: "UPSTREAM_DENIED", tosRequestId: "stub-request-id" } },
    ]);
  });
});
