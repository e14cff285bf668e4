/** The server's process, built as it is shipped, that is signalled while generations are under way. */
import { EventEmitter, once } from "node:events";
import type { ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rawRequest } from "../helpers/raw-request.js";
import {
  type BuiltServer,
  buildServer,
  type ServerProcess,
  startServerProcess,
} from "../helpers/server-process.js";
import { json, type StubUpstream, startStubUpstream } from "../helpers/stub-upstream.js";

const REPLY = { code: 10000, message: "Success", data: { image_urls: null } };

let built: BuiltServer;
let upstream: StubUpstream;
/** Generations that TOS has not answered. */
let held: ServerResponse[];
let events: EventEmitter;
let server: ServerProcess;

beforeAll(async () => {
  built = await buildServer();
}, 120_000);
afterAll(() => built.remove());
beforeEach(async () => {
  held = [];
  events = new EventEmitter();
  upstream = await startStubUpstream((response) => {
    held.push(response);
    events.emit("held");
  });
});
afterEach(async () => {
  server.signal("SIGKILL");
  await server.exit;
  await upstream.close();
});

async function start(environment: Record<string, string> = {}, words: readonly string[] = []): Promise<void> {
  const service = { TOS_ENDPOINT: upstream.url, TOS_ACCESS_KEY: "ak", TOS_SECRET_KEY: "sk" };
  const alone = { TOS_BUCKET: "some-bucket", GENERATION_SOURCE_CHECK: "off" };
  server = await startServerProcess(built, { ...service, ...alone, ...environment }, words);
}

/** Resolves once the generation is under way; `reply` is its answer. */
async function generate(signal?: AbortSignal): Promise<{ reply: Promise<unknown> }> {
  const underWay = once(events, "held");
  const query =
    'mutation { generateImage(input: { prompt: "p", source: { key: "a.jpg" }, output: { key: "b.jpg" } }) { __typename } }';
  const reply = fetch(`${server.origin}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
    ...(signal !== undefined && { signal }),
  }).then(
    (response) => response.json(),
    (error: Error) => error.name,
  );
  await underWay;
  return { reply };
}

function finish(): void {
  const [response] = held;
  if (response === undefined) throw new Error("nothing is under way");
  json(200, REPLY)(response, { method: "", url: "", headers: {}, body: "", port: 0 });
}

const GENERATED = { data: { generateImage: { __typename: "GeneratedImage" } } };
const logs = (message: string) =>
  expect.poll(() => server.logged().map(({ msg }) => msg), { timeout: 10_000 }).toContain(message);
const ready = async () => (await rawRequest(`${server.origin}/readyz`)).status;

describe("a server that is sent SIGTERM while a picture is generated", () => {
  it("is not ready at once, accepts for the delay, answers, and exits with 0", async () => {
    await start({ SHUTDOWN_DELAY_MS: "1500" });
    expect(await ready()).toBe(200);
    const { reply } = await generate();
    server.signal("SIGTERM");
    await expect.poll(ready, { interval: 20 }).toBe(503);
    const other = await rawRequest(`${server.origin}/graphql?query={__typename}`, {
      headers: { "apollo-require-preflight": "true" },
    });
    expect(other.json()).toEqual({ data: { __typename: "Query" } });
    await logs("stopping: accepting no more");
    await expect.poll(() => ready().catch((error) => error.code)).toBe("ECONNREFUSED");
    finish();
    expect(await reply).toEqual(GENERATED);
    expect(await server.exit).toEqual({ code: 0, signal: null });
    expect(upstream.received).toHaveLength(1);
    const stopping = server.logged().filter(({ msg }) => /^stop/.test(String(msg)));
    expect(stopping).toMatchObject([
      { signal: "SIGTERM", delayMs: 1500, requests: 1, generations: 1 },
      { timeoutMs: 130_000, requests: 1, generations: 1 },
      { msg: "stopped" },
    ]);
    expect(server.printed()).toBe("");
  });

  it("finishes one whose client has left: it is paid for", async () => {
    await start();
    const client = new AbortController();
    const { reply } = await generate(client.signal);
    client.abort();
    expect(await reply).toBe("AbortError");
    server.signal("SIGTERM");
    await logs("stopping: accepting no more");
    finish();
    expect(await server.exit).toEqual({ code: 0, signal: null });
    const finished = server.logged().filter(({ msg }) => msg === "generation finished");
    expect(finished).toMatchObject([{ outcome: "GeneratedImage" }]);
  });

  it("cuts what takes longer than SHUTDOWN_TIMEOUT_MS, says so, and exits with 1", async () => {
    await start({ SHUTDOWN_TIMEOUT_MS: "200" });
    const { reply } = await generate();
    server.signal("SIGTERM");
    expect(await server.exit).toEqual({ code: 1, signal: null });
    expect(await reply).toBe("TypeError");
    const [line] = server.logged().filter(({ level }) => level === 50);
    expect(line).toMatchObject({
      requests: 1,
      generations: 1,
      msg: "not all was finished within SHUTDOWN_TIMEOUT_MS: what is left is cut",
    });
  });

  it.each([
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ] as const)("exits at once when %s comes after it, with %i", async (second, code) => {
    await start();
    await generate();
    // Of another kind, so that it cannot be taken for the same one.
    server.signal(second === "SIGTERM" ? "SIGINT" : "SIGTERM");
    await logs("stopping: accepting no more");
    server.signal(second);
    expect(await server.exit).toEqual({ code, signal: null });
    expect(server.logged().at(-1)).toMatchObject({ signal: second, requests: 1, generations: 1 });
  });
});

it("a server in production waits for its balancer without being told to", async () => {
  await start({ NODE_ENV: "production" });
  server.signal("SIGTERM");
  await logs("stopping: not ready any more, still accepting");
  expect(server.logged().at(-1)).toMatchObject({ delayMs: 5_000 });
  expect(await ready()).toBe(503);
});

it("a server with an error that nobody caught logs it as fatal, and exits with 1", async () => {
  const injected = "process.on('SIGUSR2', () => { Promise.reject(new Error('injected')) })";
  await start({}, ["--import", `data:text/javascript,${encodeURIComponent(injected)}`]);
  server.signal("SIGUSR2");
  expect(await server.exit).toEqual({ code: 1, signal: null });
  expect(server.logged().at(-1)).toMatchObject({
    level: 60,
    origin: "unhandledRejection",
    err: { message: "injected" },
    msg: "uncaught error",
  });
});
