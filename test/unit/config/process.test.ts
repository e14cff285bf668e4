import { describe, expect, it } from "vitest";
import { readConfig } from "../../../src/config.js";

const keys = { TOS_ACCESS_KEY: "ak", TOS_SECRET_KEY: "sk" };

describe("the configuration of the process", () => {
  it("waits for a balancer in production only, and for the longest generation in any case", () => {
    expect(readConfig({}).process.shutdown).toEqual({ delayMs: 0, timeoutMs: 130_000 });
    const { shutdown } = readConfig({ NODE_ENV: "production", ...keys }).process;
    expect(shutdown).toEqual({ delayMs: 5_000, timeoutMs: 130_000 });
  });

  it("takes every variable, and 0 where there is to be no limit", () => {
    const { process } = readConfig({
      NODE_ENV: "production",
      ...keys,
      SHUTDOWN_DELAY_MS: "0",
      SHUTDOWN_TIMEOUT_MS: "1000",
      PRESSURE_MAX_EVENT_LOOP_DELAY_MS: "0",
      PRESSURE_MAX_HEAP_PERCENT: "80",
      PRESSURE_MAX_RSS_BYTES: "0",
      READYZ_BREAKER: "on",
    });
    expect(process).toEqual({
      shutdown: { delayMs: 0, timeoutMs: 1_000 },
      pressure: { maxEventLoopDelayMs: 0, maxHeapPercent: 80, maxRssBytes: 0 },
      breakerFailsReadiness: true,
    });
  });

  it("leaves the limit of resident memory to the container, unless there is one", () => {
    expect(readConfig({}).process.pressure.maxRssBytes).toBeNull();
    expect(readConfig({ PRESSURE_MAX_RSS_BYTES: "500000000" }).process.pressure.maxRssBytes).toBe(5e8);
  });
});
