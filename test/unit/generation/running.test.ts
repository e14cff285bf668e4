import { expect, it } from "vitest";
import type { Generate } from "../../../src/generation/generate.js";
import { createRunningGenerations } from "../../../src/generation/running.js";

const request = {} as Parameters<Generate>[0];
const call = {} as Parameters<Generate>[1];

it("counts the generations that run, and tells all who wait when none does, failed ones included", async () => {
  const running = createRunningGenerations();
  const ends: ((error?: Error) => void)[] = [];
  const generate = running.watch(
    () =>
      new Promise((resolve, reject) => {
        ends.push((error) => (error === undefined ? resolve({} as never) : reject(error)));
      }),
  );
  await running.idle();
  const first = generate(request, call);
  const second = generate(request, call);
  expect(running.count()).toBe(2);
  let idle = 0;
  const waiting = [1, 2].map(() => running.idle().then(() => idle++));
  ends[0]?.();
  await first;
  expect([running.count(), idle]).toEqual([1, 0]);
  ends[1]?.(new Error("broken"));
  await expect(second).rejects.toThrow("broken");
  await Promise.all(waiting);
  expect([running.count(), idle]).toEqual([0, 2]);
});
