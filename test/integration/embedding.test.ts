/** The app in servers of others, and with parts of others: what docs/embedding.md tells. */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { fastify } from "fastify";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createEmulator, EMULATOR_CREDENTIALS, type Emulator } from "../../src/emulator/index.js";
import {
  type App,
  type AppOverrides,
  ConfigError,
  createApp,
  createConfig,
  createTosClient,
  parseEndpoint,
  type Settings,
} from "../../src/index.js";

let folder: string;
let emulator: Emulator;
/** Ended after each test, in this order. */
let cleanups: (() => Promise<unknown>)[] = [];

const SERVICE = { LOG_LEVEL: "silent", PORT: 0, TOS_EMULATOR: "off", TOS_BUCKET: "examplebucket" } as const;
const QUERY = '{ processingStyle(name: "style01") { actions } }';
const ANSWER = { data: { processingStyle: { actions: "image/resize,w_100" } } };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "embedding-"));
  const second = { accessKeyId: "second", secretAccessKey: "second-secret" };
  emulator = await createEmulator({ dataFolder: folder, identities: [EMULATOR_CREDENTIALS, second] });
});
beforeEach(() => emulator.requests.clear());
afterEach(async () => {
  for (const cleanup of cleanups) await cleanup();
  cleanups = [];
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

async function makeApp(overrides: AppOverrides = {}, settings: Settings = {}): Promise<App> {
  const app = await createApp(createConfig({ ...SERVICE, TOS_ENDPOINT: emulator.url, ...settings }), {
    credentials: () => EMULATOR_CREDENTIALS,
    ...overrides,
  });
  cleanups.push(() => app.close());
  return app;
}

async function listen(server: Server): Promise<string> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  cleanups.unshift(async () => {
    server.closeAllConnections();
    await once(server.close(), "close");
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function post(url: string, query = QUERY): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.json() };
}

describe("an app that was made", () => {
  it("listens when it is told to, and no more once it is closed", async () => {
    const app = await makeApp();
    expect(app.http.server.listening).toBe(false);
    const url = await app.listen();
    expect(await post(url)).toEqual({ status: 200, body: ANSWER });
    await app.close();
    await expect(fetch(url)).rejects.toThrow();
    cleanups = [];
  });

  it("says that its port is in use, and can be closed after that", async () => {
    const taken = createServer();
    const { port } = new URL(await listen(taken));
    const app = await makeApp({}, { PORT: Number(port) });
    await expect(app.listen()).rejects.toThrow(new RegExp(`PORT ${port} is in use`));
  });

  it("blames no setting when it is told to listen twice", async () => {
    const app = await makeApp();
    await app.listen();
    await expect(app.listen()).rejects.toThrow(/already listening/);
  });

  it("may be closed by several, as by a signal and by who made it, and in parts", async () => {
    const app = await makeApp();
    await post(await app.listen());
    await Promise.all([app.subgraph.close(), app.close(), app.close()]);
    await app.close();
    await app.subgraph.close();
  });

  it("takes hooks of who embeds it, such as one that turns callers away", async () => {
    const app = await makeApp();
    app.http.addHook("onRequest", async (request, reply) => {
      if (request.headers.authorization === undefined) reply.code(401).send({ errors: [] });
    });
    const url = await app.listen();
    expect((await post(url)).status).toBe(401);
    expect(emulator.requests.all()).toEqual([]);
  });

  it("brings its own emulator when nothing points to the service, and ends it", async () => {
    const data = await mkdtemp(join(tmpdir(), "embedding-own-"));
    const app = await createApp(createConfig({ LOG_LEVEL: "silent", EMULATOR_PORT: 0, EMULATOR_DATA: data }));
    cleanups.push(() => rm(data, { recursive: true }));
    const { emulatorUrl } = app;
    expect((await fetch(`${emulatorUrl}/`)).status).toBe(403);
    await Promise.all([app.close(), app.close()]);
    await app.close();
    await expect(fetch(`${emulatorUrl}/`)).rejects.toThrow();
  });
});

describe("the handler of an app", () => {
  it("answers what comes to a server of node:http", async () => {
    const app = await makeApp();
    const url = await listen(createServer(app.handler));
    expect(await post(`${url}/graphql`)).toEqual({ status: 200, body: ANSWER });
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: "ok" });
    expect((await fetch(`${url}/other`)).status).toBe(404);
  });

  it.each([
    ["before any parser", []],
    ["after express.json()", [express.json()]],
    ["after express.text()", [express.text({ type: "*/*" })]],
    ["after express.raw()", [express.raw({ type: "*/*" })]],
  ])("answers below a path of Express, %s", async (_where, parsers) => {
    const app = await makeApp();
    const outer = express();
    outer.use(...parsers, (_request, _response, next) => next());
    outer.use("/images", app.handler);
    const url = await listen(createServer(outer));
    expect(await post(`${url}/images/graphql`)).toEqual({ status: 200, body: ANSWER });
    const wrong = await post(`${url}/images/graphql`, "{ ü");
    expect(wrong.body).toMatchObject({ errors: [{ extensions: { code: "GRAPHQL_PARSE_FAILED" } }] });
  });

  it("fails, and does not wait for ever, where the body is gone", async () => {
    const app = await makeApp();
    const outer = createServer(async (request, response) => {
      for await (const _chunk of request);
      app.handler(request, response);
    });
    const { status, body } = await post(`${await listen(outer)}/graphql`);
    expect(status).toBe(500);
    expect(body).toMatchObject({ errors: [{ message: "Internal server error" }] });
  });

  it("pays for nothing that a client wanted who left before the request was handed over, and does not wait for it", async () => {
    const lines: string[] = [];
    const log = pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
    const app = await makeApp({ log }, { LOG_LEVEL: "info" });
    const controller = new AbortController();
    const outer = express();
    outer.use(express.json(), (_request, response, next) => {
      response.once("close", next);
      controller.abort();
    });
    outer.use("/images", app.handler);
    const url = await listen(createServer(outer));
    const input = '{ prompt: "山", source: { key: "1171.jpeg" }, output: { key: "left.jpg" } }';
    const reply = fetch(`${url}/images/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: `mutation { generateImage(input: ${input}) { __typename } }` }),
      signal: controller.signal,
    });
    await expect(reply).rejects.toThrow();
    const finished = () => lines.find((line) => line.includes("generation finished"));
    await expect.poll(finished, { timeout: 15_000 }).toContain('"code":"CANCELLED"');
    // That of the app: it would wait for ever for a reply that nobody takes.
    await cleanups.pop()?.();
    expect(emulator.requests.all()).toEqual([]);
  });

  it("answers for a route of a Fastify of another team", async () => {
    const app = await makeApp();
    const outer = fastify();
    outer.route({
      method: ["GET", "POST", "OPTIONS"],
      url: "/graphql",
      async onRequest(request, reply) {
        reply.hijack();
        app.handler(request.raw, reply.raw);
      },
      handler: () => {},
    });
    cleanups.unshift(() => outer.close());
    const url = await outer.listen({ port: 0, host: "127.0.0.1" });
    expect(await post(`${url}/graphql`)).toEqual({ status: 200, body: ANSWER });
  });
});

describe("what is passed to an app", () => {
  it("as a source of keys is asked for each request to TOS, and for each signed URL", async () => {
    const keys = [EMULATOR_CREDENTIALS, { accessKeyId: "second", secretAccessKey: "second-secret" }];
    let asked = 0;
    const app = await makeApp(
      { credentials: () => keys[asked++ % 2] ?? EMULATOR_CREDENTIALS },
      { STYLE_CACHE_TTL_MS: 0 },
    );
    const url = await app.listen();
    await post(url);
    await post(url);
    expect(emulator.requests.all().map(({ accessKeyId }) => accessKeyId)).toEqual(["emulator", "second"]);
    await post(url, '{ image(key: "1171.jpeg") { signedUrl { url } } }');
    expect(asked).toBe(3);
  });

  it("as a client of TOS is used, and left open", async () => {
    const tos = createTosClient({
      endpoint: parseEndpoint(emulator.url),
      region: "cn-beijing",
      credentials: () => EMULATOR_CREDENTIALS,
    });
    cleanups.push(() => tos.close());
    const buckets: string[] = [];
    const watched = {
      ...tos,
      listImageStyles: (...args: Parameters<typeof tos.listImageStyles>) => {
        buckets.push(args[0]);
        return tos.listImageStyles(...args);
      },
    };
    const app = await createApp(createConfig({ ...SERVICE, NODE_ENV: "test" }), { tos: watched });
    expect(await post(await app.listen())).toEqual({ status: 200, body: ANSWER });
    expect(buckets).toEqual(["examplebucket"]);
    await app.close();
    expect(await tos.bucketExists("examplebucket")).toBe(true);
  });

  it("as a log gets every line", async () => {
    const lines: string[] = [];
    const log = pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
    const app = await makeApp({ log }, { LOG_LEVEL: "info" });
    await post(await app.listen());
    expect(lines.join("")).toContain('"msg":"request answered"');
  });

  it.each<[string, Settings, AppOverrides, string[]]>([
    [
      "no keys for the real service",
      { TOS_EMULATOR: "off" },
      {},
      [
        "TOS_ACCESS_KEY must be set, or credentials passed: it is needed for the real service (or set TOS_CREDENTIALS_FILE, TOS_ECS_ROLE or TOS_EMULATOR=on)",
        "TOS_SECRET_KEY must be set, or credentials passed: it is needed for the real service (or set TOS_CREDENTIALS_FILE, TOS_ECS_ROLE or TOS_EMULATOR=on)",
      ],
    ],
    [
      "keys for the real service beside the emulator",
      {},
      { credentials: () => EMULATOR_CREDENTIALS },
      ["TOS_EMULATOR must be off: the keys that were passed are for the real service"],
    ],
  ])("is refused with %s", async (_what, settings, overrides, problems) => {
    const error = await createApp(createConfig(settings), overrides).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).problems).toEqual(problems);
  });
});
