import { describe, expect, test } from "vitest";
import { ASYNCHRONOUS_REQ_KEYS } from "../../../../src/doubao/catalogue/asynchronous.js";
import { findModel, IMAGE_MODELS, listModels } from "../../../../src/doubao/catalogue/catalogue.js";
import type { ImageModel, ModelTask } from "../../../../src/doubao/catalogue/image-model.js";
import { toHighAesReqJson } from "../../../../src/doubao/high-aes.js";
import { toReqJson } from "../../../../src/doubao/i2i-xl-sft.js";
import { checkModel, type ModelChoice } from "../../../../src/doubao/model-choice.js";
import { checkRange } from "../../../../src/doubao/ranges.js";
import { toT2iReqJson } from "../../../../src/doubao/t2i-xl-sft.js";
import { checkModelRequest } from "../../../../src/emulator/model/model.js";
import {
  byDefault,
  type Choose,
  least,
  most,
  put,
  type Written,
  written,
} from "../../../helpers/open-parameters.js";

const named = IMAGE_MODELS.map(
  (model) => [[model.reqKey, model.modelVersion].filter(Boolean).join(" "), model] as const,
);
const usable = named.filter(([, { refusal }]) => refusal === null);

test("the default model of each task comes first, with TOS's action and version", () => {
  const shared = { action: "CVProcess", version: "2022-08-31", promptMaxCodePoints: 800 };
  expect(listModels("IMAGE_TO_IMAGE", true)[0]).toMatchObject({
    ...shared,
    reqKey: "i2i_xl_sft",
    inputMember: "i2iXlSft",
    evidence: "OFFICIAL",
  });
  expect(listModels("TEXT_TO_IMAGE", true)[0]).toMatchObject({
    ...shared,
    reqKey: "t2i_xl_sft",
    inputMember: "t2iXlSft",
  });
});

test("every synchronous model of the documented list is there, for what it is used", () => {
  const keys = (task: ModelTask) => [...new Set(listModels(task, null).map(({ reqKey }) => reqKey))].sort();
  expect(keys("TEXT_TO_IMAGE")).toEqual([
    "high_aes",
    "high_aes_general_v14",
    "high_aes_general_v20",
    "high_aes_general_v20_L",
    "high_aes_general_v21_L",
    "high_aes_general_v30l_zt2i",
    "jimeng_high_aes_general_v21_L",
    "t2i_xl_sft",
  ]);
  expect(keys("IMAGE_TO_IMAGE").filter((key) => !key.endsWith("_style"))).toEqual([
    "byteedit_v2.0",
    "high_aes",
    "high_aes_anime_i2i",
    "high_aes_i2i",
    "high_aes_ip_v20",
    "high_aes_scheduler_svr_controlnet_v2.0",
    "i2i_ai_create_monet",
    "i2i_inpainting",
    "i2i_inpainting_edit",
    "i2i_outpainting",
    "i2i_portrait_photo",
    "i2i_xl_sft",
    "img2img_ai_doodle_dreamina",
    "img2img_anime",
    "img2img_anime_accelerated_maintain_id",
    "img2img_anime_accelerated_maintain_id_for_smart_drawing_anime",
    "seed3l_single_ip",
    "seededit_v3.0",
  ]);
  expect(keys("IMAGE_TO_IMAGE").filter((key) => key.endsWith("_style"))).toHaveLength(17);
});

test("models can be listed by what can be used: those that cannot have a reason, and stand last", () => {
  expect(listModels(null, false).map(({ reqKey, refusal }) => [reqKey, refusal])).toEqual([
    ["i2i_inpainting", "needs a second picture, the mask, and TOS gives a model one picture"],
    ["i2i_inpainting_edit", "needs a second picture, the mask, and TOS gives a model one picture"],
  ]);
  expect([...listModels(null, true), ...listModels(null, false)]).toEqual(IMAGE_MODELS);
  expect(listModels(null, null)).toEqual(IMAGE_MODELS);
});

