/** Steps of every operation, with any arguments that the table allows. */
import fc from "fast-check";
import { checkSteps } from "../../../src/processing/check-steps.js";
import type { Kind, Operation } from "../../../src/processing/operation.js";
import { OPERATIONS } from "../../../src/processing/operations/index.js";
import type { Step, StepValue } from "../../../src/processing/step.js";

/** Well-formed, of every plane; none is empty. */
const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
// biome-ignore lint/suspicious/noControlCharactersInRegex: no key holds them
const key = text.filter((value) => !/\?x-tos-process=|^\\|[\u0000-\u001f\u007f]/.test(value));

function anyValue(kind: Kind): fc.Arbitrary<StepValue> {
  switch (kind.type) {
    case "integer":
      return fc.integer({ min: kind.minimum, max: kind.maximum });
    case "choice":
      return fc.constantFrom(...kind.choices.members.map(({ upstreamName }) => upstreamName));
    case "flag":
      return fc.boolean();
    case "color":
      return fc.stringMatching(/^[0-9a-fA-F]{6}$/);
    case "text":
      return text;
    case "word":
      return fc.stringMatching(/^[A-Za-z0-9_.=:+-]{1,20}$/);
    case "points": {
      const coordinate = fc.nat(99_999);
      return fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 1, maxLength: 5 });
    }
    case "picture":
      return fc.record({ key, steps: fc.array(stepFor(true), { maxLength: 3 }) });
  }
}

function stepOf(operation: Operation, forMark: boolean): fc.Arbitrary<Step> {
  if (operation.arguments.length === 0) return fc.constant({ operation: operation.name, arguments: true });
  const taken = operation.arguments.filter(({ onlyForMarks }) => forMark || !onlyForMarks);
  return fc
    .record(Object.fromEntries(taken.map(({ name, kind }) => [name, anyValue(kind)])), {
      requiredKeys: taken.filter(({ required }) => required).map(({ name }) => name),
      noNullPrototype: true,
    })
    .map((given) => ({ operation: operation.name, arguments: given as Record<string, StepValue> }))
    .filter((step) => checkSteps([step], forMark).length === 0);
}

function stepFor(forMark: boolean): fc.Arbitrary<Step> {
  return fc.oneof(
    ...OPERATIONS.filter(({ forMarks }) => forMarks || !forMark).map((operation) =>
      stepOf(operation, forMark),
    ),
  );
}

export const anyStep: fc.Arbitrary<Step> = stepFor(false);
export const anySteps: fc.Arbitrary<Step[]> = fc.array(anyStep, { minLength: 1, maxLength: 6 });
