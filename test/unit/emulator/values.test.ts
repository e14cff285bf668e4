import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCliOptions } from "../../../src/emulator/cli-options.js";
import { TosFault } from "../../../src/emulator/faults.js";
import { bucketOfHost, parseAddress } from "../../../src/emulator/http/address.js";
import { readHeaders } from "../../../src/emulator/http/headers.js";
import { goDuration } from "../../../src/emulator/model/go-duration.js";
import { isNotModified } from "../../../src/emulator/operations/conditions.js";
import { parseRange } from "../../../src/emulator/operations/range.js";
import { createGate } from "../../../src/emulator/pictures/gate.js";
import { Crc64 } from "../../../src/emulator/storage/crc64.js";
import { compareKeys } from "../../../src/emulator/storage/key-order.js";
import { listPage } from "../../../src/emulator/storage/listing.js";

describe("an address", () => {
  it.each([
    ["127.0.0.1:4010", "/examplebucket/a%20b/c", "examplebucket", "a b/c"],
    ["localhost:4010", "/examplebucket", "examplebucket", ""],
    ["localhost:4010", "/examplebucket/", "examplebucket", ""],
    ["[::1]:4010", "/examplebucket//x/../y", "examplebucket", "/x/../y"],
    ["emulator:4010", "/examplebucket/x", "examplebucket", "x"],
    ["127.0.0.1", "/", null, ""],
    ["tos-cn-beijing.volces.com", "/", null, ""],
    ["examplebucket.localhost:4010", "/", "examplebucket", ""],
    ["examplebucket.tos-cn-beijing.volces.com", "/a%2Fb", "examplebucket", "a/b"],
    ["examplebucket.127.0.0.1:4010", "/%E4%B8%AD.jpg", "examplebucket", "中.jpg"],
  ])("at %s %s is bucket %s, key %j", (host, target, bucket, key) => {
    expect(parseAddress(host, target)).toMatchObject({ bucket, key });
  });

  it("has a query whose names and values are decoded once, a plus being a space", () => {
    const { query } = parseAddress(
      "localhost",
      "/b/k?x-tos-process=image%2Fresize,w_100&imageStyle&a=%2525+%2B%20",
    );
    expect(query.pairs).toEqual([
      ["x-tos-process", "image/resize,w_100"],
      ["imageStyle", ""],
      ["a", "%25 + "],
    ]);
  });

  it("with a broken percent-encoding is refused", () => {
    expect(() => parseAddress("localhost", "/b/%ff")).toThrow(TosFault);
  });

  it("does not take an IPv4 address for a bucket's host", () => {
    expect(bucketOfHost("10.0.0.7:80")).toBeNull();
  });
});

describe("request headers", () => {
  it("are joined by commas when they repeat, and read as UTF-8 when they are", () => {
    const latin1 = Buffer.from("中文").toString("latin1");
    const headers = readHeaders([
      "X-Tos-Meta-A",
      "1",
      "x-tos-meta-a",
      "2",
      "X-B",
      latin1,
      "X-C",
      "caf\u00e9",
    ]);
    expect([...headers]).toEqual([
      ["x-tos-meta-a", "1,2"],
      ["x-b", "中文"],
      ["x-c", "caf\u00e9"],
    ]);
  });
});

describe("a range", () => {
  it.each([
    [undefined, null],
    ["bytes=0-3", { start: 0, end: 3 }],
    ["bytes=5-", { start: 5, end: 9 }],
    ["bytes=-4", { start: 6, end: 9 }],
    ["bytes=-99", { start: 0, end: 9 }],
    ["bytes=8-99", { start: 8, end: 9 }],
    ["bytes=5-2", null],
    ["bytes=1-2,4-5", null],
    ["lines=1-2", null],
  ])("%s of ten bytes is %j", (header, expected) => {
    expect(parseRange(header, 10)).toEqual(expected);
  });

  it.each(["bytes=10-", "bytes=-0"])("%s of ten bytes cannot be satisfied", (header) => {
    expect(() => parseRange(header, 10)).toThrow(TosFault);
  });
});

describe("conditional headers", () => {
  const record = {
    key: "k",
    size: 1,
    etag: '"abc"',
    crc64: "0",
    lastModified: "2026-01-02T03:04:05.678Z",
    headers: {},
  };
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 2, 3, 4, seconds)).toUTCString();
  it.each([
    [{ "if-none-match": '"abc"' }, true],
    [{ "if-none-match": "abc" }, true],
    [{ "if-none-match": "*" }, true],
    [{ "if-none-match": '"x", W/"abc"' }, true],
    [{ "if-none-match": '"x"' }, false],
    [{ "if-modified-since": at(5) }, true],
    [{ "if-modified-since": at(4) }, false],
    [{ "if-match": '"abc"' }, false],
    [{ "if-unmodified-since": at(5) }, false],
    [{}, false],
  ])("%j: not modified is %s", (headers, expected) => {
    expect(isNotModified(new Map(Object.entries(headers)), record)).toBe(expected);
  });

  it.each([{ "if-match": '"x"' }, { "if-unmodified-since": at(4) }])("%j: precondition failed", (headers) => {
    expect(() => isNotModified(new Map(Object.entries(headers)), record)).toThrow(/condition/);
  });
});

