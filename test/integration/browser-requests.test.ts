/** What pages of this and of other origins can do with a browser: CORS, and no request behind a person's back. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RawRequest, rawRequest, withSearch } from "../helpers/raw-request.js";
import { startServer, startServerFor, type TestServer } from "../helpers/server.js";
import { json, type StubUpstream, startStubUpstream } from "../helpers/stub-upstream.js";

let upstream: StubUpstream;
let server: TestServer;
let before: number;

const APP = "https://app.example.com";
const EVIL = "https://evil.example";
const STYLES = "{ processingStyles { name } }";
const GENERATE =
  'mutation { generateImage(input: { prompt: "p", source: { key: "a.jpg" }, output: { key: "b.jpg" } }) { __typename } }';
const CHROME = {
  "user-agent":
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36",
  "accept-encoding": "gzip, deflate, br, zstd",
  "accept-language": "en",
};
const SAFARI_15 = {
  "user-agent":
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.6 Safari/605.1.15",
};
const fetchSite = (site: string, mode: string, dest = "empty") => ({
  "sec-fetch-site": site,
  "sec-fetch-mode": mode,
  "sec-fetch-dest": dest,
});
const JSON_BODY = { "content-type": "application/json" };

beforeAll(async () => {
  upstream = await startStubUpstream(
    json(200, { ImageStyles: [{ Name: "style01", Content: "image/resize,w_9" }] }),
  );
  server = await startServerFor(upstream.url, {
    CORS_ORIGINS: `${APP}, http://other.example`,
    STYLE_CACHE_TTL_MS: "0",
  });
});
beforeEach(() => {
  before = upstream.received.length;
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});

const body = (query: string): string => JSON.stringify({ query });

describe("a page of another site", () => {
  it.each<[string, () => string, RawRequest]>([
    [
      "a picture",
      () => withSearch(server.url, { query: STYLES }),
      {
        headers: {
          ...CHROME,
          ...fetchSite("cross-site", "no-cors", "image"),
          accept: "image/avif,image/webp,*/*;q=0.8",
          referer: `${EVIL}/`,
        },
      },
    ],
    [
      "a link",
      () => withSearch(server.url, { query: STYLES }),
      {
        headers: {
          ...CHROME,
          ...fetchSite("cross-site", "navigate", "document"),
          "sec-fetch-user": "?1",
          accept: "text/html,*/*;q=0.8",
        },
      },
    ],
    [
      "a form of texts that is JSON in disguise",
      () => server.url,
      {
        method: "POST",
        body: body(GENERATE),
        headers: {
          ...CHROME,
          ...fetchSite("cross-site", "navigate", "document"),
          origin: EVIL,
          "content-type": "text/plain",
        },
      },
    ],
    [
      "a form",
      () => server.url,
      {
        method: "POST",
        body: new URLSearchParams({ query: GENERATE }).toString(),
        headers: {
          ...CHROME,
          ...fetchSite("cross-site", "navigate", "document"),
          origin: EVIL,
          "content-type": "application/x-www-form-urlencoded",
        },
      },
    ],
    [
      "a form of a frame without origin",
      () => server.url,
      {
        method: "POST",
        body: '--x\r\nContent-Disposition: form-data; name="query"\r\n\r\n{a}\r\n--x--',
        headers: {
          ...CHROME,
          ...fetchSite("cross-site", "navigate", "iframe"),
          origin: "null",
          "content-type": "multipart/form-data; boundary=x",
        },
      },
    ],
    [
      "fetch without CORS",
      () => server.url,
      {
        method: "POST",
        body: body(GENERATE),
        headers: {
          ...CHROME,
          ...fetchSite("cross-site", "no-cors"),
          origin: EVIL,
          "content-type": "text/plain;charset=UTF-8",
        },
      },
    ],
    [
      "fetch with CORS",
      () => withSearch(server.url, { query: STYLES }),
      { headers: { ...CHROME, ...fetchSite("cross-site", "cors"), origin: EVIL } },
    ],
    [
      "sendBeacon",
      () => server.url,
      {
        method: "POST",
        body: body(GENERATE),
        headers: {
          ...CHROME,
          ...fetchSite("cross-site", "no-cors"),
          origin: EVIL,
          "content-type": "text/plain;charset=UTF-8",
        },
      },
    ],
    [
      "sendBeacon of JSON in a browser that asked for no preflight",
      () => server.url,
      { method: "POST", body: body(GENERATE), headers: { ...SAFARI_15, origin: EVIL, ...JSON_BODY } },
    ],
    [
      "a picture in a browser without Fetch Metadata",
      () => withSearch(server.url, { query: STYLES }),
      { headers: { ...SAFARI_15, referer: `${EVIL}/`, accept: "image/webp,*/*;q=0.8" } },
    ],
  ])("gets nothing done by %s", async (_what, url, request) => {
    const reply = await rawRequest(url(), request);
    expect([reply.status, reply.json().errors?.[0]?.extensions]).toEqual([
      403,
      { code: "CROSS_SITE_REQUEST" },
    ]);
    expect(reply.headers["access-control-allow-origin"]).toBeUndefined();
    expect(upstream.received.length).toBe(before);
  });
});

