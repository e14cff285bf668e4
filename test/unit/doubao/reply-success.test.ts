import { expect, test } from "vitest";
import { isSuccess, type ModelReport } from "../../../src/doubao/report.js";
import { fixture, NOTHING, readEnvelope } from "./fixtures.js";

const SUCCESS = { ...NOTHING, code: 10000, modelStatus: 10000, message: "Success" };
const ALGORITHM = { statusCode: 0, statusMessage: "Success" };

interface Case {
  readonly title: string;
  readonly name: string;
  readonly report: Omit<ModelReport, "rawJson">;
  readonly unrecognised?: readonly string[];
}

const CASES: readonly Case[] = [
  {
    title: "TOS's documented success has no picture of its own, no control net and no style reference",
    name: "tos-success",
    report: {
      ...SUCCESS,
      requestId: "202504231214007C87515990141CB30ED2",
      algorithmRequestId: "b98ab7c4d28203683e22b80e3da0b6e9cc58aab1ef0ac5efc28724f261acd5a3",
      elapsedMs: 6430.430379,
      elapsedText: "6.430430379s",
      algorithm: ALGORITHM,
      comfyuiCost: 5,
      pipeline: "i2i",
      etta: { binaryDataIndex: 1 },
    },
  },
  {
    title: "veImageX's sample, with nested, dotted and echoed members at once, counts each once",
    name: "veimagex-i2i-xl-sft",
    report: {
      ...SUCCESS,
      requestId: "20240809145732F1B86B6E94464D05716A",
      algorithmRequestId: "8bcd844f913c89717d474d0af05f6bb96e0f4f2d409a379f84349a8952a92121",
      elapsedMs: 12696.326169,
      elapsedText: "12.696326169s",
      algorithm: ALGORITHM,
      comfyuiCost: 11,
      pipeline: "t2i",
      controlNets: [{ kind: "CANNY", kindText: "canny", strength: 0.4, binaryDataIndex: 0 }],
      styleReference: { idWeight: 0.2, styleWeight: 0, binaryDataIndex: 0 },
      etta: { binaryDataIndex: 0 },
      imageUrls: ["https://xxx", "https://xxx"],
      prompt: "beautiful woman",
      customPrompt: "美女",
      promptTranslated: "beautiful woman",
      seed: -1,
      ddimSteps: 20,
      scale: 7,
      width: 1024,
      height: 1024,
      returnUrl: true,
      logo: {
        addLogo: true,
        position: "TOP_LEFT",
        positionNumber: 2,
        language: "CHINESE",
        languageNumber: 0,
        opacity: 1,
        text: null,
      },
    },
  },
  {
    title: "the recorded AI style reply keeps its oddities, a digit-only name among them, out of the report",
    name: "ai-style",
    report: {
      ...SUCCESS,
      requestId: "20241225114813D0211FF38607A612BD65",
      elapsedMs: 6527.672506,
      elapsedText: "6.527672506s",
      algorithm: ALGORITHM,
      comfyuiCost: 4,
      imageUrls: [
        "https://p26-aiop-sign.byteimg.com/tos-cn-i-example~tplv-example-image.image?rk3s=0&x-expires=1735184899&x-signature=example",
      ],
      prompt: "a cat",
      seed: -1,
      ddimSteps: 20,
      scale: 5,
      returnUrl: true,
    },
    unrecognised: [
      "data.1905703073",
      "data.animeoutlineV4_16_strength_clip",
      "data.animeoutlineV4_16_strength_model",
      "data.apply_id_layer",
      "data.clip_skip",
      "data.cn_mode",
      "data.controlnet_weight",
      "data.i2t_tag_text",
      "data.id_weight",
      "data.long_resolution",
      "data.lora_map",
      "data.null_strength_clip",
      "data.null_strength_model",
      "data.strength",
      "data.sub_prompts",
      "data.sub_req_key",
    ],
  },
  {
    title: "the docs' base64 placeholder is no base64 and is reported instead of returned",
    name: "high-aes-base64",
    report: {
      ...SUCCESS,
      requestId: "20220926182941010212157201024017C6",
      elapsedMs: 456.790505,
      elapsedText: "456.790505ms",
    },
    unrecognised: ["data.binary_data_base64"],
  },
  {
    title: "a submitted task has an id and no status",
    name: "async-submit",
    report: {
      ...SUCCESS,
      modelStatus: null,
      requestId: "20240720103939AF0029465CF6A74E51EC",
      taskId: "7392616336519610409",
      elapsedMs: 104.852309,
      elapsedText: "104.852309ms",
    },
  },
  {
    title: "a finished task keeps its own status apart from the envelope's",
    name: "async-done",
    report: {
      ...SUCCESS,
      requestId: "2025061718460554C9B78D23B0BAB45B2A",
      taskStatus: "DONE",
      taskStatusText: "done",
      elapsedMs: 508.312154,
      elapsedText: "508.312154ms",
      imageUrls: ["https://xxxx"],
    },
  },
  {
    title:
      "a finished task's language results come out of the JSON in resp_data, and its request id does not",
    name: "async-done-with-resp-data",
    report: {
      ...SUCCESS,
      requestId: "20240926173705355DAC3521C41B25CBE5",
      taskStatus: "DONE",
      taskStatusText: "done",
      elapsedMs: 1616.183051,
      elapsedText: "1.616183051s",
      imageUrls: ["https://xxx"],
      peResult: "",
      predictTagsResult: "",
      rephraserResult: "…",
      responseData:
        '{"pe_result":"","predict_tags_result":"","rephraser_result":"…","request_id":"fffabb8c…"}',
    },
  },
  {
    title: "an envelope under the gateway's Result is found",
    name: "result-wrapper",
    report: {
      ...SUCCESS,
      requestId: "202508041824546C706D98EEFEF37CE4C7",
      taskId: "9095027694106930461",
      elapsedMs: 70.333439,
      elapsedText: "70.333439ms",
    },
  },
  {
    title: "the model's call chain is known and not reported",
    name: "infer-context",
    report: {
      ...SUCCESS,
      requestId: "20250227111800C99B78D23B0BAB45B2A1",
      algorithmRequestId: "fffabb8c913c89717d474d0af05f6bb96e0f4f2d409a379f84349a8952a92121",
      elapsedMs: 5019.874351,
      elapsedText: "5.019874351s",
      algorithm: ALGORITHM,
      binaryData: ["aGVsbG8="],
      llmResult: "",
      peResult: "",
      predictTagsResult: "",
      rephraserResult: "",
      vlmResult: "",
    },
  },
];

test.each(CASES)("$title", ({ name, report: expected, unrecognised = [] }) => {
  const reply = readEnvelope(fixture(name));
  const { rawJson, ...report } = reply.report;
  expect(report).toEqual(expected);
  expect(reply.unrecognised).toEqual(unrecognised);
  expect(isSuccess(reply.report)).toBe(true);
  expect(fixture(name).includes(rawJson)).toBe(name !== "infer-context");
});

test("the raw text of TOS's sample is the exact text under resp_json", () => {
  const body = fixture("tos-success");
  const { report } = readEnvelope(body);
  expect(report.rawJson.startsWith('{\n    "code": 10000,')).toBe(true);
  expect(JSON.parse(report.rawJson)).toEqual(JSON.parse(body).resp_json);
});

test("the raw text loses the internal app_key and nothing else", () => {
  const body = fixture("infer-context");
  const { report } = readEnvelope(body);
  expect(report.rawJson).toBe(body.trim().replace(/"app_key": "internal-example",\s*/, ""));
  expect(report.rawJson).toContain("1740626280000000001");
});
