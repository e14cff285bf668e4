import { describe, expect, it } from "vitest";
import type { TosClient } from "../../../src/tos/client.js";
import { startDeadline } from "../../../src/tos/deadline.js";
import { TosAbortedError, TosTimeoutError, TosUnavailableError } from "../../../src/tos/errors.js";
import type { ImageStyle } from "../../../src/tos/image-styles.js";
import { createStyleCache, type StyleCacheOptions, type StyleList } from "../../../src/tos/style-cache.js";

const TTL = 30_000;

/** A reading that the test ends as it likes. */
interface Reading {
  readonly bucket: string;
  readonly signal: AbortSignal | undefined;
  /** Ends with styles of these names. */
  answer(...names: string[]): Promise<void>;
  fail(error: Error): Promise<void>;
}

function setUp(options: Partial<StyleCacheOptions> = {}) {
  // lru-cache takes an entry of the instant 0 for one without a time.
  let time = 1_000;
  const readings: Reading[] = [];
  const writes: { settle: () => void; fail: (error: Error) => void }[] = [];
  const write = <T>(value: T): Promise<T> =>
    new Promise((resolve, reject) => writes.push({ settle: () => resolve(value), fail: reject }));
  const tos: Pick<TosClient, "listImageStyles" | "putImageStyle" | "deleteImageStyle"> = {
    listImageStyles: (bucket, call) =>
      new Promise((resolve, reject) => {
        readings.push({
          bucket,
          signal: call?.signal,
          answer: (...names) => settled(() => resolve(names.map(style))),
          fail: (error) => settled(() => reject(error)),
        });
      }),
    putImageStyle: () => write({ requestId: "put" }),
    deleteImageStyle: () => write({ requestId: "delete" }),
  };
  const cache = createStyleCache({ tos, ttlMs: TTL, now: () => time, ...options });
  return {
    cache,
    readings,
    writes,
    pass(milliseconds: number) {
      time += milliseconds;
    },
    /** Reads a bucket that has not been read, and ends the reading. */
    async warm(bucket: string, ...names: string[]) {
      const list = cache.list(bucket);
      await readings.at(-1)?.answer(...names);
      return namesOf(await list);
    },
  };
}

function style(name: string): ImageStyle {
  return { name, content: "image/rotate,90", createdAt: null, updatedAt: null };
}

const namesOf = (list: StyleList): string[] => [...list.byName.keys()];

/** Lets everything run that follows from an act. */
async function settled(act: () => void): Promise<void> {
  act();
  await new Promise((resolve) => setImmediate(resolve));
}