test("no model stands in the catalogue twice, or among those that answer with a task only", () => {
  expect(new Set(named.map(([name]) => name)).size).toBe(named.length);
  for (const { reqKey } of IMAGE_MODELS) expect(ASYNCHRONOUS_REQ_KEYS.has(reqKey), reqKey).toBe(false);
});

test.each<[string, unknown, string | null]>([
  ["i2i_xl_sft", undefined, "General XL pro, image to image"],
  ["high_aes", "anime_v1.3", "High aesthetics, anime 1.3"],
  ["high_aes", "general_v1.3", "High aesthetics, general 1.3"],
  ["high_aes", undefined, null],
  ["high_aes", "anime_v1.3.1", null],
  ["img2img_clay_style", undefined, "AI style: Clay"],
  ["img2img_clay_style_usage", undefined, "AI style: Clay"],
  ["byteedit_v2.0_usage", undefined, null],
  ["__proto__", undefined, null],
])("the model of req_key %s with model_version %s is %s", (reqKey, modelVersion, title) => {
  expect(findModel(reqKey, modelVersion)?.title ?? null).toBe(title);
});

describe.each(named)("%s", (_name, model) => {
  const { parameters } = model;

  test("has each parameter once, in this API and in the model's own request", () => {
    expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length);
    expect(new Set(parameters.map(({ upstreamName }) => upstreamName)).size).toBe(parameters.length);
  });

  test("has values to choose from exactly where a parameter is an enumeration, and what is sent for each", () => {
    for (const { type, values, upstreamValues } of parameters) {
      expect(values.length > 0).toBe(type === "Enum");
      expect(new Set(upstreamValues).size).toBe(values.length);
    }
  });

  test("has defaults of the parameter's type, inside of its bounds", () => {
    for (const parameter of parameters) {
      const value = byDefault(parameter, model);
      if (parameter.defaultValue === null) continue;
      expect(value, parameter.name).toBeDefined();
      if (parameter.type === "Int" || parameter.type === "Float") expect(value).toBeTypeOf("number");
      if (parameter.type === "Int") expect(value).toSatisfy(Number.isInteger);
      if (parameter.type === "Boolean") expect(value).toBeTypeOf("boolean");
      if (parameter.range !== null) expect(checkRange(value as number, parameter.range)).toBeNull();
    }
  });

  test("has bounds in their order, of numbers alone", () => {
    for (const { type, range } of parameters) {
      if (range === null) continue;
      expect(range.minimum).toBeLessThan(range.maximum);
      expect([type, range.integer]).toEqual([range.integer ? "Int" : "Float", range.integer]);
    }
  });

  test("takes a picture exactly where it generates from one, and says nothing of pictures else", () => {
    const takes = model.tasks.includes("IMAGE_TO_IMAGE");
    expect(model.imageMember !== null).toBe(takes);
    if (!takes) expect(model.sourceImage).toBeNull();
  });

  test("tells what makes it cost more", () => {
    expect(model.priceNotes[0]).toMatch(/^Billed per successful picture, as third parties report/);
    if (parameters.some(({ upstreamName }) => upstreamName === "use_sr")) {
      expect(model.priceNotes.join()).toMatch(/use_?sr/i);
    }
    if (model.usageReqKey !== null) expect(model.priceNotes.join()).toContain(model.usageReqKey);
  });
});

/** The model in the open form. */
function other(model: ImageModel, parameters: Written): ModelChoice {
  return { other: { reqKey: model.reqKey, parameters } };
}

