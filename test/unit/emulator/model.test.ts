import { describe, expect, it } from "vitest";
import { emulatedFailure, ModelFailure, modelCode } from "../../../src/emulator/model/codes.js";
import { checkModelInput, checkModelRequest, generate } from "../../../src/emulator/model/model.js";
import { type JsonObject, readModelParameters } from "../../../src/emulator/model/parameters.js";
import { failureResponse, successResponse } from "../../../src/emulator/model/response.js";
import type { Pixels } from "../../../src/emulator/pictures/picture.js";
import { codeOf } from "./model-code.js";

const NOW = new Date("2025-04-23T04:14:00Z");

/** A gradient with a bright disc. */
function scene(width: number, height: number, channels: 3 | 4 = 3): Pixels {
  const data = Buffer.alloc(width * height * channels, 255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside = Math.hypot(x - width / 3, y - height / 3) < width / 6;
      const color = inside ? [250, 240, 180] : [20 + (x * 60) / width, 40 + (y * 90) / height, 110];
      data.set(color, (y * width + x) * channels);
    }
  }
  return { data, width, height, channels };
}

function meanLightness({ data, width }: Pixels, x0: number, y0: number, side: number): number {
  let sum = 0;
  for (let y = y0; y < y0 + side; y++) {
    for (let x = x0; x < x0 + side; x++) sum += data[(y * width + x) * 3 + 1] ?? 0;
  }
  return sum / side ** 2;
}

const parameters = (sent: JsonObject = {}) => readModelParameters({ req_key: "i2i_xl_sft", ...sent });

describe("the stand-in", () => {
  const source = scene(240, 160);

  it("makes the same picture of the same request, and of a random seed too", async () => {
    for (const sent of [{}, { seed: 7 }]) {
      const [a, b] = [
        await generate(source, "山", parameters(sent)),
        await generate(source, "山", parameters(sent)),
      ];
      expect(a.data.equals(b.data)).toBe(true);
    }
  });

  it("makes another picture for another prompt, seed or source", async () => {
    const pictures = await Promise.all([
      generate(source, "山", parameters({ seed: 1 })),
      generate(source, "水", parameters({ seed: 1 })),
      generate(source, "山", parameters({ seed: 2 })),
      generate(source, "山", parameters()),
      generate(
        scene(240, 160, 4),
        "山",
        parameters({ seed: 1, controlnet_args: [{ type: "canny", strength: 1, binary_data_index: 0 }] }),
      ),
    ]);
    expect(new Set(pictures.map(({ data }) => data.toString("base64"))).size).toBe(pictures.length);
  });

  it("keeps size and composition, and changes the colours so that it shows", async () => {
    const painted = await generate(source, "千军万马", parameters());
    expect([painted.width, painted.height, painted.channels]).toEqual([240, 160, 3]);
    expect(painted.data).toHaveLength(source.data.length);
    const [disc, ground] = [meanLightness(painted, 70, 43, 20), meanLightness(painted, 180, 20, 20)];
    expect(disc - ground).toBeGreaterThan(60);
    let difference = 0;
    for (let at = 0; at < source.data.length; at++)
      difference += Math.abs((painted.data[at] ?? 0) - (source.data[at] ?? 0));
    expect(difference / source.data.length).toBeGreaterThan(12);
  });

  it.each([
    [1, 1],
    [3, 200],
    [70, 30],
  ])("takes a picture of %i by %i", async (width, height) => {
    expect(await generate(scene(width, height), "a", parameters())).toMatchObject({
      width,
      height,
      channels: 3,
    });
  });
});

describe("the model refuses", () => {
  const request = {
    action: "CVProcess",
    version: "2022-08-31",
    prompt: "a",
    reqJson: { req_key: "i2i_xl_sft" },
  };
  const refusals: [string, Partial<typeof request> | { reqJson: JsonObject }, number][] = [
    ["nothing that is right", {}, 10_000],
    ["no prompt of 800 characters", { prompt: "😀".repeat(800) }, 10_000],
    ["a longer prompt", { prompt: "😀".repeat(801) }, 50200],
    ["an unknown action", { action: "CVSomething" }, 50402],
    ["an unknown version", { version: "2024-06-06" }, 50402],
    ["a request without req_key", { reqJson: {} }, 50201],
    ["an unknown req_key", { reqJson: { req_key: "t2i_nothing" } }, 50204],
    ["a req_key that is no text", { reqJson: { req_key: 5 } }, 50204],
    ["a seed that is no number", { reqJson: { req_key: "i2i_xl_sft", seed: "1" } }, 50204],
    ["a scale out of range", { reqJson: { req_key: "i2i_xl_sft", scale: 31 } }, 50200],
    ["too many steps", { reqJson: { req_key: "i2i_xl_sft", ddim_steps: 51 } }, 50200],
    [
      "an unknown control net",
      {
        reqJson: {
          req_key: "i2i_xl_sft",
          controlnet_args: [{ type: "edge", strength: 1, binary_data_index: 0 }],
        },
      },
      50200,
    ],
    [
      "a control net without strength",
      { reqJson: { req_key: "i2i_xl_sft", controlnet_args: [{ type: "pose", binary_data_index: 0 }] } },
      50201,
    ],
    ["a control net that is no list", { reqJson: { req_key: "i2i_xl_sft", controlnet_args: {} } }, 50204],
    ["what the prompt asks it to refuse", { prompt: "a horse emulate:50412" }, 50412],
  ];
  it.each(refusals)("%s", (_name, change, code) => {
    expect(codeOf(() => checkModelRequest({ ...request, ...change }))).toBe(code);
  });

  it("pictures of 5 MB or of 4,096 pixels a side", () => {
    const check = (width: number, encodedBytes: number) =>
      codeOf(() =>
        checkModelInput({ pixels: { data: Buffer.alloc(0), width, height: 9, channels: 3 }, encodedBytes }),
      );
    expect([check(4095, 5 * 1024 ** 2 - 1), check(4096, 1), check(9, 5 * 1024 ** 2)]).toEqual([
      10_000, 50205, 50205,
    ]);
  });
});

