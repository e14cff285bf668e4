import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startDeadline } from "../../../../src/tos/deadline.js";
import { createRetry, type RetriedCall } from "../../../../src/tos/resilience/retry.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(options: { failures: number; retryAfterMs?: number; allowed?: number; maxAttempts?: number }) {
  const { failures, retryAfterMs = null, allowed = 100, maxAttempts = 3 } = options;
  const told: unknown[] = [];
  const made: number[] = [];
  let left = allowed;
  const retry = createRetry({
    budget: { called: () => {}, take: () => left-- > 0 },
    random: () => 0.5,
    maxAttempts,
    observer: {
      retrying: (operation, delayMs) => told.push([operation, delayMs]),
      retryDenied: (operation) => told.push([operation, "denied"]),
    },
  });
  const began = performance.now();
  const run = (call: Partial<RetriedCall<string>> = {}): Promise<string> =>
    retry({
      operation: "HeadObject",
      deadline: startDeadline(10_000),
      leastMs: 0,
      attempt: async () => {
        made.push(Math.round(performance.now() - began));
        if (made.length <= failures) throw new Error(`failure ${made.length}`);
        return "done";
      },
      again: (settled) => (settled.status === "rejected" ? { retryAfterMs } : null),
      ...call,
    });
  return { run, told, made };
}

describe("a call that fails", () => {
  it("is made again after half of 100 ms and half of 200 ms on average, and gives what the third attempt gives", async () => {
    const { run, told, made } = setUp({ failures: 2 });
    const call = run();
    await vi.runAllTimersAsync();
    await expect(call).resolves.toBe("done");
    expect(made).toEqual([0, 50, 150]);
    expect(told).toEqual([
      ["HeadObject", 50],
      ["HeadObject", 100],
    ]);
  });

  it("fails with its last error after three attempts", async () => {
    const { run, made } = setUp({ failures: 9 });
    const call = expect(run()).rejects.toThrow("failure 3");
    await vi.runAllTimersAsync();
    await call;
    expect(made).toHaveLength(3);
  });

  it("waits as long as the service asks for", async () => {
    const { run, made } = setUp({ failures: 1, retryAfterMs: 2_000 });
    const call = run();
    await vi.runAllTimersAsync();
    await expect(call).resolves.toBe("done");
    expect(made).toEqual([0, 2_050]);
  });

  it.each([
    ["its deadline would be over", 2_040, 0],
    ["too little time would be left", 10_000, 8_000],
  ])("fails at once when after the wait %s", async (_, timeoutMs, leastMs) => {
    const { run, made } = setUp({ failures: 1, retryAfterMs: 2_000 });
    await expect(run({ deadline: startDeadline(timeoutMs), leastMs })).rejects.toThrow("failure 1");
    expect(made).toEqual([0]);
  });

  it("is not made again when the wait has taken longer than it was to, and too little time is left", async () => {
    const { run, made } = setUp({ failures: 1 });
    let remaining = 10_000;
    const deadline = { timeoutMs: 10_000, remainingMs: () => remaining };
    const call = expect(run({ deadline, leastMs: 500 })).rejects.toThrow("failure 1");
    await vi.advanceTimersByTimeAsync(10);
    remaining = 400;
    await vi.runAllTimersAsync();
    await call;
    expect(made).toEqual([0]);
  });

  it("waits two seconds at most, however often it is made", async () => {
    const { run, told } = setUp({ failures: 9, maxAttempts: 8 });
    const call = expect(run({ deadline: startDeadline(60_000) })).rejects.toThrow("failure 8");
    await vi.runAllTimersAsync();
    await call;
    expect(told).toEqual([50, 100, 200, 400, 800, 1_000, 1_000].map((ms) => ["HeadObject", ms]));
  });

  it("fails at once when the budget is spent", async () => {
    const { run, told } = setUp({ failures: 2, allowed: 1 });
    const call = expect(run()).rejects.toThrow("failure 2");
    await vi.runAllTimersAsync();
    await call;
    expect(told).toEqual([
      ["HeadObject", 50],
      ["HeadObject", "denied"],
    ]);
  });

  it("fails at once when its caller leaves while it waits, and leaves nothing behind", async () => {
    const { run, made } = setUp({ failures: 1 });
    const caller = new AbortController();
    const call = expect(run({ signal: caller.signal })).rejects.toThrow("failure 1");
    await vi.advanceTimersByTimeAsync(10);
    caller.abort();
    await call;
    expect(made).toEqual([0]);
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
  });

  it("is not made again when nothing says that it may be", async () => {
    const { run, made } = setUp({ failures: 1 });
    await expect(run({ again: () => null })).rejects.toThrow("failure 1");
    expect(made).toEqual([0]);
  });
});
