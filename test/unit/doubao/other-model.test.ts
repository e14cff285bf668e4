import { describe, expect, test } from "vitest";
import { checkOtherModel, type OtherModelRequest, toOtherReqJson } from "../../../src/doubao/other-model.js";

function nested(depth: number): Record<string, unknown> {
  let value: Record<string, unknown> = {};
  for (let level = 1; level < depth; level += 1) value = { a: value };
  return value;
}

/** An object that takes exactly so many bytes as JSON text. */
function sized(bytes: number): Record<string, unknown> {
  return { a: "x".repeat(bytes - '{"a":""}'.length) };
}

describe("toOtherReqJson", () => {
  test("sends the req_key first and the parameters as they are, false and zero included", () => {
    const parameters = { use_sr: false, seed: 0, negative_prompt: "", nothing: null, list: [{ a: 1 }] };
    expect(JSON.stringify(toOtherReqJson({ reqKey: "byteedit_v2.0", parameters }))).toBe(
      '{"req_key":"byteedit_v2.0","use_sr":false,"seed":0,"negative_prompt":"","nothing":null,"list":[{"a":1}]}',
    );
  });

  test.each([null, undefined, {}])("sends the req_key alone for parameters %j", (parameters) => {
    expect(toOtherReqJson({ reqKey: "k", parameters })).toEqual({ req_key: "k" });
  });
});

describe("checkOtherModel accepts", () => {
  test.each<[OtherModelRequest]>([
    [{ reqKey: "i2i_xl_sft" }],
    [
      {
        reqKey: "high_aes_scheduler_svr_controlnet_v2.0",
        parameters: { model_version: "general_controlnet_v2.0" },
      },
    ],
    [{ reqKey: "k".repeat(128), action: null, version: null, parameters: null }],
    [{ reqKey: "3d-style", action: "Img2ImgXLSft", version: "2024-06-06" }],
    [{ reqKey: "k", action: "HighAesSmartDrawing" }],
    [{ reqKey: "k", parameters: { negative_prompt: "x", lora_map: ["y"], nested: { prompt: "z" } } }],
    [{ reqKey: "k", parameters: Object.assign(Object.create(null), { a: Object.create(null) }) }],
  ])("%j", (request) => {
    expect(checkOtherModel(request)).toEqual([]);
  });

  test("parameters that are 16 deep or exactly 64 KiB", () => {
    expect(checkOtherModel({ reqKey: "k", parameters: nested(16) })).toEqual([]);
    expect(checkOtherModel({ reqKey: "k", parameters: sized(65_536) })).toEqual([]);
  });
});

