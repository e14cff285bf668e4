import { describe, expect, it } from "vitest";
import { ModelFailure } from "../../../src/emulator/model/codes.js";
import type { JsonObject } from "../../../src/emulator/model/json.js";
import { readModelParameters } from "../../../src/emulator/model/parameters.js";
import { successResponse } from "../../../src/emulator/model/response.js";
import { translatePrompt } from "../../../src/emulator/model/translation.js";

const NOW = new Date("2024-08-09T06:57:32Z");

function dataOf(prompt: string, reqJson: JsonObject, from: "image" | "text" = "image"): JsonObject {
  const parameters = readModelParameters(reqJson, from);
  const reply = successResponse({ prompt, parameters, width: 1024, height: 1024 }, NOW, 1);
  return (reply as { resp_json: { data: JsonObject } }).resp_json.data;
}

describe("data in a reply", () => {
  it("of i2i_xl_sft with every parameter is the official SDK's sample, but for the pictures and the pipeline", () => {
    const data = dataOf("美女", {
      req_key: "i2i_xl_sft",
      controlnet_args: [{ binary_data_index: 0, strength: 0.4, type: "canny" }],
      ddim_step: 20,
      etta_args: { binary_data_index: 0 },
      logo_info: { add_logo: true, language: 0, opacity: 1, position: 2 },
      return_url: true,
      scale: 7,
      seed: -1,
      style_reference_args: { binary_data_index: 0, id_weight: 0.2, style_weight: 0 },
    });
    expect(data).toEqual({
      algorithm_base_resp: { status_code: 0, status_message: "Success" },
      binary_data_base64: null,
      comfyui_cost: 11,
      controlnet_args: [{ binary_data_index: 0, strength: 0.4, type: "canny" }],
      "controlnet_args.canny.binary_data_index": 0,
      "controlnet_args.canny.strength": 0.4,
      "controlnet_args.depth.binary_data_index": 0,
      "controlnet_args.depth.strength": 0,
      "controlnet_args.pose.binary_data_index": 0,
      "controlnet_args.pose.strength": 0,
      custom_prompt: "美女",
      ddim_step: 20,
      etta_args: { binary_data_index: 0 },
      "etta_args.binary_data_index": 0,
      height: 1024,
      image_urls: null,
      logo_info: { add_logo: true, language: 0, opacity: 1, position: 2 },
      multi_pipeline_select_key: "i2i",
      prompt: "beautiful woman",
      prompt_translated: "beautiful woman",
      request_id: expect.stringMatching(/^[0-9a-f]{64}$/),
      return_url: true,
      scale: 7,
      seed: -1,
      style_reference_args: { binary_data_index: 0, id_weight: 0.2, style_weight: 0 },
      "style_reference_args.binary_data_index": 0,
      "style_reference_args.id_weight": 0.2,
      "style_reference_args.style_weight": 0,
      width: 1024,
    });
  });

  it("of high_aes has the picture's member alone", () => {
    expect(dataOf("马", { req_key: "high_aes", model_version: "anime_v1.3", strength: 0.5 })).toEqual({
      binary_data_base64: null,
    });
  });

  it("of an AI style has every member of the recorded reply", () => {
    const data = dataOf("山", { req_key: "img2img_comic_style", return_url: true });
    expect(data).toEqual({
      "1905703073": 1905703073,
      algorithm_base_resp: { status_code: 0, status_message: "Success" },
      animeoutlineV4_16_strength_clip: 0.2,
      animeoutlineV4_16_strength_model: 0.2,
      apply_id_layer: "0,1,2,3",
      binary_data_base64: null,
      clip_skip: -2,
      cn_mode: 2,
      comfyui_cost: 4,
      controlnet_weight: 1,
      ddim_steps: 20,
      i2t_tag_text: "",
      id_weight: 0,
      image_urls: null,
      long_resolution: 832,
      lora_map: {
        animeoutlineV4_16: { strength_clip: 0.2, strength_model: 0.2 },
        null: { strength_clip: 0.7000000000000001, strength_model: 0.7000000000000001 },
      },
      null_strength_clip: 0.7000000000000001,
      null_strength_model: 0.7000000000000001,
      prompt: "山",
      return_url: true,
      scale: 5,
      seed: -1,
      strength: 0.58,
      sub_prompts: ["山"],
      sub_req_key: "",
    });
    expect(dataOf("山", { req_key: "img2img_comic_style", strength: 0, ddim_steps: 9 })).toMatchObject({
      strength: 0,
      ddim_steps: 9,
    });
  });

  it("of the 2.1 general model has the members that were recorded, and image_urls only when asked for", () => {
    const key = { req_key: "jimeng_high_aes_general_v21_L" };
    const recorded = [
      "algorithm_base_resp",
      "binary_data_base64",
      "infer_ctx",
      "llm_result",
      "pe_result",
      "predict_tags_result",
      "rephraser_result",
      "request_id",
      "vlm_result",
    ];
    expect(Object.keys(dataOf("山", key, "text"))).toEqual(recorded);
    expect(dataOf("山", { ...key, return_url: true }, "text")).toHaveProperty("image_urls", null);
  });

  it("of t2i_xl_sft repeats what was sent, with the size", () => {
    expect(dataOf("雪山 日落", { req_key: "t2i_xl_sft", seed: 4 }, "text")).toMatchObject({
      custom_prompt: "雪山 日落",
      prompt: "snow mountain sunset",
      seed: 4,
      width: 1024,
      height: 1024,
      image_urls: null,
    });
  });
});