describe.each(usable)("%s in the open form", (_name, model) => {
  test.each<[string, Choose]>([
    ["nothing but what it requires", () => undefined],
    ["its defaults", byDefault],
    ["its least", least],
    ["its most", most],
  ])("takes %s, and so does the emulator's model", (_what, choose) => {
    const parameters = written(model, choose);
    for (const task of model.tasks) {
      expect(checkModel(other(model, parameters), task)).toEqual([]);
      const reqJson = { req_key: model.reqKey, ...parameters };
      const request = { action: model.action, version: model.version, prompt: "山", reqJson };
      const from = task === "IMAGE_TO_IMAGE" ? "image" : "text";
      expect(checkModelRequest(request, from)).toMatchObject({ reqKey: model.reqKey, sent: parameters });
    }
  });

  test("refuses a number on either side of each range that a source states, with its path", () => {
    for (const { upstreamName, range, evidence } of model.parameters) {
      if (range === null || evidence === "ASSUMED") continue;
      const outside = range.integer ? 1 : 0.01;
      for (const value of [range.minimum - outside, range.maximum + outside]) {
        const parameters = written(model, least);
        put(parameters, upstreamName, value);
        const path = ["other", "parameters", ...upstreamName.replace("[]", ".0").split(".")].map((step) =>
          step === "0" ? 0 : step,
        );
        for (const task of model.tasks) {
          expect(checkModel(other(model, parameters), task)).toContainEqual({
            path,
            constraint: "range",
            message: checkRange(value, range),
          });
        }
      }
    }
  });

  test("refuses what is of another type, and a required parameter that is left out", () => {
    for (const { upstreamName, type, required } of model.parameters) {
      for (const value of [type === "Object" ? "x" : {}, null]) {
        const parameters = written(model, least);
        put(parameters, upstreamName, value);
        const found = checkModel(other(model, parameters), model.tasks[0] ?? "IMAGE_TO_IMAGE");
        // Without its model_version the model cannot be told, so that nothing is known of it.
        const chooses = upstreamName === "model_version" && model.modelVersion !== null;
        const expected = chooses ? [] : value !== null ? ["type"] : required ? ["required"] : [];
        // What points at a picture is held to the source beside its type.
        const types = found.filter(({ constraint }) => constraint !== "onePicture");
        expect(types.map(({ constraint }) => constraint)).toEqual(expected);
      }
    }
  });
});

/** Names in a request as the catalogue writes them. */
function upstreamNames(sent: Record<string, unknown>): string[] {
  return Object.entries(sent).flatMap(([name, value]) => {
    if (Array.isArray(value)) return Object.keys(value[0]).map((inner) => `${name}[].${inner}`);
    return typeof value === "object" && value !== null
      ? Object.keys(value).map((inner) => `${name}.${inner}`)
      : [name];
  });
}

test.each<[string, unknown, Record<string, unknown>]>([
  [
    "i2i_xl_sft",
    undefined,
    toReqJson({
      seed: 1,
      ddimSteps: 1,
      scale: 1,
      controlNets: [{ kind: "POSE", strength: 1 }],
      styleReference: { idWeight: 1, styleWeight: 1 },
      returnUrl: true,
      logo: { enabled: true, position: "TOP_LEFT", language: "ENGLISH", opacity: 1, text: "x" },
    }),
  ],
  [
    "t2i_xl_sft",
    undefined,
    toT2iReqJson({
      seed: 1,
      ddimSteps: 1,
      scale: 1,
      width: 1,
      height: 1,
      returnUrl: true,
      logo: { enabled: true, position: "TOP_LEFT", language: "ENGLISH", opacity: 1, text: "x" },
    }),
  ],
  ...(["GENERAL_V1_3", "ANIME_V1_3"] as const).map((version) => {
    const sent = toHighAesReqJson({
      version,
      seed: 1,
      ddimSteps: 1,
      scale: 1,
      width: 1,
      height: 1,
      ...(version === "ANIME_V1_3" ? { strength: 1 } : { useSr: true, srSeed: 1 }),
      returnUrl: true,
      logo: { enabled: true, position: "TOP_LEFT", language: "ENGLISH", opacity: 1, text: "x" },
    });
    return ["high_aes", sent.model_version, sent] as [string, unknown, Record<string, unknown>];
  }),
])("%s %s lists every parameter of its typed form, under its upstream name", (reqKey, modelVersion, sent) => {
  const model = findModel(reqKey, modelVersion);
  const chosen = upstreamNames(sent).filter((name) => name !== "req_key");
  const indexes = model?.pictureIndexes ?? [];
  expect([...(model?.parameters ?? []).map(({ upstreamName }) => upstreamName), ...indexes].sort()).toEqual(
    chosen.sort(),
  );
});
