import { describe, expect, test } from "vitest";
import {
  checkModel,
  checkPromptFor,
  type ModelChoice,
  type ModelTask,
  modelConfig,
  modelOf,
} from "../../../src/doubao/model-choice.js";

const other = (reqKey: string, parameters?: Record<string, unknown>): ModelChoice => ({
  other: { reqKey, ...(parameters && { parameters }) },
});

describe("a model that does not fit is refused with the reason before it is paid for", () => {
  const TASK_ONLY = "must be another model: this one answers with a task only, and TOS waits for a picture";
  const MASK =
    "must be another model: this one needs a second picture, the mask, and TOS gives a model one picture";
  const TEXT_ALONE =
    "must be a model that makes a picture of a picture and a prompt: this one makes pictures of text alone";
  const NEEDS_SOURCE = "must be a model that makes a picture of text alone: this one needs a source picture";

  test.each<[ModelTask, ModelChoice, string, string]>([
    ["IMAGE_TO_IMAGE", other("jimeng_i2i_v30"), "synchronousModel", TASK_ONLY],
    ["TEXT_TO_IMAGE", other("jimeng_t2i_v40"), "synchronousModel", TASK_ONLY],
    ["IMAGE_TO_IMAGE", other("i2i_multi_style_zx2x"), "synchronousModel", TASK_ONLY],
    ["IMAGE_TO_IMAGE", other("i2i_inpainting"), "usableModel", MASK],
    ["TEXT_TO_IMAGE", other("i2i_inpainting_edit"), "usableModel", MASK],
    ["IMAGE_TO_IMAGE", other("t2i_xl_sft"), "modelTask", TEXT_ALONE],
    ["IMAGE_TO_IMAGE", other("high_aes_general_v21_L"), "modelTask", TEXT_ALONE],
    ["IMAGE_TO_IMAGE", other("high_aes", { model_version: "general_v1.3" }), "modelTask", TEXT_ALONE],
    ["TEXT_TO_IMAGE", other("i2i_xl_sft"), "modelTask", NEEDS_SOURCE],
    ["TEXT_TO_IMAGE", other("img2img_clay_style_usage"), "modelTask", NEEDS_SOURCE],
  ])("for %s: %j", (task, choice, constraint, message) => {
    expect(checkModel(choice, task)).toEqual([{ path: ["other", "reqKey"], constraint, message }]);
  });

  test.each<[ModelTask, ModelChoice]>([
    ["TEXT_TO_IMAGE", other("high_aes", { model_version: "general_v1.3" })],
    ["TEXT_TO_IMAGE", other("high_aes", { model_version: "anime_v1.3" })],
    ["IMAGE_TO_IMAGE", other("high_aes", { model_version: "anime_v1.3" })],
    ["IMAGE_TO_IMAGE", other("high_aes")],
    ["TEXT_TO_IMAGE", other("high_aes")],
    ["IMAGE_TO_IMAGE", other("high_aes", { model_version: "anime_v1.3.1" })],
    ["TEXT_TO_IMAGE", other("high_aes_general_v40")],
    ["IMAGE_TO_IMAGE", other("img2img_clay_style_usage")],
  ])("and one that fits, or of which nothing is known, is not: for %s: %j", (task, choice) => {
    expect(checkModel(choice, task)).toEqual([]);
  });
});