describe("the cache of styles", () => {
  it("reads a bucket once for all who ask at the same time, and sorts by name", async () => {
    const { cache, readings } = setUp();
    const lists = [cache.list("a"), cache.list("a"), cache.list("b")];
    await readings[0]?.answer("z", "Z", "y");
    await readings[1]?.answer("x");
    expect((await Promise.all(lists)).map(namesOf)).toEqual([["Z", "y", "z"], ["Z", "y", "z"], ["x"]]);
    expect(readings.map(({ bucket }) => bucket)).toEqual(["a", "b"]);
  });

  it("serves a list for its time to live without another reading", async () => {
    const { cache, readings, warm, pass } = setUp();
    await warm("a", "x");
    pass(TTL - 1);
    expect(namesOf(await cache.list("a"))).toEqual(["x"]);
    expect(readings).toHaveLength(1);
  });

  it("serves the old list at once while one reading makes the new one", async () => {
    const { cache, readings, warm, pass } = setUp();
    await warm("a", "old");
    pass(TTL + 1);
    const lists = await Promise.all([cache.list("a"), cache.list("a"), cache.list("a")]);
    expect(lists.map(namesOf)).toEqual([["old"], ["old"], ["old"]]);
    expect(readings).toHaveLength(2);
    await readings[1]?.answer("new");
    expect(namesOf(await cache.list("a"))).toEqual(["new"]);
    expect(readings).toHaveLength(2);
  });

  it("waits for the new list when the old one is beyond its bound", async () => {
    const { cache, readings, warm, pass } = setUp({ staleMs: 1_000 });
    await warm("a", "old");
    pass(TTL + 1_000);
    const list = cache.list("a");
    await readings[1]?.answer("new");
    expect(namesOf(await list)).toEqual(["new"]);
  });

  it("keeps the old list when reading anew fails, within its bound", async () => {
    const { cache, readings, warm, pass } = setUp({ staleMs: 1_000 });
    await warm("a", "old");
    pass(TTL + 1);
    await cache.list("a");
    await readings[1]?.fail(new Error("down"));
    expect(namesOf(await cache.list("a"))).toEqual(["old"]);
    expect(readings).toHaveLength(3);
    pass(1_000);
    const late = cache.list("a");
    await Promise.all([
      readings[2]?.fail(new Error("still down")),
      expect(late).rejects.toThrow("still down"),
    ]);
  });

  it("keeps no failure", async () => {
    const { cache, readings } = setUp();
    const list = cache.list("a");
    await Promise.all([readings[0]?.fail(new Error("down")), expect(list).rejects.toThrow("down")]);
    const again = cache.list("a");
    await readings[1]?.answer("x");
    expect(namesOf(await again)).toEqual(["x"]);
  });

  it("lets the bucket go that was not asked for the longest", async () => {
    const { cache, readings, warm } = setUp({ maxBuckets: 2 });
    await warm("a", "x");
    await warm("b", "x");
    await cache.list("a");
    await warm("c", "x");
    await cache.list("a");
    expect(readings.map(({ bucket }) => bucket)).toEqual(["a", "b", "c"]);
    await warm("b", "x");
    expect(readings.map(({ bucket }) => bucket)).toEqual(["a", "b", "c", "b"]);
  });

  it("answers all when more buckets are read at once than it keeps", async () => {
    const { cache, readings } = setUp({ maxBuckets: 2 });
    const lists = ["a", "b", "c"].map((bucket) => cache.list(bucket));
    for (const reading of readings) await reading.answer(`of-${reading.bucket}`);
    expect((await Promise.all(lists)).map(namesOf)).toEqual([["of-a"], ["of-b"], ["of-c"]]);
  });
});

