import { type FastifyInstance, fastify } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type HealthOptions, registerHealth } from "../../../src/http/health.js";
import type { BreakerState } from "../../../src/tos/call-observer.js";
import type { TosOperation } from "../../../src/tos/errors.js";

let http: FastifyInstance;

beforeEach(() => {
  http = fastify();
});
afterEach(() => http.close());

function register(options: Partial<HealthOptions> = {}): void {
  registerHealth(http, {
    isDraining: () => false,
    isUnderPressure: () => false,
    breakers: () => new Map(),
    breakerFailsReadiness: false,
    ...options,
  });
}

async function get(path: string): Promise<{ status: number; body: unknown }> {
  const reply = await http.inject(path);
  return { status: reply.statusCode, body: reply.json() };
}

const breakers = (...states: [TosOperation, BreakerState][]) => ({ breakers: () => new Map(states) });

describe("/readyz", () => {
  it.each<[string, Partial<HealthOptions>, unknown]>([
    ["nothing is wrong", {}, { status: "ready" }],
    ["breakers are closed", breakers(["ImageToImage", "closed"]), { status: "ready" }],
    [
      "a breaker is open, which it tells",
      breakers(["ImageToImage", "open"], ["HeadObject", "half-open"], ["GetObject", "closed"]),
      { status: "ready", breakers: { ImageToImage: "open", HeadObject: "half-open" } },
    ],
    [
      "the breaker of a read is open, whatever is configured",
      { ...breakers(["HeadObject", "open"]), breakerFailsReadiness: true },
      { status: "ready", breakers: { HeadObject: "open" } },
    ],
    [
      "the breaker of generations tries again, since only requests can close it",
      { ...breakers(["ImageToImage", "half-open"]), breakerFailsReadiness: true },
      { status: "ready", breakers: { ImageToImage: "half-open" } },
    ],
  ])("is 200 while %s", async (_when, options, body) => {
    register(options);
    expect(await get("/readyz")).toEqual({ status: 200, body });
  });

  it.each<[string, Partial<HealthOptions>, unknown]>([
    ["the server drains", { isDraining: () => true }, { reasons: ["draining"] }],
    ["requests are refused", { isUnderPressure: () => true }, { reasons: ["pressure"] }],
    [
      "generations are not sent, where that is configured",
      { ...breakers(["TextToImage", "open"]), breakerFailsReadiness: true },
      { reasons: ["breaker-open"], breakers: { TextToImage: "open" } },
    ],
    [
      "several things are wrong",
      { isDraining: () => true, isUnderPressure: () => true },
      { reasons: ["draining", "pressure"] },
    ],
  ])("is 503 while %s", async (_when, options, body) => {
    register(options);
    expect(await get("/readyz")).toEqual({ status: 503, body: { status: "unready", ...(body as object) } });
    expect((await http.inject({ method: "HEAD", url: "/readyz" })).statusCode).toBe(503);
  });
});

it("/healthz is 200 whatever is wrong", async () => {
  register({ isDraining: () => true, isUnderPressure: () => true });
  expect(await get("/healthz")).toEqual({ status: 200, body: { status: "ok" } });
  expect((await http.inject({ method: "HEAD", url: "/healthz" })).statusCode).toBe(200);
});