describe("the open form of a known model", () => {
  const xl = (parameters: Record<string, unknown>) =>
    checkModel(other("i2i_xl_sft", parameters), "IMAGE_TO_IMAGE");
  const ZERO = "must be 0, the source: TOS gives a model one picture";

  test.each<[Record<string, unknown>, (string | number)[], string, string]>([
    [{ scale: 31 }, ["scale"], "range", "must be a number from 1 to 30"],
    [{ ddim_step: 0 }, ["ddim_step"], "range", "must be a whole number from 1 to 50"],
    [{ steps: 51 }, ["steps"], "range", "must be a whole number from 1 to 50"],
    [{ seed: "1" }, ["seed"], "type", "must be a whole number from -1 to 2147483647"],
    [{ return_url: 0 }, ["return_url"], "type", "must be true or false"],
    [{ logo_info: { position: 4 } }, ["logo_info", "position"], "type", "must be one of 0, 1, 2, 3"],
    [{ logo_info: { logo_text_content: 1 } }, ["logo_info", "logo_text_content"], "type", "must be a text"],
    [{ logo_info: [] }, ["logo_info"], "type", "must be an object"],
    [{ controlnet_args: {} }, ["controlnet_args"], "type", "must be a list of objects"],
    [{ controlnet_args: [1] }, ["controlnet_args", 0], "type", "must be an object"],
    [
      { style_reference_args: { id_weight: 1 } },
      ["style_reference_args", "binary_data_index"],
      "onePicture",
      ZERO,
    ],
    [
      { style_reference_args: { binary_data_index: 1 } },
      ["style_reference_args", "binary_data_index"],
      "onePicture",
      ZERO,
    ],
    [
      { controlnet_args: [{ type: "canny", strength: 1, binary_data_index: 1 }] },
      ["controlnet_args", 0, "binary_data_index"],
      "onePicture",
      ZERO,
    ],
    [
      { controlnet_args: [{ type: "CANNY", strength: 1, binary_data_index: 0 }] },
      ["controlnet_args", 0, "type"],
      "type",
      "must be one of canny, depth, pose",
    ],
    [
      { controlnet_args: [{ type: "canny", binary_data_index: 0 }] },
      ["controlnet_args", 0, "strength"],
      "required",
      "must be given: a number from 0 to 1",
    ],
    [
      { ddim_step: 20, ddim_steps: 20 },
      ["ddim_step"],
      "spelling",
      "must not be given beside ddim_steps: both are the steps",
    ],
  ])("refuses %j", (parameters, path, constraint, message) => {
    expect(xl(parameters)).toEqual([{ path: ["other", "parameters", ...path], constraint, message }]);
  });

  test("lets through what nothing is known of, and null", () => {
    expect(
      xl({ negative_prompt: "x", etta_args: { binary_data_index: 1 }, seed: null, logo_info: null }),
    ).toEqual([]);
  });

  test("says once that a list is none, and looks no further into parameters that are faulty as a whole", () => {
    const huge = { controlnet_args: new Array(70_000).fill({}) };
    expect(xl(huge).map(({ constraint }) => constraint)).toEqual(["size"]);
    expect(
      checkModel({ other: { reqKey: "i2i_xl_sft", parameters: [] as never } }, "IMAGE_TO_IMAGE"),
    ).toMatchObject([{ path: ["other", "parameters"], constraint: "jsonObject" }]);
  });

  test.each<[string, Record<string, unknown>, (string | number)[], string]>([
    [
      "high_aes_scheduler_svr_controlnet_v2.0",
      { controlnet_args: [{ type: "edges", strength: 0.5, binary_data_index: 0 }] },
      ["controlnet_args", 0, "type"],
      "must be one of canny, depth, pose",
    ],
    [
      "high_aes_scheduler_svr_controlnet_v2.0",
      { controlnet_args: [{ type: "depth", strength: 1.1, binary_data_index: 0 }] },
      ["controlnet_args", 0, "strength"],
      "must be a number from 0 to 1",
    ],
    ["img2img_anime_accelerated_maintain_id", { hyper_switch: 1 }, ["hyper_switch"], "must be true or false"],
    [
      "img2img_anime_accelerated_maintain_id",
      { face_image: "uri://binary_data?index=1" },
      ["face_image"],
      "must be uri://binary_data?index=0, the source: TOS gives a model one picture",
    ],
  ])("of %s knows its members: %j", (reqKey, parameters, path, message) => {
    expect(checkModel(other(reqKey, parameters), "IMAGE_TO_IMAGE")).toMatchObject([
      { path: ["other", "parameters", ...path], message },
    ]);
  });

  test("lets the model that keeps a person take the face from the source", () => {
    const parameters = { face_image: "uri://binary_data?index=0", face_switch: true };
    expect(checkModel(other("img2img_anime_accelerated_maintain_id", parameters), "IMAGE_TO_IMAGE")).toEqual(
      [],
    );
  });

  test("requires what the model requires", () => {
    expect(checkModel(other("high_aes_general_v20"), "TEXT_TO_IMAGE")).toEqual([
      {
        path: ["other", "parameters", "model_version"],
        constraint: "required",
        message: "must be given: general_v2.0",
      },
    ]);
  });

  test.each([
    [{ width: 1600 }, "width"],
    [{ height: 1600 }, "height"],
    [{ width: 1088, height: 1089 }, "width"],
  ])("holds the anime model to its area: %j", (size, name) => {
    expect(checkModel(other("high_aes", { model_version: "anime_v1.3", ...size }), "TEXT_TO_IMAGE")).toEqual([
      {
        path: ["other", "parameters", name],
        constraint: "area",
        message: "must make at most 1183744 pixels with the other side, which is 1024 when it is left out",
      },
    ]);
  });

  test("takes values beyond a bound that no source states: the typed form holds to it, this one does not", () => {
    expect(checkModel(other("t2i_xl_sft", { scale: 31, width: 2560 }), "TEXT_TO_IMAGE")).toEqual([]);
    expect(checkModel({ t2iXlSft: { scale: 31, width: 2560 } }, "TEXT_TO_IMAGE")).toHaveLength(2);
  });

  test("repeats none of the values", () => {
    const found = xl({ scale: "CANARY", ddim_steps: "CANARY", step: "CANARY", controlnet_args: ["CANARY"] });
    expect(found).toHaveLength(4);
    expect(JSON.stringify(found)).not.toContain("CANARY");
    expect(found.filter(({ message }) => !message.startsWith("must "))).toEqual([]);
  });
});