describe("a listing", () => {
  const keys = fc.uniqueArray(
    fc.string({ unit: fc.constantFrom("a", "b", "/", "中", "😀", "\uffee"), maxLength: 6 }),
  );

  it("orders keys by their bytes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });

  it("in pages of any size holds what it holds in one page", () => {
    fc.assert(
      fc.property(
        keys,
        fc.constantFrom("", "/"),
        fc.constantFrom("", "a", "b/"),
        fc.integer({ min: 1, max: 4 }),
        (unsorted, delimiter, prefix, maxKeys) => {
          const sorted = unsorted.filter((key) => key !== "").sort(compareKeys);
          const whole = listPage(sorted, { prefix, delimiter, after: "", maxKeys: 1000 });
          const pages = { keys: [] as string[], commonPrefixes: [] as string[] };
          for (let after: string | null = ""; after !== null; ) {
            const page = listPage(sorted, { prefix, delimiter, after, maxKeys });
            expect(page.keys.length + page.commonPrefixes.length).toBeLessThanOrEqual(maxKeys);
            pages.keys.push(...page.keys);
            pages.commonPrefixes.push(...page.commonPrefixes);
            after = page.next;
          }
          expect(pages).toEqual({ keys: whole.keys, commonPrefixes: whole.commonPrefixes });
        },
      ),
    );
  });

  it("folds keys at the delimiter", () => {
    const sorted = ["a/1", "a/2", "b", "c/d/e"];
    expect(listPage(sorted, { prefix: "", delimiter: "/", after: "", maxKeys: 10 })).toEqual({
      keys: ["b"],
      commonPrefixes: ["a/", "c/"],
      next: null,
    });
    expect(listPage(sorted, { prefix: "a/", delimiter: "/", after: "", maxKeys: 1 })).toEqual({
      keys: ["a/1"],
      commonPrefixes: [],
      next: "a/1",
    });
  });
});

describe("CRC-64", () => {
  it("has the check value of CRC-64/XZ, in one piece or in many", () => {
    const expected = 0x995dc9bbdf1939fan.toString();
    expect(new Crc64().update(Buffer.from("123456789")).digest()).toBe(expected);
    expect(new Crc64().update(Buffer.from("1234")).update(Buffer.from("56789")).digest()).toBe(expected);
    expect(new Crc64().digest()).toBe("0");
  });
});

describe("a Go duration", () => {
  it.each([
    [0, "0s"],
    [7, "7ns"],
    [103_592, "103.592µs"],
    [1_000_000, "1ms"],
    [456_790_505, "456.790505ms"],
    [6_430_430_379, "6.430430379s"],
    [60_000_000_000, "1m0s"],
    [62_300_000_000, "1m2.3s"],
    [3_600_000_000_000, "1h0m0s"],
  ])("of %i ns is %s", (nanoseconds, text) => {
    expect(goDuration(nanoseconds)).toBe(text);
  });
});

describe("a gate", () => {
  it("lets only so many tasks run, and the next one when one fails", async () => {
    const gate = createGate(2);
    let running = 0;
    let most = 0;
    const task = (fails: boolean) => async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      if (fails) throw new Error("failed");
    };
    const done = await Promise.allSettled(
      [true, false, true, false, false].map((fails) => gate(task(fails))),
    );
    expect(done.map(({ status }) => status)).toEqual([
      "rejected",
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    expect(most).toBe(2);
  });
});

describe("the command line", () => {
  it("has defaults, and takes each option", () => {
    expect(parseCliOptions([])).toEqual({
      port: 4010,
      host: "127.0.0.1",
      dataFolder: ".emulator",
      latencyMs: 0,
      samples: true,
    });
    const words = ["--port", "0", "--host=::1", "--data", "d", "--latency", "50", "--no-samples"];
    expect(parseCliOptions(words)).toEqual({
      port: 0,
      host: "::1",
      dataFolder: "d",
      latencyMs: 50,
      samples: false,
    });
    expect(parseCliOptions(["--help"])).toBeNull();
  });

  it.each([["--port", "70000"], ["--port", "x"], ["--latency", "-1"], ["--bogus"], ["word"]])(
    "refuses %s %s",
    (...words) => {
      expect(() => parseCliOptions(words.filter((word) => word !== undefined))).toThrow();
    },
  );
});
