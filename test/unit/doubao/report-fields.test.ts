import { describe, expect, test } from "vitest";
import { readData, readEnvelope } from "./fixtures.js";

describe("a number", () => {
  test.each([
    ['"50215"', 50215],
    ["50215.0", 50215],
    ["1e4", 10000],
    ["-0", 0],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
    ["9007199254740992", null],
    ["1.5", null],
    ["1e400", null],
    ['"9007199254740993"', null],
    ['"0x10"', null],
    ['" 1"', null],
    ['""', null],
    ["true", null],
    ["[1]", null],
  ])("as code: %s reads as %s", (text, code) => {
    const { report, unrecognised } = readEnvelope(`{"code":${text}}`);
    expect(report.code).toBe(code);
    expect(unrecognised).toEqual(code === null ? ["code"] : []);
  });

  test.each([
    ["0.7000000000000001", 0.7000000000000001],
    ['"7.5"', 7.5],
    ["7", 7],
    ["-0.0", 0],
    ["1e400", null],
    ['"1e999"', null],
    ['"NaN"', null],
    ['"Infinity"', null],
    ["{}", null],
  ])("as scale: %s reads as %s", (text, scale) => {
    expect(readData(`{"scale":${text}}`).report.scale).toBe(scale);
  });

  test("as comfyui_cost may be a numeric string", () => {
    expect(readData('{"comfyui_cost":"5"}').report.comfyuiCost).toBe(5);
  });
});

describe("an id", () => {
  test.each([
    ["17484170879463117490", "17484170879463117490"],
    ["7392616336519610409", "7392616336519610409"],
    ["12", "12"],
    ["1e30", "1e30"],
    ['"7392616336519610409"', "7392616336519610409"],
    ['"1016263xxxxx45545367"', "1016263xxxxx45545367"],
    ['"\\u0031"', "1"],
    ['""', null],
    ["null", null],
    ["[1]", null],
  ])("%s reads as %s wherever it stands", (text, id) => {
    const { report } = readEnvelope(`{"request_id":${text},"data":{"request_id":${text},"task_id":${text}}}`);
    expect([report.requestId, report.algorithmRequestId, report.taskId]).toEqual([id, id, id]);
    expect(readEnvelope(`{"code":1,"task_id":${text}}`).report.taskId).toBe(id);
  });

  test("of the envelope is never taken for that of the algorithm", () => {
    expect(readEnvelope('{"request_id":"log","data":{}}').report).toMatchObject({
      requestId: "log",
      algorithmRequestId: null,
    });
    expect(readEnvelope('{"data":{"request_id":"algo"}}').report).toMatchObject({
      requestId: null,
      algorithmRequestId: "algo",
    });
  });

  test("in the last of repeated members counts, as in JSON.parse", () => {
    const body =
      '{"data":{"task_id":11111111111111111111},"data":{"task_id":1,"task_id":22222222222222222222}}';
    expect(readEnvelope(body).report.taskId).toBe("22222222222222222222");
  });
});

test.each([
  ["in_queue", "IN_QUEUE"],
  ["generating", "GENERATING"],
  ["done", "DONE"],
  ["not_found", "NOT_FOUND"],
  ["expired", "EXPIRED"],
  ["failed", "UNKNOWN"],
  ["constructor", "UNKNOWN"],
  ["", "UNKNOWN"],
])("the task status %j reads as %s beside its text", (text, status) => {
  const { report } = readEnvelope(JSON.stringify({ code: 10000, status: 7, data: { status: text } }));
  expect(report).toMatchObject({ modelStatus: 7, taskStatus: status, taskStatusText: text });
});

test("a status of the wrong kind is neither the envelope's nor the task's", () => {
  const { report, unrecognised } = readEnvelope('{"status":"done","data":{"status":10000}}');
  expect(report).toMatchObject({ modelStatus: null, taskStatus: null, taskStatusText: null });
  expect(unrecognised).toEqual(["data.status", "status"]);
});

describe("control nets", () => {
  test.each([
    ["absent", "{}", []],
    ["null", '{"controlnet_args":null}', []],
    [
      "all-zero dotted members",
      '{"controlnet_args.canny.strength":0,"controlnet_args.canny.binary_data_index":0,"controlnet_args.pose.strength":0.0}',
      [],
    ],
    [
      "dotted members with a strength",
      '{"controlnet_args.depth.binary_data_index":0,"controlnet_args.depth.strength":0.6}',
      [{ kind: "DEPTH", kindText: "depth", strength: 0.6, binaryDataIndex: 0 }],
    ],
    [
      "a list that repeats a dotted kind",
      '{"controlnet_args":[{"type":"canny","strength":0,"binary_data_index":0}],"controlnet_args.canny.strength":0.4,"controlnet_args.pose.strength":1}',
      [
        { kind: "CANNY", kindText: "canny", strength: 0, binaryDataIndex: 0 },
        { kind: "POSE", kindText: "pose", strength: 1, binaryDataIndex: null },
      ],
    ],
    [
      "a lone object in place of the list",
      '{"controlnet_args":{"type":"Pose","strength":"0.5"}}',
      [{ kind: "POSE", kindText: "Pose", strength: 0.5, binaryDataIndex: null }],
    ],
    [
      "kinds that no page names",
      '{"controlnet_args":[{"type":"lineart"},{}],"controlnet_args.tile.strength":1}',
      [
        { kind: "UNKNOWN", kindText: "lineart", strength: null, binaryDataIndex: null },
        { kind: "UNKNOWN", kindText: null, strength: null, binaryDataIndex: null },
        { kind: "UNKNOWN", kindText: "tile", strength: 1, binaryDataIndex: null },
      ],
    ],
  ])("%s", (_, data, expected) => {
    expect(readData(data).report.controlNets).toEqual(expected);
    expect(readData(data).unrecognised).toEqual([]);
  });
});

