import { describe, expect, it } from "vitest";
import { createFaultRules } from "../../../src/emulator/injection/fault-rules.js";
import { readFaultRule } from "../../../src/emulator/injection/read-rule.js";
import { FaultRuleError } from "../../../src/emulator/injection/rule.js";

const RESET = { kind: "reset-after-headers" } as const;

function problems(rule: unknown): readonly string[] {
  try {
    readFaultRule(rule);
    return [];
  } catch (error) {
    if (!(error instanceof FaultRuleError)) throw error;
    return error.problems;
  }
}

describe("a rule", () => {
  it.each([
    { kind: "status", status: 503, code: "ServiceUnavailable" },
    {
      kind: "status",
      status: 429,
      code: "SlowDown",
      ec: "0001-00000002",
      message: "m",
      retryAfterSeconds: 0,
      carryOut: true,
    },
    { kind: "delay-headers", ms: 0 },
    { kind: "delay-body", ms: 600_000, afterBytes: 0 },
    { kind: "reset-before-headers", carryOut: false },
    RESET,
    { kind: "truncated-body" },
    { kind: "endless-body" },
    { kind: "html", status: 200, text: "" },
    { kind: "wrong-json", text: "[]" },
    { kind: "wrong-content-length", by: -1 },
    { kind: "missing-request-id" },
  ])("may have the effect %j", (effect) => {
    const rule = { operation: "ImageToImage", bucket: "b", key: "", count: "always", effect };
    expect(readFaultRule(rule)).toEqual(rule);
  });

  it.each<[unknown, string]>([
    [null, "the rule must be a JSON object"],
    [[], "the rule must be a JSON object"],
    [{ effect: RESET }, "operation is missing"],
    [{ operation: "*" }, "effect is missing"],
    [
      { operation: "*", effect: RESET, times: 1 },
      "times is not known: use operation, bucket, key, count, effect",
    ],
    [{ operation: "*", effect: RESET, bucket: 1 }, "bucket must be a string"],
    [
      { operation: "*", effect: RESET, count: 0 },
      'count must be a whole number from 1 to 1000000, or "always"',
    ],
    [{ operation: "*", effect: "reset" }, "effect.kind must be one of status, delay-headers,"],
    [
      { operation: "*", effect: { kind: "constructor" } },
      "effect.kind must be one of status, delay-headers,",
    ],
    [{ operation: "*", effect: { kind: "delay-headers" } }, "effect.ms is missing"],
    [
      { operation: "*", effect: { kind: "delay-headers", ms: 1.5 } },
      "effect.ms must be a whole number from 0 to 600000",
    ],
    [
      { operation: "*", effect: { kind: "status", status: 200, code: "OK" } },
      "effect.status must be a whole number from 400 to 599",
    ],
    [
      { operation: "*", effect: { kind: "status", status: 400, code: "not a code" } },
      "effect.code must be the Code of an error, such as InternalError",
    ],
    [
      { operation: "*", effect: { kind: "status", status: 400, code: "C", ec: "17-3" } },
      "effect.ec must be four digits, a hyphen and eight digits",
    ],
    [
      { operation: "*", effect: { kind: "wrong-content-length", by: 0 } },
      "effect.by must be a whole number other than 0: how many bytes content-length is off",
    ],
    [{ operation: "*", effect: { kind: "endless-body", ms: 1 } }, "effect.ms is not known: use kind"],
    [{ operation: "*", effect: { kind: "html", carryOut: "yes" } }, "effect.carryOut must be true or false"],
  ])("like %j is refused with what to change", (rule, problem) => {
    expect(problems(rule)).toEqual([expect.stringContaining(problem)]);
  });

  it("for an operation that is not known is refused with those that are", () => {
    expect(problems({ operation: "GetObjekt", effect: RESET })).toEqual([
      expect.stringMatching(
        /^operation must be \* or one of AbortMultipartUpload, .*GetObject, .*UploadPartCopy$/,
      ),
    ]);
  });

  it("is told everything that is wrong at once", () => {
    expect(problems({ operation: 1, count: -1, effect: { kind: "status" } })).toHaveLength(4);
  });
});

it("an emulator takes a thousand rules and no more", () => {
  const rules = createFaultRules();
  for (let added = 0; added < 1000; added++) rules.add({ operation: "*", effect: RESET });
  expect(() => rules.add({ operation: "*", effect: RESET })).toThrow(/1000 rules already/);
  rules.clear();
  expect(rules.add({ operation: "*", effect: RESET })).toMatchObject({ id: "1001", count: 1 });
});
