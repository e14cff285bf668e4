import { expect, it } from "vitest";
import { createBreaker, type Health } from "../../../../src/tos/resilience/breaker.js";

function setUp() {
  const changes: string[] = [];
  let time = 0;
  const breaker = createBreaker({ now: () => time, onChange: (state) => void changes.push(state) });
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
  return {
    breaker,
    changes,
    run,
    asked: () => asked,
    async repeat(times: number, health: Health): Promise<void> {
      for (let index = 0; index < times; index++) await run(health);
    },
    pass(ms: number): void {
      time += ms;
    },
    /** An attempt that the test ends. */
    begin(health: Health): () => Promise<string | number> {
      let end = (): void => {};
      const done = run(health, new Promise((resolve) => (end = resolve)));
      return () => {
        end();
        return done;
      };
    },
  };
}

it("opens when more than half of the last attempts failed, and refuses until its probe", async () => {
  const { breaker, changes, run, repeat, asked, pass } = setUp();
  await repeat(5, "well");
  await repeat(5, "ill");
  expect(breaker.state).toBe("closed");
  await run("ill");
  expect(breaker.state).toBe("open");
  const before = asked();
  pass(4_000);
  expect(await run("well")).toBe(6_000);
  expect(asked()).toBe(before);
  pass(6_000);
  expect(await run("well")).toBe("well");
  expect(changes).toEqual(["open", "half-open", "closed"]);
});

it("looks at the last twenty attempts only", async () => {
  const { breaker, repeat } = setUp();
  await repeat(1_000, "well");
  await repeat(10, "ill");
  expect(breaker.state).toBe("closed");
  await repeat(1, "ill");
  expect(breaker.state).toBe("open");
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

it("is half-open as soon as a probe may be made, though nobody calls: who waits for that before calling may", async () => {
  const { breaker, repeat, pass, changes } = setUp();
  await repeat(10, "ill");
  pass(9_999);
  expect(breaker.state).toBe("open");
  pass(1);
  expect(breaker.state).toBe("half-open");
  expect(changes).toEqual(["open"]);
});

it("lets one probe through at a time: others are refused at once, and do not wait for it", async () => {
  const { breaker, run, repeat, asked, pass, begin } = setUp();
  await repeat(10, "ill");
  pass(10_000);
  const endProbe = begin("well");
  const before = asked();
  expect(breaker.state).toBe("half-open");
  expect(await run("well")).toBe(1_000);
  expect(asked()).toBe(before);
  expect(await endProbe()).toBe("well");
  expect(breaker.state).toBe("closed");
});

it.each<[Health, string, string | number]>([
  ["ill", "open", 20_000],
  ["unknown", "half-open", "well"],
  ["answers", "closed", "well"],
  ["well", "closed", "well"],
])("a probe that ends %s leaves it %s", async (health, state, next) => {
  const { breaker, run, repeat, pass } = setUp();
  await repeat(10, "ill");
  pass(10_000);
  expect(await run(health)).toBe(health);
  expect(breaker.state).toBe(state);
  expect(await run("well")).toBe(next);
});

it("waits twice as long after each probe that fails, up to a minute, and begins anew once it was closed", async () => {
  const { run, repeat, pass } = setUp();
  await repeat(10, "ill");
  const waits: (string | number)[] = [];
  for (let probe = 0; probe < 5; probe++) {
    const wait = await run("ill");
    waits.push(wait);
    pass(Number(wait));
    await run("ill");
  }
  expect(waits).toEqual([10_000, 20_000, 40_000, 60_000, 60_000]);
  pass(60_000);
  await run("well");
  await repeat(10, "ill");
  expect(await run("well")).toBe(10_000);
});

it("an attempt that began before the breaker opened says nothing any more, whenever it ends", async () => {
  const { breaker, run, repeat, begin, pass } = setUp();
  const endEarly = begin("well");
  const endLate = begin("ill");
  await repeat(10, "ill");
  expect(await endEarly()).toBe("well");
  expect(breaker.state).toBe("open");
  pass(10_000);
  await run("well");
  await repeat(8, "ill");
  expect(await endLate()).toBe("ill");
  expect(breaker.state).toBe("closed");
  await run("ill");
  expect(breaker.state).toBe("open");
});