describe("an emulated failure", () => {
  it("is any code of the table, and no other", () => {
    expect(emulatedFailure("emulate:50511 please")).toMatchObject({ code: 50511, status: 400, late: true });
    expect(emulatedFailure("emulate:50430")).toMatchObject({ status: 429, late: false });
    expect(emulatedFailure("emulate:50500")).toMatchObject({ status: 500 });
    expect([
      emulatedFailure("emulate:12345"),
      emulatedFailure("emulate:504120"),
      emulatedFailure("50412"),
    ]).toEqual([null, null, null]);
    expect(modelCode(10_000)).toBeUndefined();
  });
});

describe("resp_json", () => {
  const generated = (sent: JsonObject = {}, reqKey = "i2i_xl_sft") => ({
    prompt: "美女",
    width: 1024,
    height: 768,
    parameters: readModelParameters({ req_key: reqKey, ...sent }),
  });

  it("has the members of the page's sample, and no other", () => {
    expect(successResponse(generated(), NOW, 6430.430379)).toEqual({
      resp_json: {
        code: 10000,
        data: {
          algorithm_base_resp: { status_code: 0, status_message: "Success" },
          binary_data_base64: null,
          comfyui_cost: 5,
          "controlnet_args.canny.binary_data_index": 0,
          "controlnet_args.canny.strength": 0,
          "controlnet_args.depth.binary_data_index": 0,
          "controlnet_args.depth.strength": 0,
          "controlnet_args.pose.binary_data_index": 0,
          "controlnet_args.pose.strength": 0,
          "etta_args.binary_data_index": 1,
          image_urls: null,
          multi_pipeline_select_key: "i2i",
          request_id: expect.stringMatching(/^[0-9a-f]{64}$/),
          "style_reference_args.binary_data_index": 0,
          "style_reference_args.id_weight": 0,
          "style_reference_args.style_weight": 0,
        },
        message: "Success",
        request_id: expect.stringMatching(/^20250423121400[0-9A-F]{20}$/),
        status: 10000,
        time_elapsed: "6.430430379s",
      },
    });
  });

  it("repeats parameters, nested and dotted, as recorded replies do", () => {
    const net = { type: "canny", strength: 0.4, binary_data_index: 0 };
    const style = { id_weight: 0.2, style_weight: 0, binary_data_index: 0 };
    const sent = {
      controlnet_args: [net],
      style_reference_args: style,
      etta_args: { binary_data_index: 0 },
      logo_info: { add_logo: true, position: 2 },
      return_url: true,
      scale: 7,
      seed: -1,
      ddim_steps: 20,
    };
    const { resp_json } = successResponse(generated(sent), NOW, 1) as { resp_json: { data: JsonObject } };
    expect(resp_json.data).toMatchObject({
      ...sent,
      logo_info: { add_logo: true, language: 0, opacity: 1, position: 2 },
      "controlnet_args.canny.strength": 0.4,
      "controlnet_args.depth.strength": 0,
      "style_reference_args.id_weight": 0.2,
      "etta_args.binary_data_index": 0,
      custom_prompt: "美女",
      prompt: "beautiful woman",
      prompt_translated: "beautiful woman",
      width: 1024,
      height: 768,
      comfyui_cost: 11,
      image_urls: null,
    });
    expect(Object.keys(resp_json.data)).toEqual(Object.keys(resp_json.data).sort());
  });

  it("of another req_key repeats whatever was sent", () => {
    const { resp_json } = successResponse(
      generated({ strength: 0, use_sr: false }, "byteedit_v2.0"),
      NOW,
      1,
    ) as {
      resp_json: { data: JsonObject };
    };
    expect(resp_json.data).toEqual({
      algorithm_base_resp: { status_code: 0, status_message: "Success" },
      binary_data_base64: null,
      image_urls: null,
      request_id: expect.any(String),
      strength: 0,
      use_sr: false,
    });
  });

  it("of a failure has null for data", () => {
    expect(failureResponse(new ModelFailure(50413), NOW, 36.799829)).toEqual({
      resp_json: {
        code: 50413,
        data: null,
        message: "Post Text Risk Not Pass",
        request_id: expect.stringMatching(/^\d{14}[0-9A-F]{20}$/),
        status: 50413,
        time_elapsed: "36.799829ms",
      },
    });
  });
});
