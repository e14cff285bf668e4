import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCliOptions } from "../../../src/emulator/cli-options.js";
import { TosFault } from "../../../src/emulator/faults.js";
import { parseTask, parseTextTask } from "../../../src/emulator/generation/task.js";

import { createModelLimits } from "../../../src/emulator/model/limits.js";
import { createModeration, readModerationRules } from "../../../src/emulator/model/moderation.js";
import { temporaryFolder } from "./helpers.js";
import { codeOf } from "./model-code.js";

describe("moderation", () => {
  const check = createModeration([
    { match: "Forbidden", code: 50412 },
    { match: /^private\//g, code: 50411 },
    { match: "owner: nobody", code: 50518, on: "source" },
    { match: "late", code: 50511 },
    { match: "both", code: 50413, on: "output" },
  ]);

  it.each([
    ["prompt", "a horse", 10_000],
    ["prompt", "a FORBIDDEN horse", 50412],
    ["prompt", "private/a.jpg", 10_000],
    ["source", "private/a.jpg", 50411],
    ["source", "owner: Nobody", 50518],
    ["source", "forbidden", 10_000],
    ["output", "too late", 50511],
    ["prompt", "too late", 10_000],
    ["output", "both", 50413],
  ] as const)("of a %s %j answers %i", (on, text, code) => {
    // Twice, since a global expression remembers where it stopped.
    expect([codeOf(() => check(on, [text])), codeOf(() => check(on, ["", text]))]).toEqual([code, code]);
  });

  it("reads its rules from JSON", () => {
    const text =
      '[{"match":"a","code":50412},{"match":{"regex":"^b","flags":""},"code":50511,"on":"source"}]';
    expect(readModerationRules(text)).toEqual([
      { match: "a", code: 50412 },
      { match: /^b/, code: 50511, on: "source" },
    ]);
  });

  it.each([
    ["{}", "must be a list"],
    ["[1]", "rule 1: must be an object"],
    ['[{"match":"","code":50412}]', "rule 1: match"],
    ['[{"match":{"regex":"("},"code":50412}]', "rule 1: match"],
    ['[{"match":"a","code":50412},{"match":"a","code":1}]', "rule 2: code"],
    ['[{"match":"a","code":50412,"on":"sky"}]', "rule 1: on must be one of prompt, source, output"],
  ])("refuses the rules %s: %s", (text, problem) => {
    expect(() => readModerationRules(text)).toThrow(problem);
  });

  it("refuses a rule with a code that the model does not have", () => {
    expect(() => createModeration([{ match: "a", code: 12345 }])).toThrow("no code 12345");
  });
});

describe("the model's limits", () => {
  it("count the generations that begin within a second, by key", () => {
    let time = 0;
    const enter = createModelLimits({ qps: 2 }, () => new Date(time));
    const begin = (key: string) => codeOf(() => enter(key)());
    expect([begin("a"), begin("a"), begin("a"), begin("b")]).toEqual([10_000, 10_000, 50429, 10_000]);
    time = 999;
    expect(begin("a")).toBe(50429);
    time = 1000;
    expect([begin("a"), begin("a"), begin("a")]).toEqual([10_000, 10_000, 50429]);
  });

  it("count the generations that run at once, by key, each once", () => {
    const enter = createModelLimits({ concurrency: 1 }, () => new Date(0));
    const leave = enter("a");
    expect([codeOf(() => enter("a")), codeOf(() => enter("b"))]).toEqual([50430, 10_000]);
    leave();
    leave();
    expect(codeOf(() => enter("a"))).toBe(10_000);
    expect(codeOf(() => enter("a"))).toBe(50430);
  });

  it("do not exist unless they are set", () => {
    const enter = createModelLimits({}, () => new Date(0));
    for (let count = 0; count < 1000; count++) enter("a");
    expect(codeOf(() => enter("a"))).toBe(10_000);
  });
});

describe("the command line", () => {
  it("sets moderation, limits and random seeds", async () => {
    const folder = await temporaryFolder();
    const file = join(folder.path, "rules.json");
    writeFileSync(file, '[{"match":"a","code":50412}]');
    const words = ["--moderation", file, "--model-qps", "5", "--model-concurrency", "2", "--random-seeds"];
    expect(parseCliOptions(words)).toMatchObject({
      moderation: [{ match: "a", code: 50412 }],
      modelLimits: { qps: 5, concurrency: 2 },
      randomSeeds: true,
    });
    writeFileSync(file, "[");
    expect(() => parseCliOptions(words)).toThrow("--moderation");
    await folder.remove();
    expect(() => parseCliOptions(words)).toThrow("--moderation");
  });

  it.each(["0", "-1", "1.5", "many", ""])("refuses a limit of %j", (value) => {
    expect(() => parseCliOptions([`--model-qps=${value}`])).toThrow("--model-qps must be a whole number");
  });
});

describe("the task of a picture of words alone", () => {
  const body = (change: object = {}) =>
    Buffer.from(
      JSON.stringify({
        TaskType: "text_to_image",
        InputDataSource: { Prompt: "山" },
        OutputProcessing: { Object: "a.png" },
        ModelConfig: { ReqJson: { req_key: "t2i_xl_sft" } },
        ...change,
      }),
    );

  it("has the addressed bucket unless it names another", () => {
    expect(parseTextTask(body(), "here-1")).toEqual({
      prompt: "山",
      output: { bucket: "here-1", key: "a.png", forbidOverwrite: false, processing: { kind: "none" } },
      model: { action: "CVProcess", version: "2022-08-31", reqJson: { req_key: "t2i_xl_sft" } },
    });
    const other = body({ OutputProcessing: { Bucket: "there-1", Object: "a.png" } });
    expect(parseTextTask(other, "here-1").output.bucket).toBe("there-1");
  });

  it("is not that of a picture of another", () => {
    expect(() => parseTask(body())).toThrow(TosFault);
    expect(() => parseTextTask(body({ TaskType: "image_to_image" }), "here-1")).toThrow("TaskType");
  });

  it.each([
    ["TRUE", true],
    ["True", true],
    ["False", false],
  ])("takes ForbiddenOverwrite %s in any case", (ForbiddenOverwrite, expected) => {
    const task = parseTextTask(body({ OutputProcessing: { Object: "a", ForbiddenOverwrite } }), "here-1");
    expect(task.output.forbidOverwrite).toBe(expected);
  });
});
