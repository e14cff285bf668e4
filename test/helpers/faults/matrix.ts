/** Registers the tests of a part of the matrix: some of the faults, times every row. */
import pLimit from "p-limit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "./bench.js";
import type { Fault } from "./effects.js";
import { meet } from "./meet.js";
import { ROWS, titleOf } from "./rows.js";

/** Cells that are under way at a time: each has a bucket of its own. */
const AT_A_TIME = 8;

/** Returns the bench, once it is there. */
export function describeMatrix(faults: readonly (readonly [string, Fault])[]): () => Bench {
  let bench: Bench;
  const bucketOf = (row: number): string => `row-${row}`;
  beforeAll(async () => {
    bench = await startBench(ROWS.map((_row, at) => bucketOf(at)));
  }, 60_000);
  afterAll(async () => {
    await bench.close();
    expect(bench.faultsOfOurs()).toEqual([]);
  });

  describe.each(faults.map(([name, fault], at) => ({ name, fault, at })))("under $name", ({ fault, at }) => {
    let cells: readonly PromiseSettledResult<void>[];
    beforeAll(async () => {
      bench.emulator.requests.clear();
      const limit = pLimit(AT_A_TIME);
      cells = await Promise.allSettled(
        ROWS.map((row, index) =>
          limit(meet, bench, row, { bucket: bucketOf(index), name: `case-${at}` }, fault),
        ),
      );
    }, 120_000);

    it.each(ROWS.map((row, index) => [titleOf(row), index] as const))("%s", (_title, index) => {
      const cell = cells[index];
      if (cell?.status === "rejected") throw cell.reason;
      expect(cell?.status).toBe("fulfilled");
    });
  });
  return () => bench;
}