describe("a translated prompt", () => {
  it.each([
    ["千军万马", "thousands of troops and horses"],
    ["一只可爱的猫，油画风格", "a cute cat, oil painting style"],
    ["A cat on the moon", "A cat on the moon"],
    ["海边的饕餮", "seaside 饕餮"],
    ["", ""],
  ])("%s is %s", (prompt, translated) => {
    expect(translatePrompt(prompt)).toBe(translated);
  });
});

describe("parameters of a picture of words alone", () => {
  const sizeOf = (reqJson: JsonObject) => readModelParameters(reqJson, "text").size;
  const messageOf = (reqJson: JsonObject, from: "image" | "text" = "text") => {
    try {
      readModelParameters(reqJson, from);
    } catch (error) {
      if (error instanceof ModelFailure) return `${error.code} ${error.message}`;
      throw error;
    }
    return "accepted";
  };

  it("have the sizes that their key allows, doubled by super resolution", () => {
    expect(sizeOf({ req_key: "t2i_xl_sft" })).toEqual({ width: 1024, height: 1024 });
    expect(sizeOf({ req_key: "t2i_xl_sft", width: 640, height: 480 })).toEqual({ width: 640, height: 480 });
    expect(sizeOf({ req_key: "high_aes" })).toEqual({ width: 512, height: 512 });
    expect(sizeOf({ req_key: "high_aes_general_v20", width: 300 })).toEqual({ width: 300, height: 512 });
    expect(sizeOf({ req_key: "high_aes_general_v20", use_sr: true })).toEqual({ width: 1024, height: 1024 });
    const general = { req_key: "high_aes", model_version: "general_v1.3" };
    expect(sizeOf({ ...general, width: 128, use_sr: true })).toEqual({ width: 256, height: 1024 });
    expect(sizeOf(general)).toEqual({ width: 512, height: 512 });
    expect(sizeOf({ req_key: "jimeng_high_aes_general_v21_L" })).toEqual({ width: 1024, height: 1024 });
  });

  it.each<[JsonObject, "image" | "text", string]>([
    [{ req_key: "t2i_xl_sft", width: 100 }, "text", "50200 invalid args: width must be in [256, 2048]"],
    [{ req_key: "t2i_xl_sft", width: "640" }, "text", "50204 parameter type error: width"],
    [{ req_key: "t2i_xl_sft", scale: true }, "text", "50204 parameter type error: scale"],
    [
      { req_key: "t2i_xl_sft", logo_info: { opacity: 2 } },
      "text",
      "50200 invalid args: opacity must be in [0, 1]",
    ],
    [
      { req_key: "t2i_xl_sft", logo_info: { add_logo: "yes" } },
      "text",
      "50204 parameter type error: add_logo",
    ],
    [{ req_key: "t2i_xl_sft", return_url: 1 }, "text", "50204 parameter type error: return_url"],
    [
      { req_key: "high_aes", model_version: "anime_v1.3", width: 1728, height: 1728 },
      "text",
      "50200 width*height must in [576 * 576, 1088 * 1088]",
    ],
    [{ req_key: "i2i_xl_sft" }, "text", "50206 No image in request"],
    [{ req_key: "t2i_xl_sft" }, "image", "50204 req_key not supported"],
    [{ req_key: "none" }, "text", "50204 req_key not supported"],
    [
      { req_key: "i2i_xl_sft", controlnet_args: [{ type: 5 }] },
      "image",
      "50204 parameter type error: controlnet_args.type",
    ],
    [
      { req_key: "i2i_xl_sft", style_reference_args: { id_weight: 1.5 } },
      "image",
      "50200 invalid args: id_weight must be in [0, 1]",
    ],
    [{ req_key: "high_aes" }, "image", "accepted"],
    [{ req_key: "high_aes", model_version: "general_v1.3" }, "image", "50204 req_key not supported"],
    [{ req_key: "i2i_outpainting", steps: 51 }, "image", "50200 invalid args: steps must be in [1, 50]"],
    [
      { req_key: "img2img_ai_doodle_dreamina", step: 9 },
      "image",
      "50200 invalid args: step must be in [1, 8]",
    ],
    [
      { req_key: "high_aes_ip_v20", ddim_steps: 201 },
      "image",
      "50200 invalid args: ddim_steps must be in [1, 200]",
    ],
    [{ req_key: "i2i_ai_create_monet_usage" }, "image", "accepted"],
    [{ req_key: "i2i_ai_create_manet" }, "image", "50204 req_key not supported"],
  ])("%j from %s: %s", (reqJson, from, expected) => {
    expect(messageOf(reqJson, from)).toBe(expected);
  });
});
