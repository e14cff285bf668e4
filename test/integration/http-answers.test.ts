/** GraphQL over HTTP as clients see it: GET, media types, statuses, one operation in a request, caches, compression. */
import { brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawRequest, withSearch } from "../helpers/raw-request.js";
import { startServerFor, type TestServer } from "../helpers/server.js";
import {
  json,
  type Responder,
  type StubUpstream,
  startStubUpstream,
  tosError,
} from "../helpers/stub-upstream.js";

let upstream: StubUpstream;
let server: TestServer;
let strict: TestServer;

const LEGACY = "application/json; charset=utf-8";
const RESPONSE = "application/graphql-response+json; charset=utf-8";
const GENERATE =
  'mutation { generateImage(input: { prompt: "p", source: { key: "a.jpg" }, output: { key: "b.jpg" } }) { __typename } }';
const PARTIAL = '{ good: processingStyles { name } bad: processingStyles(bucket: "badbucket") { name } }';

const answers: Responder = (response, request) => {
  const bad = request.url.startsWith("/badbucket");
  const styles = json(200, {
    ImageStyles: [{ Name: "style01", Content: "image/resize,w_9/watermark,text_YQ" }],
  });
  return (bad ? tosError(403, "AccessDenied") : styles)(response, request);
};

beforeAll(async () => {
  upstream = await startStubUpstream(answers);
  server = await startServerFor(upstream.url);
  strict = await startServerFor(upstream.url, { GRAPHQL_HTTP_STATUSES: "2026-09", STYLE_CACHE_TTL_MS: "0" });
});
afterAll(async () => {
  await server.close();
  await strict.close();
  await upstream.close();
});

const post = (to: TestServer, body: unknown, headers: Record<string, string> = {}) =>
  rawRequest(to.url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });

describe("a GET", () => {
  it("executes a query with its variables, its operation's name and extensions", async () => {
    const query =
      "query A($bucket: String) { processingStyles(bucket: $bucket) { bucket name } } query B { __typename }";
    const variables = JSON.stringify({ bucket: "some-bucket" });
    const extensions = JSON.stringify({ client: "x" });
    const reply = await rawRequest(
      withSearch(server.url, { query, variables, extensions, operationName: "A" }),
    );
    expect(reply.status).toBe(200);
    expect(reply.json()).toEqual({
      data: { processingStyles: [{ bucket: "some-bucket", name: "style01" }] },
    });
  });

  it("takes empty parameters for none", async () => {
    const url = withSearch(server.url, { query: "{ __typename }", variables: "", operationName: "" });
    expect((await rawRequest(url)).json()).toEqual({ data: { __typename: "Query" } });
  });

  it.each([
    ["a query that is missing", { operationName: "A" }, /`query` must be given/],
    ["variables that are no object", { query: "{ __typename }", variables: "[1]" }, /`variables`/],
  ])("is refused for %s", async (_what, parameters, message) => {
    const reply = await rawRequest(withSearch(server.url, parameters));
    expect([reply.status, reply.json().errors?.[0]]).toEqual([
      400,
      { message: expect.stringMatching(message), extensions: { code: "BAD_REQUEST" } },
    ]);
  });
});

describe("an answer", () => {
  it("of a type that the client does not take is refused before anything runs", async () => {
    const before = upstream.received.length;
    const reply = await post(server, { query: GENERATE }, { accept: "text/html" });
    expect([reply.status, reply.json().errors?.[0]?.message]).toEqual([
      406,
      expect.stringContaining("`Accept`"),
    ]);
    expect(upstream.received.length).toBe(before);
  });

  it.each([
    ["text/html", 406],
    ["multipart/mixed", 406],
    ["*/*", 200],
  ])("to Accept: %s has status %i", async (accept, status) => {
    expect((await post(server, { query: "{ __typename }" }, { accept })).status).toBe(status);
  });

  it("tells caches what it depends on", async () => {
    const { headers } = await post(server, { query: "{ __typename }" });
    expect(headers.vary).toBe("Origin, Accept");
  });

  it("to a list of operations says that one has to be sent, in both media types", async () => {
    for (const accept of [LEGACY, RESPONSE]) {
      const reply = await post(server, [{ query: "{ __typename }" }], { accept });
      expect([reply.status, reply.json().errors?.[0]]).toEqual([
        400,
        {
          message: "Send one operation in a request: lists of operations (batching) are not supported",
          extensions: { code: "BAD_REQUEST" },
        },
      ]);
    }
  });
});

