import { describe, expect, it } from "vitest";
import { TosFault } from "../../../src/emulator/faults.js";
import { parseTask } from "../../../src/emulator/generation/task.js";

/** The example of docs/6349/1545409. */
const EXAMPLE = {
  TaskType: "image_to_image",
  InputDataSource: { Prompt: "千军万马", ImageUri: "1171.jpeg" },
  InputProcessing: { ProcessStyle: "", ProcessActions: "image/resize,w_100" },
  OutputProcessing: {
    Bucket: "tostest",
    Object: "newgen.jpg",
    ForbiddenOverwrite: false,
    ProcessStyle: "",
    ProcessActions: "image/rotate,90",
  },
  ModelConfig: { ModelAction: "CVProcess", ModelVersion: "2022-08-31", ReqJson: { req_key: "i2i_xl_sft" } },
};

type Change = (body: Record<string, unknown> & typeof EXAMPLE) => unknown;

function parse(change: Change = () => undefined) {
  const body = structuredClone(EXAMPLE);
  change(body);
  return parseTask(Buffer.from(JSON.stringify(body)));
}

function faultOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof TosFault) return `${error.entry.status} ${error.entry.code}`;
    throw error;
  }
  return "none";
}

describe("a generation task", () => {
  it("is read from the page's example", () => {
    expect(parse()).toEqual({
      prompt: "千军万马",
      imageKey: "1171.jpeg",
      input: { kind: "actions", chain: "image/resize,w_100" },
      output: {
        bucket: "tostest",
        key: "newgen.jpg",
        forbidOverwrite: false,
        processing: { kind: "actions", chain: "image/rotate,90" },
      },
      model: { action: "CVProcess", version: "2022-08-31", reqJson: { req_key: "i2i_xl_sft" } },
    });
  });

  it("takes the optional members as absent, null or empty", () => {
    const task = parse((body) => {
      Object.assign(body, { InputProcessing: null });
      Object.assign(body.OutputProcessing, {
        ForbiddenOverwrite: "",
        ProcessStyle: null,
        ProcessActions: "",
      });
      Object.assign(body.ModelConfig, { ModelAction: "", ModelVersion: undefined });
    });
    expect(task.input).toEqual({ kind: "none" });
    expect(task.output).toMatchObject({ forbidOverwrite: false, processing: { kind: "none" } });
    expect(task.model).toMatchObject({ action: "CVProcess", version: "2022-08-31" });
  });

  it.each([
    [true, true],
    ["true", true],
    [false, false],
    ["false", false],
    [undefined, false],
  ])("reads ForbiddenOverwrite %j as %s", (value, expected) => {
    const task = parse((body) => Object.assign(body.OutputProcessing, { ForbiddenOverwrite: value }));
    expect(task.output.forbidOverwrite).toBe(expected);
  });

  it("takes a style in place of actions", () => {
    const task = parse((body) => {
      body.InputProcessing = { ProcessStyle: "style01", ProcessActions: "" };
    });
    expect(task.input).toEqual({ kind: "style", name: "style01" });
  });

  it("reads ReqJson as a text too", () => {
    const task = parse((body) => Object.assign(body.ModelConfig, { ReqJson: '{"req_key":"high_aes"}' }));
    expect(task.model.reqJson).toEqual({ req_key: "high_aes" });
  });

  const refusals: [string, Change, string][] = [
    ["another TaskType", (body) => Object.assign(body, { TaskType: "text_to_image" }), "400 InvalidArgument"],
    ["no TaskType", (body) => Object.assign(body, { TaskType: undefined }), "400 MissingArgument"],
    [
      "no InputDataSource",
      (body) => Object.assign(body, { InputDataSource: undefined }),
      "400 MissingArgument",
    ],
    [
      "a list for InputDataSource",
      (body) => Object.assign(body, { InputDataSource: [] }),
      "400 MalformedBody",
    ],
    ["an empty Prompt", (body) => Object.assign(body.InputDataSource, { Prompt: "" }), "400 MissingArgument"],
    [
      "a Prompt that is a number",
      (body) => Object.assign(body.InputDataSource, { Prompt: 1 }),
      "400 MalformedBody",
    ],
    ["no ImageUri", (body) => Object.assign(body.InputDataSource, { ImageUri: null }), "400 MissingArgument"],
    [
      "a key of 1,025 bytes",
      (body) => Object.assign(body.OutputProcessing, { Object: "k".repeat(1025) }),
      "400 KeyTooLong",
    ],
    [
      "an impossible bucket",
      (body) => Object.assign(body.OutputProcessing, { Bucket: "No" }),
      "400 InvalidBucketName",
    ],
    [
      "style and actions together",
      (body) => Object.assign(body.OutputProcessing, { ProcessStyle: "a" }),
      "400 InvalidArgument",
    ],
    [
      "a ForbiddenOverwrite of maybe",
      (body) => Object.assign(body.OutputProcessing, { ForbiddenOverwrite: "maybe" }),
      "400 InvalidArgument",
    ],
    ["no ModelConfig", (body) => Object.assign(body, { ModelConfig: undefined }), "400 MissingArgument"],
    [
      "a broken ReqJson",
      (body) => Object.assign(body.ModelConfig, { ReqJson: '"req_key": "x"' }),
      "400 MalformedBody",
    ],
  ];
  it.each(refusals)("with %s is refused", (_name, change, expected) => {
    expect(faultOf(() => parse(change))).toBe(expected);
  });

  it.each(["", "{", "[]", "null", '"x"'])("of body %j is malformed", (body) => {
    expect(faultOf(() => parseTask(Buffer.from(body)))).toBe("400 MalformedBody");
  });
});
