/**
 * Connections to TOS that are cut at any byte of a request or a reply. Whatever byte it is: the answer is typed and in time, no
 * generation is sent twice, and no client is told that it is safe to repeat one that TOS has seen.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type CuttingProxy, startCuttingProxy } from "../helpers/cutting-proxy.js";
import type { Answer } from "../helpers/faults/answer.js";
import { type Bench, startBench } from "../helpers/faults/bench.js";
import { keptBeside } from "../helpers/faults/document.js";
import { ROWS, type Row } from "../helpers/faults/rows.js";

const BUCKET = "cut-bucket";
/** What a call that falls silent may take, in milliseconds: it is waited for more than a hundred times. */
const TIMES = { readMs: 400, generationMs: 1200 };
const MARGIN_MS = 1500;
/** More than most requests and replies of these have, so that some are not cut. */
const MOST_BYTES = 1000;

let bench: Bench;
let proxy: CuttingProxy;

beforeAll(async () => {
  bench = await startBench([BUCKET]);
  proxy = await startCuttingProxy(bench.url);
}, 60_000);
afterAll(async () => {
  await bench.close();
  await proxy.close();
  expect(bench.faultsOfOurs()).toEqual([]);
});

const cuts = fc.record({
  side: fc.constantFrom("request" as const, "reply" as const),
  afterBytes: fc.integer({ min: 0, max: MOST_BYTES }),
  how: fc.constantFrom(
    "end" as const,
    "reset" as const,
    "end" as const,
    "reset" as const,
    "silence" as const,
  ),
});
/** Whether every connection is cut, or all but the first of them live. */
const scenario = fc.record({ cut: cuts, always: fc.boolean() });

let cases = 0;

/** One request behind a proxy that cuts, and what the emulator saw of it. */
async function ask(row: Row, { cut, always }: typeof scenario extends fc.Arbitrary<infer T> ? T : never) {
  const name = `cut-${cases++}`;
  await bench.route(BUCKET, TIMES, proxy.url);
  proxy.cut((connection) => (always || connection === 0 ? cut : null));
  bench.emulator.requests.clear();
  const answer = await bench.ask(row, { bucket: BUCKET, name }, TIMES);
  const paid = bench.emulator.requests.all("ImageToImage").filter(({ body }) => body !== null && body !== "");
  return { answer, paid, name };
}

function rowOf(field: string, operation: Row["operation"], of?: string): Row {
  const row = ROWS.find((each) => each.field === field && each.operation === operation && each.of === of);
  if (row === undefined) throw new Error(`there is no row of ${field}`);
  return row;
}

function expectWhole(row: Row, answer: Answer, lines: readonly string[]): void {
  expect(lines, `the answer is: ${answer.line}`).toContain(answer.line);
  expect([answer.kept, answer.strayErrors]).toEqual([keptBeside(row), []]);
}

it("sends a generation once, and does not call it safe to repeat when TOS has seen it", {
  timeout: 240_000,
}, async () => {
  const row = rowOf("Mutation.generateImage", "ImageToImage");
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(scenario, async (given) => {
      const { answer, paid } = await ask(row, given);
      seen.add(answer.line);
      expectWhole(row, answer, [
        "GeneratedImage",
        "GenerationFailed CONNECTION_FAILED SAFE",
        "GenerationFailed CONNECTION_FAILED MAY_CHARGE_AGAIN",
        "GenerationFailed UNREADABLE_REPLY MAY_CHARGE_AGAIN",
        "TimedOut TIMED_OUT MAY_CHARGE_AGAIN sent",
        "TimedOut TIMED_OUT SAFE unsent",
      ]);
      expect(answer.ms).toBeLessThan(TIMES.generationMs + MARGIN_MS);
      expect(paid.length).toBeLessThanOrEqual(1);
      if (paid.length === 1) expect(answer.line).toMatch(/GeneratedImage|MAY_CHARGE_AGAIN/);
      else expect(answer.line).not.toBe("GeneratedImage");
    }),
    { numRuns: 130, endOnFailure: true },
  );
  // The cuts lie where they matter: before, in and behind the generation.
  expect([...seen]).toEqual(
    expect.arrayContaining(["GeneratedImage", "GenerationFailed CONNECTION_FAILED MAY_CHARGE_AGAIN"]),
  );
});

it("reads styles and objects, or says that it could not", { timeout: 240_000 }, async () => {
  const rows = [
    rowOf("Query.processingStyle", "ListBucketImageStyle"),
    rowOf("Query.image", "HeadObject"),
    rowOf("Query.image", "GetImageAverageHue"),
  ];
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(scenario, fc.constantFrom(...rows), async (given, row) => {
      const { answer } = await ask(row, given);
      seen.add(answer.line);
      expectWhole(row, answer, ["found", "UPSTREAM_UNAVAILABLE", "UPSTREAM_TIMEOUT"]);
      expect(answer.ms).toBeLessThan(TIMES.readMs + MARGIN_MS);
    }),
    { numRuns: 170, endOnFailure: true },
  );
  expect([...seen]).toEqual(expect.arrayContaining(["found", "UPSTREAM_UNAVAILABLE"]));
});

it("changes a style, or says whether it may have", { timeout: 240_000 }, async () => {
  const row = rowOf("Mutation.createProcessingStyle", "PutBucketImageStyle");
  await fc.assert(
    fc.asyncProperty(scenario, async (given) => {
      const { answer, name } = await ask(row, given);
      const unchanged = ["CONNECTION_FAILED", "TIMED_OUT", "UNREADABLE_REPLY"].map(
        (code) => `ProcessingStyleFailed ${code} SAFE unchanged`,
      );
      const perhaps = unchanged.map((line) => line.replace("unchanged", "perhaps"));
      expectWhole(row, answer, ["CreatedProcessingStyle", ...unchanged, ...perhaps]);
      expect(answer.ms).toBeLessThan(TIMES.readMs + MARGIN_MS);
      const isThere = (await bench.tos.getImageStyle(BUCKET, name)) !== null;
      if (answer.line === "CreatedProcessingStyle") expect(isThere).toBe(true);
      if (unchanged.includes(answer.line)) expect(isThere).toBe(false);
    }),
    { numRuns: 80, endOnFailure: true },
  );
});

it("was cut more than two hundred times, and has no connection left", async () => {
  await bench.route(BUCKET, TIMES);
  expect(proxy.cuts).toBeGreaterThan(200);
  await expect.poll(() => proxy.open).toBe(0);
});