/** What is sent, then status and media type by default and in the edition of September 2026, for each media type. */
const STATUSES: [
  string,
  unknown,
  Record<"default" | "edition", Record<"modern" | "legacy", [number, string]>>,
][] = [
  [
    "data",
    { query: "{ __typename }" },
    {
      default: { modern: [200, RESPONSE], legacy: [200, LEGACY] },
      edition: { modern: [200, RESPONSE], legacy: [200, LEGACY] },
    },
  ],
  [
    "data with errors",
    { query: PARTIAL },
    {
      default: { modern: [200, RESPONSE], legacy: [200, LEGACY] },
      edition: { modern: [294, RESPONSE], legacy: [200, LEGACY] },
    },
  ],
  [
    "a document that is not GraphQL",
    { query: "{" },
    {
      default: { modern: [400, RESPONSE], legacy: [200, LEGACY] },
      edition: { modern: [400, RESPONSE], legacy: [400, RESPONSE] },
    },
  ],
  [
    "a document that does not fit the schema",
    { query: "{ unheardOf }" },
    {
      default: { modern: [400, RESPONSE], legacy: [200, LEGACY] },
      edition: { modern: [422, RESPONSE], legacy: [422, RESPONSE] },
    },
  ],
  [
    "an operation that is not there",
    { query: "query A { __typename }", operationName: "B" },
    {
      default: { modern: [400, RESPONSE], legacy: [200, LEGACY] },
      edition: { modern: [422, RESPONSE], legacy: [422, RESPONSE] },
    },
  ],
  [
    "a variable that does not fit",
    { query: "query ($n: String!) { processingStyle(name: $n) { name } }", variables: { n: 1 } },
    {
      default: { modern: [400, RESPONSE], legacy: [200, LEGACY] },
      edition: { modern: [422, RESPONSE], legacy: [422, RESPONSE] },
    },
  ],
  [
    "a subscription",
    { query: "subscription { x }" },
    {
      default: { modern: [400, RESPONSE], legacy: [200, LEGACY] },
      edition: { modern: [422, RESPONSE], legacy: [422, RESPONSE] },
    },
  ],
  [
    "invalid input of a mutation",
    { query: GENERATE.replace('"p"', '""') },
    {
      default: { modern: [400, RESPONSE], legacy: [200, LEGACY] },
      edition: { modern: [422, RESPONSE], legacy: [422, RESPONSE] },
    },
  ],
  [
    "no document",
    { variables: {} },
    {
      default: { modern: [400, RESPONSE], legacy: [400, LEGACY] },
      edition: { modern: [422, RESPONSE], legacy: [422, LEGACY] },
    },
  ],
];

describe.each(STATUSES)("%s", (_what, body, expected) => {
  const of = async (to: TestServer, accept: string) => {
    const { status, headers } = await post(to, body, { accept });
    return [status, headers["content-type"]];
  };

  it("has the status that clients of today expect", async () => {
    expect({ modern: await of(server, RESPONSE), legacy: await of(server, LEGACY) }).toEqual(
      expected.default,
    );
  });

  it("has that of the specification when the operator chose its edition", async () => {
    expect({ modern: await of(strict, RESPONSE), legacy: await of(strict, LEGACY) }).toEqual(
      expected.edition,
    );
  });
});

const STEPS =
  "steps { __typename raw ... on WatermarkStep { text image { key } } ... on DrawStep { points { x y } } }";
