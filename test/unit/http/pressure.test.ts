import { type FastifyInstance, fastify } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXEMPT, type PressureLimits, registerPressure, residentLimit } from "../../../src/http/pressure.js";

const OFF: PressureLimits = { maxEventLoopDelayMs: 0, maxHeapPercent: 0, maxRssBytes: 0 };
/** Between two looks, in milliseconds. */
const OFTEN = 20;

let http: FastifyInstance;
/** Bodies that were read. */
let parsed: unknown[];

beforeEach(() => {
  http = fastify();
  parsed = [];
});
afterEach(() => http.close());

async function limit(limits: Partial<PressureLimits>): Promise<() => boolean> {
  const isHigh = await registerPressure(http, { ...OFF, ...limits }, { sampleMs: OFTEN });
  http.addHook("preValidation", async ({ body }) => void parsed.push(body));
  http.post("/work", async () => "done");
  http.get("/exempt", { config: EXEMPT }, async () => "answered");
  return isHigh;
}

const work = () => http.inject({ method: "POST", url: "/work", payload: { some: "body" } });
const eventually = (read: () => unknown) => expect.poll(read, { interval: 10, timeout: 10_000 });

describe("a server under pressure", () => {
  it.each<[string, Partial<PressureLimits>]>([
    ["resident memory", { maxRssBytes: 1 }],
    ["the heap", { maxHeapPercent: 1e-9 }],
  ])("refuses with 503 and Retry-After, before the body is read, for want of %s", async (_what, limits) => {
    const isHigh = await limit(limits);
    await eventually(isHigh).toBe(true);
    const reply = await work();
    expect([reply.statusCode, reply.headers["retry-after"]]).toEqual([503, "5"]);
    expect(reply.json()).toEqual({
      errors: [
        {
          message: "This server is overloaded; nothing of the request was executed. Try again later.",
          extensions: { code: "SERVER_OVERLOADED" },
        },
      ],
    });
    expect(parsed).toEqual([]);
    expect((await http.inject("/exempt")).body).toBe("answered");
  });

  it("refuses while the event loop is blocked again and again, and no longer", async () => {
    const isHigh = await limit({ maxEventLoopDelayMs: 30 });
    let blocking = true;
    const block = (): void => {
      const until = performance.now() + 80;
      while (performance.now() < until);
      if (blocking) setTimeout(block);
    };
    block();
    await eventually(isHigh).toBe(true);
    expect((await work()).statusCode).toBe(503);
    blocking = false;
    await eventually(async () => (await work()).statusCode).toBe(200);
    expect(parsed).toEqual([{ some: "body" }]);
  });
});

it("a server within its limits answers", async () => {
  const isHigh = await limit({ maxHeapPercent: 100, maxRssBytes: 1e12 });
  // Until the first look nothing is known, and nothing is refused.
  await eventually(() => http.memoryUsage().rssBytes).toBeGreaterThan(0);
  expect(isHigh()).toBe(false);
  expect((await work()).body).toBe("done");
});

it("a server without limits looks at nothing", async () => {
  const isHigh = await limit({});
  expect(isHigh()).toBe(false);
  expect(http.hasDecorator("isUnderPressure")).toBe(false);
});

it.each([
  ["nine tenths of a container's limit", 1_000_000_000, 900_000_000],
  ["none where the system has no such limits", undefined, 0],
  ["none where the container has none, as control groups 2 say it", 18_446_744_073_709_552_000, 0],
  ["none where the container has none, as others say it", 0, 0],
])("the default limit of resident memory is %s", (_what, constrained, bytes) => {
  expect(residentLimit(constrained)).toBe(bytes);
});
