import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type Bulkhead,
  type BulkheadOptions,
  createBulkhead,
  type Entrant,
  type Place,
  type Refusal,
} from "../../../src/generation/bulkhead.js";

let clock = 0;

beforeEach(() => {
  clock = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const bulkhead = (options: Partial<BulkheadOptions> = {}): Bulkhead =>
  createBulkhead({ concurrency: 1, queue: 100, queueTimeoutMs: 0, now: () => clock, ...options });
const entrant = (more: Partial<Entrant> = {}): Entrant => ({ principal: "a", usefulMs: 60_000, ...more });

async function place(entering: Promise<Place | Refusal>): Promise<Place> {
  const entered = await entering;
  if (entered.kind !== "place") throw new Error(`refused: ${entered.reason}`);
  return entered;
}

describe("a bulkhead", () => {
  it("gives as many places as it has, and then each to the next when it is left", async () => {
    const two = bulkhead({ concurrency: 2 });
    const [first, second] = [await place(two.enter(entrant())), await place(two.enter(entrant()))];
    const third = two.enter(entrant());
    expect(two.stats()).toEqual({ running: 2, queued: 1, concurrency: 2 });
    second.leave();
    expect(two.stats()).toEqual({ running: 2, queued: 0, concurrency: 2 });
    (await place(third)).leave();
    first.leave();
    expect(two.stats()).toEqual({ running: 0, queued: 0, concurrency: 2 });
  });

  it("takes a place back once, however often it is left", async () => {
    const one = bulkhead();
    const first = await place(one.enter(entrant()));
    const [second, third] = [one.enter(entrant()), one.enter(entrant())];
    first.leave();
    first.leave();
    expect(one.stats()).toMatchObject({ running: 1, queued: 1 });
    (await place(second)).leave();
    (await place(third)).leave();
  });

  it("takes turns between principals", async () => {
    const one = bulkhead();
    const running = await place(one.enter(entrant()));
    const served: string[] = [];
    const names = ["a1", "a2", "a3", "b1"];
    const all = names.map(async (name) => {
      const entered = await place(one.enter(entrant({ principal: name.charAt(0) })));
      served.push(name);
      entered.leave();
    });
    running.leave();
    await Promise.all(all);
    expect(served).toEqual(["a1", "b1", "a2", "a3"]);
  });

  it("refuses at once when as many wait as may, and one more when one has gone", async () => {
    const one = bulkhead({ queue: 1 });
    const running = await place(one.enter(entrant()));
    expect(one.refusal()).toBeNull();
    const leaving = new AbortController();
    const waiting = one.enter(entrant({ signal: leaving.signal }));
    expect(one.refusal()).toMatchObject({ reason: "full" });
    expect(await one.enter(entrant())).toMatchObject({ kind: "refusal", reason: "full" });
    leaving.abort();
    expect(await waiting).toMatchObject({ reason: "left" });
    expect(one.refusal()).toBeNull();
    running.leave();
  });

  it("may have no queue", async () => {
    const one = bulkhead({ queue: 0 });
    expect(one.refusal()).toBeNull();
    const running = await place(one.enter(entrant()));
    expect(one.refusal()).toMatchObject({ reason: "full" });
    expect(await one.enter(entrant())).toMatchObject({ reason: "full" });
    running.leave();
    expect(one.refusal()).toBeNull();
  });

  it.each([
    ["its own time is over", 0, 5_000, 5_000, "late"],
    ["its own time is over, before the longest wait", 6_000, 5_000, 5_000, "late"],
    ["it has waited for as long as one may", 4_000, 5_000, 4_000, "waited"],
  ])("lets one go when %s", async (_when, queueTimeoutMs, usefulMs, afterMs, reason) => {
    const one = bulkhead({ queueTimeoutMs });
    const running = await place(one.enter(entrant()));
    const waiting = one.enter(entrant({ usefulMs }));
    await vi.advanceTimersByTimeAsync(afterMs - 1);
    expect(one.stats().queued).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(one.stats().queued).toBe(0);
    expect(await waiting).toMatchObject({ kind: "refusal", reason });
    running.leave();
  });

  it("gives no place to one that has left, or whom it is of no more use, though there is one", async () => {
    const one = bulkhead();
    expect(await one.enter(entrant({ signal: AbortSignal.abort() }))).toMatchObject({ reason: "left" });
    expect(await one.enter(entrant({ usefulMs: 0 }))).toMatchObject({ reason: "late" });
    expect(one.stats()).toMatchObject({ running: 0, queued: 0 });
  });

  it("keeps no timer and no listener of one that got its place", async () => {
    const one = bulkhead();
    const running = await place(one.enter(entrant()));
    const { signal } = new AbortController();
    const waiting = one.enter(entrant({ signal }));
    expect([vi.getTimerCount(), getEventListeners(signal, "abort").length]).toEqual([1, 1]);
    running.leave();
    const second = await place(waiting);
    expect([vi.getTimerCount(), getEventListeners(signal, "abort").length]).toEqual([0, 0]);
    second.leave();
  });

  it("that is closed refuses those who wait and who come, and leaves places to who has them", async () => {
    const one = bulkhead();
    const running = await place(one.enter(entrant()));
    const waiting = one.enter(entrant());
    one.close();
    expect(await waiting).toMatchObject({ reason: "closed" });
    expect(await one.enter(entrant())).toMatchObject({ reason: "closed" });
    expect(one.stats()).toMatchObject({ running: 1, queued: 0 });
    running.leave();
    expect(one.stats().running).toBe(0);
  });
});

describe("when to come again", () => {
  /** Lets so many run, each for so long. */
  async function run(one: Bulkhead, times: number, ms: number): Promise<void> {
    for (let time = 0; time < times; time++) {
      const running = await place(one.enter(entrant()));
      clock += ms;
      running.leave();
    }
  }
  const comeAgain = async (one: Bulkhead) => {
    const entered = await one.enter(entrant());
    return entered.kind === "refusal" ? entered.retryAfterMs : null;
  };

  it("is one turn of the page's sample, six seconds, as long as none has ended", async () => {
    const one = bulkhead({ queue: 0 });
    const running = await place(one.enter(entrant()));
    expect(await comeAgain(one)).toBe(6_000);
    running.leave();
  });

  it("follows what the last ones took", async () => {
    const one = bulkhead({ queue: 0 });
    await run(one, 1, 16_000);
    const running = await place(one.enter(entrant()));
    // 6,000 and a fifth of the difference.
    expect(await comeAgain(one)).toBe(8_000);
    running.leave();
    await run(one, 50, 2_000);
    const next = await place(one.enter(entrant()));
    expect(await comeAgain(one)).toBeCloseTo(2_000, -1);
    next.leave();
  });

  it("grows with the queue, and shrinks with the places", async () => {
    const many = bulkhead({ concurrency: 4, queue: 7 });
    const running = await Promise.all(Array.from({ length: 4 }, () => place(many.enter(entrant()))));
    const waiting = Array.from({ length: 7 }, () => many.enter(entrant()));
    // Eight turns of six seconds, four at a time.
    expect(await comeAgain(many)).toBe(12_000);
    many.close();
    await Promise.all(waiting);
    for (const one of running) one.leave();
  });

  it("is never less than a second", async () => {
    const one = bulkhead({ queue: 0 });
    await run(one, 50, 1);
    const running = await place(one.enter(entrant()));
    expect(await comeAgain(one)).toBe(1_000);
    running.leave();
  });
});