const MODELS = "{ imageModels { title sourceImage { maxBytes } parameters { name type } } }";

describe("Cache-Control", () => {
  it.each([
    ["the catalogue of models", MODELS, "max-age=86400, public"],
    ["styles", `{ processingStyles { name ${STEPS} } }`, "max-age=10, private"],
    [
      "references of a gateway",
      '{ _entities(representations: [{ __typename: "ProcessingStyle", bucket: "examplebucket", name: "style01" }]) { ... on ProcessingStyle { actions } } }',
      "max-age=10, private",
    ],
    ["a style", `{ processingStyle(name: "style01") { name ${STEPS} } }`, "max-age=10, private"],
    ["models and styles", `{ imageModels { title } processingStyles { name } }`, "max-age=10, private"],
    ["a stored picture", '{ image(key: "a.jpg") { id } }', "no-store"],
    ["a signed URL", '{ image(key: "a.jpg") { signedUrl { url } } }', "no-store"],
    [
      "a signed URL beside models",
      `{ imageModels { title } image(key: "a.jpg") { signedUrl { url } } }`,
      "no-store",
    ],
    ["a type's name", "{ __typename }", "no-store"],
    ["errors beside data", PARTIAL, "no-store"],
    ["a document that does not fit the schema", "{ unheardOf }", "no-store"],
  ])("of %s", async (_what, query, expected) => {
    expect((await post(server, { query })).headers["cache-control"]).toBe(expected);
    const { headers } = await rawRequest(withSearch(server.url, { query }));
    expect(headers["cache-control"]).toBe(expected);
  });

  it.each([
    ["a mutation", { query: GENERATE }],
    ["a request that is none of GraphQL", []],
  ])("of %s is no-store", async (_what, body) => {
    expect((await post(server, body)).headers["cache-control"]).toBe("no-store");
  });

  it("of styles is not longer than the server keeps them", async () => {
    const { headers } = await post(strict, { query: "{ processingStyles { name } }" });
    expect(headers["cache-control"]).toBe("no-store");
  });

  it("of anything but GraphQL is no-store", async () => {
    for (const path of ["/healthz", "/unheard-of"])
      expect((await rawRequest(new URL(path, server.url).href)).headers["cache-control"]).toBe("no-store");
  });
});

describe("compression", () => {
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync };

  it.each<["br" | "gzip", string]>([
    ["br", "gzip, deflate, br, zstd"],
    ["gzip", "gzip"],
  ])("is %s for a long answer to Accept-Encoding: %s", async (encoding, accepted) => {
    const plain = await post(server, { query: MODELS });
    const packed = await post(server, { query: MODELS }, { "accept-encoding": accepted });
    expect(packed.headers).toMatchObject({
      "content-encoding": encoding,
      vary: expect.stringMatching(/Origin, Accept, accept-encoding/i),
    });
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 4);
    expect(unpack[encoding](packed.bytes).equals(plain.bytes)).toBe(true);
  });

  it("is left out for short answers, and for clients that do not ask for it", async () => {
    const short = await post(server, { query: "{ __typename }" }, { "accept-encoding": "gzip" });
    const unasked = await post(server, { query: MODELS });
    expect([short.headers["content-encoding"], unasked.headers["content-encoding"]]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("may be left to a proxy", async () => {
    const plain = await startServerFor(upstream.url, { HTTP_COMPRESSION: "off" });
    const { headers } = await post(plain, { query: MODELS }, { "accept-encoding": "gzip" });
    await plain.close();
    expect(headers["content-encoding"]).toBeUndefined();
  });

  it("of a request is not undone: it would pass the limit of a body", async () => {
    const body = gzipSync(JSON.stringify({ query: "{ __typename }" }));
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };
    const reply = await rawRequest(server.url, { method: "POST", body, headers });
    expect([reply.status, reply.json().errors?.[0]?.message]).toEqual([
      415,
      "The body must not be compressed",
    ]);
  });
});
