import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../../../src/config.js";

const admission = (environment: Record<string, string>) => readConfig(environment).generation.admission;

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("the places for generations", () => {
  const jimeng = { jimeng_high_aes_general_v21_L: 2 };

  it.each([
    ["cn-beijing", 20],
    ["cn-shanghai", 10],
    ["ap-southeast-1", 10],
  ])("are, in %s, as many as its image processing takes, and two for models of Jimeng", (region, places) => {
    expect(admission({ TOS_REGION: region })).toEqual({
      concurrency: places,
      concurrencyOf: jimeng,
      queue: 100,
      queueTimeoutMs: 30_000,
    });
  });

  it.each([
    ["9000", 9000, {}],
    ["100000", 100_000, {}],
    ["30, jimeng_t2i_v30=2,i2i_xl_sft=5", 30, { jimeng_t2i_v30: 2, i2i_xl_sft: 5 }],
    ["i2i_xl_sft=5", 20, { ...jimeng, i2i_xl_sft: 5 }],
    ["jimeng_high_aes_general_v21_L=8,other=1", 20, { jimeng_high_aes_general_v21_L: 8, other: 1 }],
  ])("of %s are %i and %o", (text, concurrency, concurrencyOf) => {
    expect(admission({ GENERATION_CONCURRENCY: text })).toMatchObject({ concurrency });
    expect(admission({ GENERATION_CONCURRENCY: text }).concurrencyOf).toEqual(concurrencyOf);
  });

  it.each([
    "0",
    "100001",
    "-1",
    "2.5",
    "many",
    "20,",
    "20,30",
    "20,i2i_xl_sft",
    "20,i2i_xl_sft=",
    "20,i2i_xl_sft=0",
    "20,i2i_xl_sft=5,i2i_xl_sft=6",
    "20,=5",
    "20,a b=5",
    "20,__proto__=5",
    "20;i2i_xl_sft=5",
  ])("cannot be %s", (text) => {
    expect(problemsOf({ GENERATION_CONCURRENCY: text })).toEqual([
      "GENERATION_CONCURRENCY must be a number from 1 to 100000, with those of single models after it, each once, by req_key: 20,i2i_xl_sft=5",
    ]);
  });

  it("may have no queue before them, or one whose wait only a generation's own time ends", () => {
    expect(admission({ GENERATION_QUEUE: "0", GENERATION_QUEUE_TIMEOUT_MS: "0" })).toMatchObject({
      queue: 0,
      queueTimeoutMs: 0,
    });
  });
});
