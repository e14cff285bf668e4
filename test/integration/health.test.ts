/** What probes and clients see of a server that has no room, or is about to stop. TOS is asked nothing for it. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type App, createApp, createConfig, type Settings, type TosClient } from "../../src/index.js";
import { rawRequest } from "../helpers/raw-request.js";
import { json, type StubUpstream, startStubUpstream } from "../helpers/stub-upstream.js";

const credentials = { accessKeyId: "ak", secretAccessKey: "sk" };
const STYLES = { query: '{ processingStyles(bucket: "some-bucket") { name } }' };
/** Nothing is within this limit; the delay is off, since it is looked at less often. */
const NO_ROOM: Settings = { PRESSURE_MAX_RSS_BYTES: 1, PRESSURE_MAX_EVENT_LOOP_DELAY_MS: 0 };

let upstream: StubUpstream;
let app: App;
let origin: string;

beforeEach(async () => {
  upstream = await startStubUpstream(json(200, { ImageStyles: [] }));
});
afterEach(async () => {
  await app.close();
  await upstream.close();
});

async function start(settings: Settings = {}, tos?: TosClient): Promise<void> {
  const base: Settings = { LOG_LEVEL: "silent", PORT: 0, TOS_EMULATOR: "off", TOS_ENDPOINT: upstream.url };
  const config = createConfig({ ...base, CORS_ORIGINS: ["https://app.example.com"], ...settings });
  app = await createApp(config, { credentials: () => credentials, ...(tos !== undefined && { tos }) });
  origin = new URL(await app.listen()).origin;
}

async function get(path: string): Promise<{ status: number; body: unknown }> {
  const { status, json } = await rawRequest(`${origin}${path}`);
  return { status, body: json() };
}

const post = (body: string, headers: Record<string, string> = {}, to = origin) =>
  rawRequest(`${to}/graphql`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 });

describe("a server with room", () => {
  it("is alive and ready, and asks TOS nothing to say so", async () => {
    await start();
    expect(await get("/healthz")).toEqual({ status: 200, body: { status: "ok" } });
    expect(await get("/readyz")).toEqual({ status: 200, body: { status: "ready" } });
    const { headers } = await rawRequest(`${origin}/readyz`, { method: "HEAD" });
    expect(headers["cache-control"]).toBe("no-store");
    expect(upstream.received).toEqual([]);
  });

  it.each([
    ["stays ready", {}, 200],
    ["is ready no more where that is configured", { READYZ_BREAKER: true }, 503],
  ])("%s when the breaker of generations opens", async (_what, settings, status) => {
    const tos = { breakers: () => new Map([["ImageToImage", "open"]]) } as unknown as TosClient;
    await start(settings, tos);
    expect(await get("/readyz")).toMatchObject({ status, body: { breakers: { ImageToImage: "open" } } });
  });
});

describe("a server without room", () => {
  it("refuses with 503 before it looks at the request, and is not ready, but alive", async () => {
    await start(NO_ROOM);
    await eventually(async () => (await post(JSON.stringify(STYLES))).status).toBe(503);
    const seen = upstream.received.length;
    const page = { origin: "https://app.example.com" };
    const refused = await post("{ no JSON", page);
    expect(refused.status).toBe(503);
    expect(refused.json()).toEqual({
      errors: [
        {
          message: "This server is overloaded; nothing of the request was executed. Try again later.",
          extensions: { code: "SERVER_OVERLOADED" },
        },
      ],
    });
    expect(refused.headers).toMatchObject({
      "retry-after": "5",
      "cache-control": "no-store",
      "access-control-allow-origin": "https://app.example.com",
      "access-control-expose-headers": "x-request-id, retry-after",
    });
    // A page's preflight is answered, or the page could not read the refusal.
    const preflight = await rawRequest(`${origin}/graphql`, {
      method: "OPTIONS",
      headers: { ...page, "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(204);
    expect(await get("/readyz")).toEqual({ status: 503, body: { status: "unready", reasons: ["pressure"] } });
    expect(await get("/healthz")).toEqual({ status: 200, body: { status: "ok" } });
    expect(upstream.received).toHaveLength(seen);
  });

  it("refuses what another server hands over, too", async () => {
    await start(NO_ROOM);
    const outer = createServer(app.handler);
    await once(outer.listen(0, "127.0.0.1"), "listening");
    const to = `http://127.0.0.1:${(outer.address() as AddressInfo).port}`;
    await eventually(async () => (await post(JSON.stringify(STYLES), {}, to)).status).toBe(503);
    outer.closeAllConnections();
    await once(outer.close(), "close");
  });
});

describe("a server that drains", () => {
  it("is not ready, but alive, and still answers", async () => {
    await start();
    app.drain();
    expect(await get("/readyz")).toEqual({ status: 503, body: { status: "unready", reasons: ["draining"] } });
    expect(await get("/healthz")).toEqual({ status: 200, body: { status: "ok" } });
    const reply = await post(JSON.stringify(STYLES));
    expect(reply.json()).toEqual({ data: { processingStyles: [] } });
    expect(reply.headers.connection).toBe("close");
  });
});