test.each([
  [
    '{"style_reference_args.id_weight":0,"style_reference_args.style_weight":0,"style_reference_args.binary_data_index":0}',
    null,
  ],
  ['{"style_reference_args.id_weight":0.2}', { idWeight: 0.2, styleWeight: null, binaryDataIndex: null }],
  [
    '{"style_reference_args":{"id_weight":0},"style_reference_args.id_weight":0.5}',
    { idWeight: 0, styleWeight: null, binaryDataIndex: null },
  ],
  [
    '{"style_reference_args":{},"style_reference_args.style_weight":0}',
    { idWeight: null, styleWeight: 0, binaryDataIndex: null },
  ],
  ['{"style_reference_args":"x"}', null],
])("the style reference of %s is %o", (data, expected) => {
  expect(readData(data).report.styleReference).toEqual(expected);
});

test.each([
  ['{"etta_args.binary_data_index":0}', null],
  ['{"etta_args.binary_data_index":1}', { binaryDataIndex: 1 }],
  ['{"etta_args":{"binary_data_index":0},"etta_args.binary_data_index":1}', { binaryDataIndex: 0 }],
])("the etta of %s is %o", (data, expected) => {
  expect(readData(data).report.etta).toEqual(expected);
});

test.each([
  [0, "BOTTOM_RIGHT"],
  [1, "BOTTOM_LEFT"],
  [2, "TOP_LEFT"],
  [3, "TOP_RIGHT"],
  [4, "UNKNOWN"],
  [-1, "UNKNOWN"],
])("the watermark's position %d is %s", (positionNumber, position) => {
  const data = JSON.stringify({
    logo_info: { position: positionNumber, language: 1, opacity: 0.3, logo_text_content: "x" },
  });
  expect(readData(data).report.logo).toEqual({
    addLogo: null,
    position,
    positionNumber,
    language: "ENGLISH",
    languageNumber: 1,
    opacity: 0.3,
    text: "x",
  });
});

test("both spellings of the steps are read", () => {
  expect(readData('{"ddim_steps":16}').report.ddimSteps).toBe(16);
  expect(readData('{"ddim_step":20}').report.ddimSteps).toBe(20);
});

describe("resp_data", () => {
  test("that a proxy decoded is the exact text of the object", () => {
    const { report } = readData('{"resp_data": { "rephraser_result" : "r", "n": 12345678901234567890 } }');
    expect(report.responseData).toBe('{ "rephraser_result" : "r", "n": 12345678901234567890 }');
    expect(report.rephraserResult).toBe("r");
  });

  test("does not override what stands beside it", () => {
    const { report } = readData(
      '{"pe_result":"outer","resp_data":"{\\"pe_result\\":\\"inner\\",\\"vlm_result\\":5}"}',
    );
    expect(report).toMatchObject({ peResult: "outer", vlmResult: null });
  });

  test("loses the internal app_key", () => {
    const { report } = readData('{"resp_data":"{\\"infer_ctx\\":{\\"app_key\\":\\"s\\"}}"}');
    expect(report.responseData).toBe('{"infer_ctx":{}}');
    expect(report.rawJson).toBe('{"code":10000,"data":{"resp_data":"{\\"infer_ctx\\":{}}"}}');
  });
});

describe("what is not recognised", () => {
  test("is named by its path, nested members included", () => {
    const body = {
      code: 1,
      trace: 1,
      ResponseMetadata: {},
      data: { "a.b": 1, algorithm_base_resp: { status_code: "x", more: 1 }, logo_info: { size: 1 } },
    };
    expect(readEnvelope(JSON.stringify(body)).unrecognised).toEqual([
      "data.algorithm_base_resp.status_code",
      "data.algorithm_base_resp.more",
      "data.logo_info.size",
      "trace",
      "data.a.b",
    ]);
  });

  test.each(["1", '"x"', "[]", "true"])("includes data that is %s", (data) => {
    expect(readData(data).unrecognised).toEqual(["data"]);
  });

  test("is bounded in number and length", () => {
    const data = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`${index}-${"n".repeat(500)}`, 1]),
    );
    const { unrecognised } = readData(JSON.stringify(data));
    expect(unrecognised).toHaveLength(64);
    expect(Math.max(...unrecognised.map((name) => name.length))).toBe(100);
  });

  test("never comes from an object's prototype", () => {
    const { report, unrecognised } = readData('{"__proto__":{"seed":5},"constructor":{"scale":1}}');
    expect(report).toMatchObject({ seed: null, scale: null });
    expect(unrecognised).toEqual(["data.__proto__", "data.constructor"]);
  });
});
