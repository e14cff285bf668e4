import fc from "fast-check";
import { expect, test } from "vitest";
import { checkActions } from "../../../src/processing/check-actions.js";
import { checkSteps } from "../../../src/processing/check-steps.js";
import { OPERATIONS } from "../../../src/processing/operations/index.js";
import { readSteps } from "../../../src/processing/read-steps.js";
import { type AnyStep, type MarkPicture, writeSteps } from "../../../src/processing/step.js";
import { REAL_CHAINS } from "./real-chains.js";
import { anyStep, anySteps } from "./step-arbitrary.js";

/** The steps as they would be given: without what only the reader knows, at any depth. */
const withoutRaw = (steps: readonly AnyStep[]): unknown =>
  JSON.parse(JSON.stringify(steps, (name, value) => (name === "raw" ? undefined : value)));

/** Chains with a part of them cut, doubled or changed, and texts that were never chains. */
const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc
    .record({
      chain: fc.oneof(fc.constantFrom(...REAL_CHAINS), anySteps.map(writeSteps)),
      at: fc.nat(200),
      length: fc.nat(5),
      put: fc.oneof(fc.string({ maxLength: 5 }), fc.stringMatching(/^[a-zP0-9_,/=-]{1,5}$/)),
    })
    .map(({ chain, at, length, put }) => chain.slice(0, at) + put + chain.slice(at + length)),
);

test("every operation of the table is tried", () => {
  const seen = new Set(fc.sample(anyStep, { numRuns: 2000, seed: 1 }).map(({ operation }) => operation));
  expect([...seen].sort()).toEqual(OPERATIONS.map(({ name }) => name).sort());
});

test("steps are the same after they were written and read", () => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      expect(withoutRaw(readSteps(writeSteps(steps)))).toEqual(steps);
    }),
    { numRuns: 1000 },
  );
});

test("a chain in our spelling is the same after it was read and written, and each step keeps its part of it", () => {
  fc.assert(
    fc.property(anySteps.map(writeSteps), (chain) => {
      expect(writeSteps(readSteps(chain))).toBe(chain);
      expect(
        `image/${readSteps(chain)
          .map(({ raw }) => raw)
          .join("/")}`,
      ).toBe(chain);
    }),
    { numRuns: 1000 },
  );
});

test("any text is read, keeps every character, and is stable once it was written in our spelling", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const steps = readSteps(text);
      const joined = steps.map(({ raw }) => raw).join("/");
      expect(text.startsWith("image/") ? `image/${joined}` : joined).toBe(text);
      if (!text.startsWith("image/")) return;
      const written = writeSteps(steps);
      expect(writeSteps(readSteps(written))).toBe(written);
    }),
    { numRuns: 3000 },
  );
});

test("a chain passes as text exactly when every step of it is known, and then its steps pass, too", () => {
  const isKnown = (step: AnyStep): boolean => {
    if (step.operation === undefined) return false;
    const { image } = step.arguments === true ? {} : (step.arguments as { image?: MarkPicture });
    return image?.steps.every(isKnown) ?? true;
  };
  let passed = 0;
  fc.assert(
    fc.property(anyText, (text) => {
      fc.pre(/^image\/[A-Za-z0-9_.=:+,/-]+$/.test(text) && text.length <= 4096);
      const steps = readSteps(text);
      expect(checkActions(text).length === 0).toBe(steps.every(isKnown));
      if (!steps.every(isKnown)) return;
      passed++;
      expect(checkSteps(steps)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
  expect(passed).toBeGreaterThan(100);
});

test("steps that were checked are a chain that passes", () => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      const chain = writeSteps(steps);
      fc.pre(chain.length <= 4096);
      expect(checkActions(chain)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