describe("a form", () => {
  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])(
    "of the server's own page is refused, too: a body is JSON, not %s",
    async (type) => {
      const headers = {
        ...CHROME,
        ...fetchSite("same-origin", "navigate", "document"),
        "content-type": type,
      };
      const reply = await rawRequest(server.url, { method: "POST", body: body(GENERATE), headers });
      expect([reply.status, reply.json().errors?.[0]?.message]).toEqual([
        415,
        "The body must be application/json",
      ]);
      expect(upstream.received.length).toBe(before);
    },
  );
});

describe("a mutation by GET", () => {
  it.each<[string, Record<string, string>]>([
    ["a client that is no browser", {}],
    ["an address that was typed", { ...CHROME, ...fetchSite("none", "navigate", "document") }],
    ["the server's own page", { ...CHROME, ...fetchSite("same-origin", "cors") }],
    ["an allowed page", { ...CHROME, ...fetchSite("cross-site", "cors"), origin: APP }],
  ])("is refused to %s", async (_who, headers) => {
    for (const accept of ["application/json", "application/graphql-response+json"]) {
      const reply = await rawRequest(withSearch(server.url, { query: GENERATE }), {
        headers: { ...headers, accept },
      });
      expect([reply.status, reply.headers.allow]).toEqual([405, "POST"]);
    }
    expect(upstream.received.length).toBe(before);
  });
});

describe("a page of an allowed origin", () => {
  it.each([APP, "http://other.example"])(
    "may ask before it sends, and then send and read: %s",
    async (origin) => {
      const preflight = await rawRequest(server.url, {
        method: "OPTIONS",
        headers: {
          ...CHROME,
          ...fetchSite("cross-site", "cors"),
          origin,
          "access-control-request-method": "POST",
          "access-control-request-headers": "authorization,content-type",
        },
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers).toMatchObject({
        "access-control-allow-origin": origin,
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": "authorization,content-type",
        "access-control-max-age": "7200",
        vary: expect.stringContaining("Origin"),
      });
      expect(preflight.headers["access-control-allow-credentials"]).toBeUndefined();

      const headers = { ...CHROME, ...fetchSite("cross-site", "cors"), origin, ...JSON_BODY };
      const reply = await rawRequest(server.url, { method: "POST", body: body(STYLES), headers });
      expect(reply.json().data).toEqual({ processingStyles: [{ name: "style01" }] });
      expect(reply.headers).toMatchObject({
        "access-control-allow-origin": origin,
        "access-control-expose-headers": "x-request-id, retry-after",
        vary: expect.stringMatching(/Origin, Accept/),
      });
    },
  );

  it("reads errors, too", async () => {
    const headers = {
      ...CHROME,
      ...fetchSite("cross-site", "cors"),
      origin: APP,
      "content-type": "text/plain",
    };
    const reply = await rawRequest(server.url, { method: "POST", body: "x", headers });
    expect([reply.status, reply.headers["access-control-allow-origin"]]).toEqual([415, APP]);
  });
});

const preflightOf = async (of: TestServer, origin: string): Promise<unknown> => {
  const headers = {
    origin,
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type",
  };
  const reply = await rawRequest(of.url, { method: "OPTIONS", headers });
  expect(reply.status).toBe(204);
  return reply.headers["access-control-allow-origin"];
};

describe("a preflight", () => {
  it.each([EVIL, "null", `${APP}.evil.example`, "http://app.example.com", "http://localhost:3000"])(
    "allows nothing to %s",
    async (origin) => {
      expect(await preflightOf(server, origin)).toBeUndefined();
    },
  );

  it("allows every origin when the operator says so, and no picture or link of any", async () => {
    const open = await startServerFor(upstream.url, { CORS_ORIGINS: "*" });
    try {
      expect(await preflightOf(open, EVIL)).toBe(EVIL);
      const headers = { ...CHROME, ...fetchSite("cross-site", "no-cors", "image") };
      const { status } = await rawRequest(withSearch(open.url, { query: STYLES }), { headers });
      expect(status).toBe(403);
    } finally {
      await open.close();
    }
  });

  it("allows pages of this machine while the emulator serves", async () => {
    const folder = await mkdtemp(join(tmpdir(), "cors-"));
    const local = await startServer({ TOS_EMULATOR: "on", EMULATOR_DATA: folder });
    try {
      for (const origin of ["http://localhost:5173", "http://127.0.0.1:3000"])
        expect(await preflightOf(local, origin)).toBe(origin);
      expect(await preflightOf(local, APP)).toBeUndefined();
    } finally {
      await local.close();
      await rm(folder, { recursive: true });
    }
  });

  it("is not every OPTIONS: another is told the methods", async () => {
    const { status, headers } = await rawRequest(server.url, { method: "OPTIONS" });
    expect([status, headers["access-control-allow-methods"]]).toEqual([204, "GET, POST"]);
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });
});