describe("the steps are sent under the model's own name, whichever was written", () => {
  const sent = (reqKey: string, parameters: Record<string, unknown>) =>
    JSON.stringify(modelConfig(other(reqKey, parameters)).reqJson);

  test.each([
    ["i2i_outpainting", { ddim_steps: 30, seed: 0 }, '{"req_key":"i2i_outpainting","steps":30,"seed":0}'],
    ["high_aes_ip_v20", { seed: 1, step: 9 }, '{"req_key":"high_aes_ip_v20","seed":1,"ddim_steps":9}'],
    ["high_aes_ip_v20", { steps: 9, ddim_steps: null }, '{"req_key":"high_aes_ip_v20","ddim_steps":9}'],
    [
      "img2img_anime_accelerated_maintain_id",
      { ddim_step: 18 },
      '{"req_key":"img2img_anime_accelerated_maintain_id","step":18}',
    ],
    ["i2i_xl_sft", { steps: 20 }, '{"req_key":"i2i_xl_sft","ddim_steps":20}'],
  ])("%s %j", (reqKey, parameters, expected) => {
    expect(sent(reqKey, parameters)).toBe(expected);
  });

  test.each([
    ["i2i_xl_sft, whose pages have both names", "i2i_xl_sft", { ddim_step: 20 }],
    ["a model without known steps", "byteedit_v2.0", { steps: 20 }],
    ["a model that is not known", "brand_new", { step: 20, steps: 20 }],
  ])("but not those of %s", (_what, reqKey, parameters) => {
    expect(sent(reqKey, parameters)).toBe(JSON.stringify({ req_key: reqKey, ...parameters }));
  });
});

test.each<[ModelChoice, object]>([
  [{ i2iXlSft: { seed: 0 } }, { req_key: "i2i_xl_sft", seed: 0 }],
  [{ t2iXlSft: { returnUrl: false } }, { req_key: "t2i_xl_sft", return_url: false }],
  [
    { highAes: { version: "GENERAL_V1_3", useSr: false } },
    { req_key: "high_aes", model_version: "general_v1.3", use_sr: false },
  ],
  [other("x", { use_sr: false, seed: 0 }), { req_key: "x", use_sr: false, seed: 0 }],
  [{ other: { reqKey: "x", parameters: null } }, { req_key: "x" }],
])("%j is sent with TOS's action and version, the req_key first, false and 0 included", (choice, reqJson) => {
  const config = modelConfig(choice);
  expect(config).toEqual({ action: "CVProcess", version: "2022-08-31", reqJson });
  expect(Object.keys(config.reqJson)[0]).toBe("req_key");
});

test("an action and a version of the caller's own are sent", () => {
  const choice = { other: { reqKey: "x", action: "HighAesSmartDrawing", version: "2024-06-06" } };
  expect(modelConfig(choice)).toMatchObject({ action: "HighAesSmartDrawing", version: "2024-06-06" });
});

test.each<[ModelChoice, string | undefined]>([
  [{ i2iXlSft: {} }, "General XL pro, image to image"],
  [{ t2iXlSft: {} }, "General XL pro, text to image"],
  [{ highAes: { version: "ANIME_V1_3" } }, "High aesthetics, anime 1.3"],
  [other("high_aes", { model_version: "general_v1.3" }), "High aesthetics, general 1.3"],
  [other("high_aes"), undefined],
  [other("brand_new"), undefined],
])("the catalogue's entry of %j is %s", (choice, title) => {
  expect(modelOf(choice)?.title).toBe(title);
});

test.each<[ModelChoice]>([[{ i2iXlSft: {} }], [other("seededit_v3.0")], [other("brand_new")]])(
  "a prompt for %j has 800 code points at most: what a page only advises is not held to",
  (choice) => {
    expect(checkPromptFor("😀".repeat(800), choice)).toBeNull();
    expect(checkPromptFor("😀".repeat(801), choice)).toBe(
      "must be at most 800 characters (Unicode code points)",
    );
    expect(checkPromptFor(" ", choice)).toMatch(/blank/);
  },
);
