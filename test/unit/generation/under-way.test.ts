import { expect, it } from "vitest";
import type { Generate } from "../../../src/generation/generate.js";
import type { GenerationOutcome } from "../../../src/generation/outcome.js";
import { trackGenerations } from "../../../src/generation/under-way.js";

const arguments_ = [{}, {}] as unknown as Parameters<Generate>;

it("waits for the last of all generations, the failing ones included", async () => {
  const ends: ((error?: Error) => void)[] = [];
  const { generate, idle } = trackGenerations(
    () =>
      new Promise((resolve, reject) => {
        ends.push((error) => (error ? reject(error) : resolve({} as GenerationOutcome)));
      }),
  );
  await idle();
  const told: string[] = [];
  const first = generate(...arguments_).then(() => told.push("first"));
  const second = generate(...arguments_).catch(() => told.push("second"));
  const waits = [idle(), idle()].map((wait) => wait.then(() => told.push("idle")));
  ends[0]?.();
  await first;
  expect(told).toEqual(["first"]);
  ends[1]?.(new Error("a broken rule"));
  await Promise.all([second, ...waits]);
  expect(told.toSorted()).toEqual(["first", "idle", "idle", "second"]);
  await idle();
});