describe("a caller who leaves", () => {
  it("ends the own wait, and not the reading that others wait for", async () => {
    const { cache, readings } = setUp();
    const leaver = new AbortController();
    const left = cache.list("a", { signal: leaver.signal });
    const stayed = cache.list("a", { signal: new AbortController().signal });
    leaver.abort();
    await expect(left).rejects.toBeInstanceOf(TosAbortedError);
    expect(readings[0]?.signal?.aborted).toBe(false);
    await readings[0]?.answer("x");
    expect(namesOf(await stayed)).toEqual(["x"]);
  });

  it("waits no longer than to the deadline, and the reading goes on for others", async () => {
    const { cache, readings } = setUp();
    const late = cache.list("a", { deadline: startDeadline(1) });
    const stayed = cache.list("a");
    await expect(late).rejects.toBeInstanceOf(TosTimeoutError);
    await readings[0]?.answer("x");
    expect(namesOf(await stayed)).toEqual(["x"]);
    expect(readings).toHaveLength(1);
  });

  it("has left before the list is asked for", async () => {
    const { cache, readings } = setUp();
    await expect(cache.list("a", { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(TosAbortedError);
    await readings[0]?.fail(new Error("nobody waits for this"));
  });

  it("leaves no reading behind when the cache closes", async () => {
    const { cache, readings } = setUp();
    const list = cache.list("a");
    cache.close();
    expect(readings[0]?.signal?.aborted).toBe(true);
    await Promise.all([readings[0]?.fail(new Error("aborted")), expect(list).rejects.toThrow("aborted")]);
  });
});

describe.each([
  ["put", "settle"],
  ["put", "fail"],
  ["delete", "settle"],
  ["delete", "fail"],
] as const)("a %s that comes to %s", (kind, end) => {
  const start = ({ cache }: ReturnType<typeof setUp>) =>
    (kind === "put" ? cache.put("a", "x", "image/rotate,90") : cache.delete("a", "x")).catch(() => null);
  const finish = ({ writes }: ReturnType<typeof setUp>) =>
    settled(() => (end === "settle" ? writes[0]?.settle() : writes[0]?.fail(new Error("timed out"))));

  it("has its bucket read anew, and no other", async () => {
    const test = setUp();
    await test.warm("a", "old");
    await test.warm("b", "old");
    const write = start(test);
    await finish(test);
    await write;
    expect(namesOf(await test.cache.list("b"))).toEqual(["old"]);
    const list = test.cache.list("a");
    await test.readings[2]?.answer("new");
    expect(namesOf(await list)).toEqual(["new"]);
  });

  it("keeps nothing of a reading that was under way, which goes to those who asked before", async () => {
    const test = setUp();
    const before = test.cache.list("a");
    const write = start(test);
    await finish(test);
    await write;
    const after = test.cache.list("a");
    expect(test.readings).toHaveLength(2);
    await test.readings[1]?.answer("new");
    await test.readings[0]?.answer("old");
    expect([await before, await after].map(namesOf)).toEqual([["old"], ["new"]]);
    expect(namesOf(await test.cache.list("a"))).toEqual(["new"]);
    expect(test.readings).toHaveLength(2);
  });

  it("keeps nothing of a reading anew that was under way", async () => {
    const test = setUp();
    await test.warm("a", "old");
    test.pass(TTL + 1);
    await test.cache.list("a");
    const write = start(test);
    await finish(test);
    await write;
    await test.readings[1]?.answer("old");
    const list = test.cache.list("a");
    await test.readings[2]?.answer("new");
    expect(namesOf(await list)).toEqual(["new"]);
  });
});

describe("while TOS is not asked", () => {
  const unavailable = new TosUnavailableError("ListBucketImageStyle", { retryAfterMs: 10_000 });

  it("a list is served however old it is, and after no other failure", async () => {
    const { cache, readings, warm, pass } = setUp();
    await warm("a", "old");
    pass(1_000 * TTL);
    const failed = cache.list("a");
    await Promise.all([readings[1]?.fail(new Error("down")), expect(failed).rejects.toThrow("down")]);
    const list = cache.list("a");
    await readings[2]?.fail(unavailable);
    expect(namesOf(await list)).toEqual(["old"]);
  });

  it("what was never read fails", async () => {
    const { cache, readings } = setUp();
    const list = cache.list("a");
    await Promise.all([readings[0]?.fail(unavailable), expect(list).rejects.toBe(unavailable)]);
  });

  it("a list since an instant fails: what has come since is not in the old one", async () => {
    const { cache, readings, warm, pass } = setUp();
    await warm("a", "old");
    pass(1);
    const list = cache.listSince("a", cache.now());
    await Promise.all([readings[1]?.fail(unavailable), expect(list).rejects.toBe(unavailable)]);
  });

  it("a list is there though all have left who waited for it to be read anew", async () => {
    const { cache, readings, warm, pass } = setUp();
    await warm("a", "old");
    pass(5 * TTL + 1);
    const leaver = new AbortController();
    const left = cache.list("a", { signal: leaver.signal });
    leaver.abort();
    await expect(left).rejects.toBeInstanceOf(TosAbortedError);
    expect(readings[1]?.signal?.aborted).toBe(true);
    const list = cache.list("a");
    await readings[2]?.fail(unavailable);
    await readings[1]?.fail(new Error("aborted"));
    expect(namesOf(await list)).toEqual(["old"]);
  });

  it("a list is gone that was changed since", async () => {
    const { cache, readings, writes, warm } = setUp();
    await warm("a", "old");
    const write = cache.put("a", "new", "image/rotate,90");
    writes[0]?.settle();
    await write;
    const list = cache.list("a");
    await Promise.all([readings[1]?.fail(unavailable), expect(list).rejects.toBe(unavailable)]);
  });
});

describe("a list since an instant", () => {
  it("is the kept one when that is young enough", async () => {
    const { cache, readings, warm } = setUp();
    const instant = cache.now();
    await warm("a", "x");
    expect(namesOf(await cache.listSince("a", instant))).toEqual(["x"]);
    expect(readings).toHaveLength(1);
  });

  it("is read once for all whose instant has passed, while others are served the kept one", async () => {
    const { cache, readings, warm, pass } = setUp();
    await warm("a", "old");
    pass(1);
    const lists = [cache.listSince("a", cache.now()), cache.listSince("a", cache.now())];
    expect(namesOf(await cache.list("a"))).toEqual(["old"]);
    await readings[1]?.answer("new");
    expect((await Promise.all(lists)).map(namesOf)).toEqual([["new"], ["new"]]);
    expect(namesOf(await cache.list("a"))).toEqual(["new"]);
    expect(readings).toHaveLength(2);
  });

  it("waits for a reading that began too early, and then for one more, however many wait", async () => {
    const { cache, readings, pass } = setUp();
    const early = cache.list("a");
    pass(1);
    const lists = [cache.listSince("a", cache.now()), cache.listSince("a", cache.now())];
    expect(readings).toHaveLength(1);
    await readings[0]?.answer("old");
    expect(readings).toHaveLength(2);
    await readings[1]?.answer("new");
    expect([...(await Promise.all(lists)), await early].map(namesOf)).toEqual([["new"], ["new"], ["old"]]);
    expect(readings).toHaveLength(2);
  });

  it("fails with its reading, and leaves the kept one as it was", async () => {
    const { cache, readings, warm, pass } = setUp();
    await warm("a", "old");
    pass(1);
    const list = cache.listSince("a", cache.now());
    await Promise.all([readings[1]?.fail(new Error("down")), expect(list).rejects.toThrow("down")]);
    expect(namesOf(await cache.list("a"))).toEqual(["old"]);
    expect(readings).toHaveLength(2);
  });
});

describe("a cache without time to live", () => {
  it("reads for each who asks, and ends the reading with its caller", async () => {
    const { cache, readings } = setUp({ ttlMs: 0 });
    const caller = new AbortController();
    const lists = [cache.list("a", { signal: caller.signal }), cache.list("a"), cache.listSince("a", 0)];
    expect(readings).toHaveLength(3);
    expect(readings.map(({ signal }) => signal)).toEqual([caller.signal, undefined, undefined]);
    for (const reading of readings) await reading.answer("x");
    expect((await Promise.all(lists)).map(namesOf)).toEqual([["x"], ["x"], ["x"]]);
  });
});

it("tells its observer how each list was had", async () => {
  const told: string[] = [];
  const { cache, readings, pass, warm } = setUp({ observer: { lookedUp: (result) => told.push(result) } });
  const first = cache.list("bucket");
  const second = cache.list("bucket");
  await readings[0]?.answer("a");
  await Promise.all([first, second]);
  await cache.list("bucket");
  pass(TTL + 1);
  await cache.list("bucket");
  // It is being read anew for the one before.
  await cache.list("bucket");
  await readings[1]?.answer("a");
  pass(TTL * 5 + 1);
  const late = cache.list("bucket");
  await readings[2]?.answer("a");
  await late;
  await warm("other", "b");
  expect(told).toEqual(["miss", "shared", "hit", "stale", "stale", "miss", "miss"]);
});

it("tells its observer of a miss each time when nothing is kept", async () => {
  const told: string[] = [];
  const { warm } = setUp({ ttlMs: 0, observer: { lookedUp: (result) => told.push(result) } });
  await warm("bucket", "a");
  await warm("bucket", "a");
  expect(told).toEqual(["miss", "miss"]);
});
