/** The table of operations and the emulator, which read the facts apart from each other, agree on what is in its range. */
import { describe, expect, it } from "vitest";
import { planChain } from "../../../src/emulator/pictures/chain.js";
import { MISSING_OPERATIONS } from "../../../src/emulator/pictures/planners.js";
import { checkActions } from "../../../src/processing/check-actions.js";
import type { Argument, Operation } from "../../../src/processing/operation.js";
import { OPERATIONS } from "../../../src/processing/operations/index.js";

/** What the emulator cannot write, and says so. */
const NOT_WRITTEN = ["image/format,bmp", "image/format,heic"];

const EMULATED = OPERATIONS.filter(({ upstreamName }) => !MISSING_OPERATIONS.has(upstreamName));

/** What an operation needs beside the argument that is tried. */
const BESIDE: Readonly<Record<string, string>> = {
  resize: "w_1",
  "indexcrop,i": "x_1",
  watermark: "text_YQ",
  draw: "p_1x1",
};

function valuesOf({ kind }: Argument): { good: string[]; bad: string[] } {
  switch (kind.type) {
    case "integer": {
      const { minimum, maximum } = kind;
      return {
        good: [minimum, maximum].map(String),
        bad: [minimum - 1, maximum + 1, minimum + 0.5, ""].map(String),
      };
    }
    case "choice":
      return { good: kind.choices.members.map(({ upstreamName }) => upstreamName), bad: ["other"] };
    case "flag":
      return { good: [kind.off, kind.on], bad: ["2"] };
    case "color":
      return { good: ["a0B1c2"], bad: ["fff", "gggggg"] };
    case "points":
      return { good: ["0x0", "1x2-99999x99999"], bad: ["1", "1x2-", "100000x1"] };
    default:
      return { good: ["YQ", "YQ=="], bad: ["Y", "_w"] };
  }
}

function chain({ upstreamName }: Operation, { key }: Argument, value: string): string {
  const beside = BESIDE[upstreamName] ?? BESIDE[`${upstreamName},${key}`];
  const others = beside === undefined || beside.startsWith(`${key}_`) ? [] : [beside];
  return `image/${[upstreamName, ...others, key === null ? value : `${key}_${value}`].join(",")}`;
}

const plans = (text: string): boolean => {
  try {
    planChain(text);
    return true;
  } catch {
    return false;
  }
};

const CASES = EMULATED.flatMap((operation) =>
  operation.arguments
    .filter(({ onlyForMarks }) => !onlyForMarks)
    .map(
      (argument) => [`${operation.upstreamName}, ${argument.key ?? "bare"}`, operation, argument] as const,
    ),
);

describe("the range of an argument", () => {
  it("is tried of every operation that the emulator has", () => {
    expect(EMULATED).toHaveLength(21);
    expect(CASES.length).toBeGreaterThan(50);
  });

  it.each(CASES)("is the same in both: %s", (_title, operation, argument) => {
    const { good, bad } = valuesOf(argument);
    const tried = (values: string[]) =>
      values
        .map((value) => chain(operation, argument, value))
        .filter((text) => !NOT_WRITTEN.includes(text))
        .map((text) => [text, checkActions(text).length === 0, plans(text)]);
    expect(tried(good)).toEqual(tried(good).map(([text]) => [text, true, true]));
    expect(tried(bad)).toEqual(tried(bad).map(([text]) => [text, false, false]));
  });

  it.each(EMULATED.map(({ upstreamName }) => upstreamName))(
    "is missed by both without arguments: %s",
    (name) => {
      expect([name, checkActions(`image/${name}`).length === 0]).toEqual([name, plans(`image/${name}`)]);
    },
  );
});
