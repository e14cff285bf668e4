import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createBreaker, type Health } from "../../../../src/tos/resilience/breaker.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const changes: string[] = [];
  const breaker = createBreaker({ onChange: (state) => void changes.push(state) });
  let asked = 0;
  /** Resolves with the health of an attempt that was made, or with the milliseconds that a refusal told. */
  const run = (health: Health, work: Promise<void> = Promise.resolve()): Promise<string | number> =>
    breaker
      .run(
        async () => {
          asked += 1;
          await work;
          return health;
        },
        () => health,
        (retryAfterMs) => Object.assign(new Error("refused"), { retryAfterMs }),
      )
      .catch((error: { retryAfterMs: number }) => error.retryAfterMs);
  const repeat = async (times: number, health: Health): Promise<void> => {
    for (let time = 0; time < times; time++) await run(health);
  };
  return { breaker, changes, run, repeat, asked: () => asked };
}

it("opens when more than half of the last attempts failed, and refuses until its probe", async () => {
  const { breaker, changes, run, repeat, asked } = setUp();
  await repeat(5, "well");
  await repeat(5, "ill");
  expect(breaker.state).toBe("closed");
  await run("ill");
  expect(breaker.state).toBe("open");
  const before = asked();
  vi.setSystemTime(Date.now() + 4_000);
  expect(await run("well")).toBe(6_000);
  expect(asked()).toBe(before);
  vi.setSystemTime(Date.now() + 6_000);
  expect(await run("well")).toBe("well");
  expect(changes).toEqual(["open", "half-open", "closed"]);
});

it("does not open for fewer than ten attempts, nor for what says nothing or is the caller's", async () => {
  const { breaker, repeat } = setUp();
  await repeat(9, "ill");
  await repeat(50, "unknown");
  await repeat(50, "answers");
  expect(breaker.state).toBe("closed");
  await repeat(1, "ill");
  expect(breaker.state).toBe("open");
});

it("lets one probe through at a time: others are refused at once, and do not wait for it", async () => {
  const { breaker, run, repeat, asked } = setUp();
  await repeat(10, "ill");
  vi.setSystemTime(Date.now() + 10_000);
  let end = (): void => {};
  const probe = run("well", new Promise((resolve) => (end = resolve)));
  const before = asked();
  expect(breaker.state).toBe("half-open");
  expect(await run("well")).toBe(1_000);
  expect(asked()).toBe(before);
  end();
  expect(await probe).toBe("well");
  expect(breaker.state).toBe("closed");
});

it.each<[Health, string]>([
  ["ill", "open"],
  ["unknown", "open"],
  ["answers", "closed"],
  ["well", "closed"],
])("a probe that ends %s leaves it %s", async (health, state) => {
  const { breaker, run, repeat } = setUp();
  await repeat(10, "ill");
  vi.setSystemTime(Date.now() + 10_000);
  expect(await run(health)).toBe(health);
  expect(breaker.state).toBe(state);
});

it("waits twice as long after each probe that fails, up to a minute", async () => {
  const { run, repeat } = setUp();
  await repeat(10, "ill");
  const waits: (string | number)[] = [];
  for (let probe = 0; probe < 5; probe++) {
    const wait = await run("ill");
    waits.push(wait);
    vi.setSystemTime(Date.now() + Number(wait));
    await run("ill");
  }
  expect(waits).toEqual([10_000, 20_000, 40_000, 60_000, 60_000]);
});

it("an attempt that began while it was closed is no probe, whenever it ends", async () => {
  const { breaker, run, repeat } = setUp();
  let end = (): void => {};
  const late = run("well", new Promise((resolve) => (end = resolve)));
  await repeat(10, "ill");
  vi.setSystemTime(Date.now() + 20_000);
  end();
  expect(await late).toBe("well");
  expect(breaker.state).toBe("open");
});
