import { expect, test } from "vitest";
import { describeCode, MODEL_CODES } from "../../../src/doubao/codes.js";

test.each([
  [10000, 200, "ok", null, null, "NEVER"],
  [50411, 400, "moderation", "INPUT_IMAGE", null, "NEVER"],
  [50412, 400, "moderation", "INPUT_TEXT", null, "NEVER"],
  [50413, 400, "moderation", "INPUT_TEXT", null, "NEVER"],
  [50511, 400, "moderation", "OUTPUT_IMAGE", null, "MAY_CHARGE_AGAIN"],
  [50512, 400, "moderation", "OUTPUT_TEXT", null, "NEVER"],
  [50514, null, "moderation", "UNKNOWN", null, "NEVER"],
  [50516, 400, "moderation", "UNKNOWN", null, "MAY_CHARGE_AGAIN"],
  [50517, 400, "moderation", "UNKNOWN", null, "MAY_CHARGE_AGAIN"],
  [50518, 400, "moderation", "INPUT_IMAGE", null, "NEVER"],
  [50519, 400, "moderation", "OUTPUT_IMAGE", null, "MAY_CHARGE_AGAIN"],
  [50218, null, "moderation", "UNKNOWN", null, "NEVER"],
  [60208, null, "moderation", "INPUT_IMAGE", null, "NEVER"],
  [50520, 400, "model-fault", null, null, "NEVER"],
  [50521, 400, "model-fault", null, null, "NEVER"],
  [50522, 400, "model-fault", null, null, "NEVER"],
  [50500, 500, "model-fault", null, null, "MAY_CHARGE_AGAIN"],
  [50501, 500, "model-fault", null, null, "MAY_CHARGE_AGAIN"],
  [50429, 429, "rate", null, null, "SAFE"],
  [50430, 429, "concurrency", null, null, "SAFE"],
  [50400, null, "access", null, null, "NEVER"],
  [50402, null, "access", null, null, "NEVER"],
  [50200, null, "parameters", null, null, "NEVER"],
  [50201, null, "parameters", null, null, "NEVER"],
  [50204, null, "parameters", null, null, "NEVER"],
  [50215, 400, "parameters", null, null, "NEVER"],
  [50209, null, "parameters", null, null, "NEVER"],
  [50210, null, "parameters", null, null, "NEVER"],
  [50211, null, "parameters", null, null, "NEVER"],
  [50214, null, "parameters", null, null, "NEVER"],
  [50205, null, "source-image", null, "TOO_LARGE", "NEVER"],
  [50213, null, "source-image", null, "TOO_LARGE", "NEVER"],
  [50206, null, "source-image", null, "MISSING", "NEVER"],
  [50207, null, "source-image", null, "UNREADABLE", "NEVER"],
  [60102, null, "source-image", null, "NO_FACE", "NEVER"],
  [50515, null, "unknown", null, null, "NEVER"],
  [0, null, "unknown", null, null, "NEVER"],
  [-1, null, "unknown", null, null, "NEVER"],
  [Number.MAX_SAFE_INTEGER, null, "unknown", null, null, "NEVER"],
  [null, null, "unknown", null, null, "MAY_CHARGE_AGAIN"],
])(
  "code %s has HTTP %s, category %s, stage %s, fault %s and retry %s",
  (code, httpStatus, category, stage, sourceFault, retry) => {
    expect(describeCode(code)).toMatchObject({ code, httpStatus, category, stage, sourceFault, retry });
  },
);

test("every code and every name stands in the table once, in its form, with a meaning and a reason", () => {
  const names = MODEL_CODES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(MODEL_CODES.map(({ code }) => code)).size).toBe(names.length);
  expect(names.filter((name) => !/^[A-Z]+(_[A-Z]+)*$/.test(name))).toEqual([]);
  expect(
    MODEL_CODES.filter(({ meaning, retryReason }) => !meaning.endsWith(".") || !retryReason.endsWith(".")),
  ).toEqual([]);
});

test("a stage belongs to moderation and a picture fault to the source picture, always and only", () => {
  for (const { category, stage, sourceFault } of MODEL_CODES) {
    expect(stage !== null).toBe(category === "moderation");
    expect(sourceFault !== null).toBe(category === "source-image");
  }
});

test("only limits that turn a request away on arrival are safe to repeat", () => {
  const safe = MODEL_CODES.filter(({ retry }) => retry === "SAFE");
  expect(safe.map(({ code }) => code)).toEqual([50429, 50430]);
});
