/** Networks that fail, times the first call of every field that calls TOS: see fault-matrix.test.ts. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../helpers/faults/answer.js";
import { type Bench, HASTY, startBench } from "../helpers/faults/bench.js";
import { type BrokenUpstream, NETWORK_FAULTS } from "../helpers/faults/broken-upstreams.js";
import { keptBeside } from "../helpers/faults/document.js";
import { LOCAL_FIELDS, ROWS, type Row, titleOf } from "../helpers/faults/rows.js";

/** What a busy machine may add to a deadline, in milliseconds. */
const MARGIN_MS = 1500;

const FIRST_CALLS = ROWS.filter(({ isFirst }) => isFirst);
const bucketOf = (index: number): string => `row-${index}`;

let bench: Bench;

beforeAll(async () => {
  bench = await startBench(FIRST_CALLS.map((_row, index) => bucketOf(index)));
}, 60_000);
afterAll(async () => {
  await bench.close();
  expect(bench.faultsOfOurs()).toEqual([]);
});

describe.each(Object.entries(NETWORK_FAULTS))("behind %s", (_name, { meets, start }) => {
  let answers: readonly Answer[];
  let upstream: BrokenUpstream;

  beforeAll(async () => {
    upstream = await start();
    answers = await Promise.all(
      FIRST_CALLS.map(async (row, index) => {
        await bench.route(bucketOf(index), HASTY, upstream.url);
        return bench.ask(row, { bucket: bucketOf(index), name: "name" }, HASTY);
      }),
    );
    for (const index of FIRST_CALLS.keys()) await bench.route(bucketOf(index), HASTY);
  }, 60_000);
  afterAll(() => upstream.close());

  it.each(FIRST_CALLS.map((row, index) => [titleOf(row), row, index] as const))(
    "%s",
    (_title, row, index) => {
      const answer = answers[index];
      // A preview names everything that it could not look up.
      const lines = new Set(answer?.line.split(row.field === "Query.previewGeneration" ? "; " : "\n"));
      const allowed = meets.flatMap((met) => allowedFor(row, row.answers[met]));
      for (const line of lines) expect(allowed).toContain(line);
      const isLost = row.takesAll !== undefined;
      expect([answer?.kept, answer?.strayErrors]).toEqual([isLost ? undefined : keptBeside(row), []]);
      expect(answer?.ms).toBeLessThan(Math.max(HASTY.readMs, HASTY.generationMs) + MARGIN_MS);
      expect(answer?.tosRequestId ?? null).toBeNull();
    },
  );

  it("has no connection left", async () => {
    // They end a moment after who has ended them has gone on.
    await expect.poll(upstream.connections, { timeout: 5000 }).toBe(0);
  });
});

/** The look at the source is the first that takes the time of a generation. */
function allowedFor({ field }: Row, answer: string): readonly string[] {
  const allowed = answer.split(" | ");
  if (!/generateImages?$/.test(field)) return allowed;
  return allowed.flatMap((line) => [line, line.replace("MAY_CHARGE_AGAIN sent", "SAFE unsent")]);
}

it("has a first call of every field that makes one", () => {
  const fields = (rows: readonly Row[]) => [...new Set(rows.map(({ field }) => field))].sort();
  expect(fields(FIRST_CALLS)).toEqual(fields(ROWS));
  expect(LOCAL_FIELDS.filter((field) => fields(ROWS).includes(field))).toEqual([]);
});