describe("checkOtherModel refuses", () => {
  test.each(["", "_k", ".k", "a b", "a/b", "é", "k\n", "k".repeat(129)])("the reqKey %j", (reqKey) => {
    expect(checkOtherModel({ reqKey })).toMatchObject([{ path: ["reqKey"], constraint: "reqKey" }]);
  });

  test.each(["", "1a", "CV-Process", "CV Process", "A&Version=1", "a".repeat(65)])(
    "the action %j",
    (action) => {
      expect(checkOtherModel({ reqKey: "k", action })).toMatchObject([
        { path: ["action"], constraint: "action" },
      ]);
    },
  );

  test.each([
    "CVSync2AsyncSubmitTask",
    "CVSync2AsyncGetResult",
    "CVSubmitTask",
    "CVGetResult",
    "CVCancelTask",
    "Seed3LSingleIPSubmitTask",
    "cvsubmittask",
  ])("the asynchronous action %s", (action) => {
    expect(checkOtherModel({ reqKey: "k", action })).toMatchObject([
      { path: ["action"], constraint: "synchronousAction" },
    ]);
  });

  test.each([
    "",
    "2022-8-31",
    "2022-13-01",
    "2022-00-10",
    "2022-01-32",
    "20220831",
    "2022-08-31T00:00:00Z",
    " 2022-08-31",
  ])("the version %j", (version) => {
    expect(checkOtherModel({ reqKey: "k", version })).toMatchObject([
      { path: ["version"], constraint: "version" },
    ]);
  });

  test.each([
    "req_key",
    "prompt",
    "custom_prompt",
    "positive_prompt",
    "text",
    "edit_prompt",
    "image_edit_prompt",
    "image_urls",
    "image_url",
    "binary_data_base64",
    "image_input",
    "image_input1",
    "image",
  ])("the parameter %s, whatever its value", (name) => {
    const expected = [{ path: ["parameters", name], constraint: "reservedParameter" }];
    expect(checkOtherModel({ reqKey: "k", parameters: { [name]: "secret" } })).toMatchObject(expected);
    expect(checkOtherModel({ reqKey: "k", parameters: { [name]: null } })).toMatchObject(expected);
  });

  test.each(["face_image", "style_image"])("in %s any picture but the source", (name) => {
    const checked = (value: unknown) => checkOtherModel({ reqKey: "k", parameters: { [name]: value } });
    for (const value of [
      "uri://binary_data?index=1",
      "https://secret",
      "",
      ["uri://binary_data?index=0"],
      0,
    ]) {
      expect(checked(value)).toEqual([
        {
          path: ["parameters", name],
          constraint: "onePicture",
          message: "must be uri://binary_data?index=0, the source: TOS gives a model one picture",
        },
      ]);
    }
    expect(checked("uri://binary_data?index=0")).toEqual([]);
    expect(checked(null)).toEqual([]);
  });

  test.each(['{"__proto__":{}}', '{"a":[{"constructor":1}]}', '{"a":{"prototype":null}}'])(
    "a name of the prototype in %s",
    (text) => {
      expect(checkOtherModel({ reqKey: "k", parameters: JSON.parse(text) })).toMatchObject([
        { path: ["parameters"], constraint: "memberName" },
      ]);
    },
  );

  test.each<[string, unknown]>([
    ["a list", []],
    ["a text", "x"],
    ["a number", 5],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["a function inside", { a: () => 1 }],
    ["undefined inside", { a: undefined }],
    ["NaN inside", { a: [Number.NaN] }],
    ["a bigint inside", { a: 1n }],
    ["a symbol inside", { a: Symbol("x") }],
    ["a class instance inside", { a: new URL("https://a") }],
  ])("parameters that are %s", (_, parameters) => {
    const request = { reqKey: "k", parameters } as OtherModelRequest;
    expect(checkOtherModel(request)).toMatchObject([{ path: ["parameters"], constraint: "jsonObject" }]);
  });

  test("parameters that are too deep, also where they contain themselves", () => {
    const depth = [{ path: ["parameters"], constraint: "depth", message: "must be nested at most 16 deep" }];
    expect(checkOtherModel({ reqKey: "k", parameters: nested(17) })).toEqual(depth);
    expect(checkOtherModel({ reqKey: "k", parameters: nested(100_000) })).toEqual(depth);
    const cycle: Record<string, unknown> = {};
    cycle.a = cycle;
    expect(checkOtherModel({ reqKey: "k", parameters: cycle })).toEqual(depth);
  });

  test("parameters that are too large, in bytes and not in characters, also by shared parts", () => {
    const size = [
      { path: ["parameters"], constraint: "size", message: "must be at most 65536 bytes as JSON text" },
    ];
    expect(checkOtherModel({ reqKey: "k", parameters: sized(65_537) })).toEqual(size);
    expect(checkOtherModel({ reqKey: "k", parameters: { a: "图".repeat(22_000) } })).toEqual(size);
    expect(checkOtherModel({ reqKey: "k", parameters: { a: new Array(70_000).fill(0) } })).toEqual(size);
    let shared: unknown[] = [];
    for (let level = 0; level < 14; level += 1) shared = new Array(10).fill(shared);
    expect(checkOtherModel({ reqKey: "k", parameters: { shared } })).toEqual(size);
  });

  test("everything at once, and repeats none of the values", () => {
    const violations = checkOtherModel({
      reqKey: "/secret",
      action: "/secret",
      version: "secret",
      parameters: { prompt: "secret", image: "secret", req_key: "secret", a: nested(20) },
    });
    expect(violations.map(({ constraint }) => constraint)).toEqual([
      "reqKey",
      "action",
      "version",
      "depth",
      "reservedParameter",
      "reservedParameter",
      "reservedParameter",
    ]);
    expect(JSON.stringify(violations)).not.toContain("secret");
    expect(violations.filter(({ message }) => !message.startsWith("must "))).toEqual([]);
  });
});
