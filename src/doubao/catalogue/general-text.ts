/** The general text-to-image models 1.4 to 3.0, through the open form. */
import { type Evidence, type ImageModel, imageModel } from "./image-model.js";
import { numbers, open, wholes } from "./parameter.js";
import {
  LOGO_PARAMETERS,
  returnUrlParameter,
  scaleParameter,
  seedParameter,
  sizeParameters,
  stepsParameter,
  superResolutionParameter,
} from "./shared-parameters.js";

const TASKS = ["TEXT_TO_IMAGE"] as const;
const PROMPT = "Chinese or English, a sentence or a list of what the picture shows.";
const UNCONFIRMED = "A synchronous model of the same interface; no page says whether TOS generates with it.";
const MORE_PIXELS = "`use_sr` makes four times the pixels; whether that is billed apart is not published.";
const SIDE_ADVICE = "Sides far from 512 pixels come out poorer and take much longer.";

const PRE_LLM = "Whether a language model words the prompt more fully: better for short prompts, and slower.";

function modelVersion(value: string, required = false) {
  return open("model_version", "Enum", "The version, one value.", {
    values: [value],
    required,
    evidence: required ? "OFFICIAL" : "SAMPLE",
  });
}

function scheduleConf(defaultValue: string | null, evidence: Evidence) {
  return open(
    "req_schedule_conf",
    "Enum",
    "general_v20_9B_rephraser follows the prompt more closely, general_v20_9B_pe is the more beautiful.",
    { values: ["general_v20_9B_rephraser", "general_v20_9B_pe"], defaultValue, evidence },
  );
}

export const GENERAL_TEXT_MODELS: readonly ImageModel[] = [
  // Samples of the official Python SDK.
  imageModel({
    reqKey: "high_aes_general_v14",
    title: "General 1.4",
    tasks: TASKS,
    description: `Makes a picture of a prompt. ${UNCONFIRMED}`,
    promptAdvice: PROMPT,
    parameters: [
      modelVersion("general_v1.4"),
      seedParameter("SAMPLE"),
      scaleParameter("3", null, "SAMPLE"),
      stepsParameter("ddim_steps", "25", null, "SAMPLE"),
      ...sizeParameters("512", null, "SAMPLE"),
      open("use_rephraser", "Boolean", "Whether the prompt is reworded before.", { evidence: "SAMPLE" }),
      open("use_predict_tags", "Boolean", "Whether tags are predicted of the prompt.", {
        evidence: "SAMPLE",
      }),
      returnUrlParameter("SAMPLE"),
    ],
  }),
  imageModel({
    reqKey: "high_aes_general_v20",
    title: "General 2.0 S",
    tasks: TASKS,
    page: "6791/1347773",
    description: `Makes a picture of a prompt. ${UNCONFIRMED}`,
    promptAdvice: PROMPT,
    parameters: [
      modelVersion("general_v2.0", true),
      seedParameter("OFFICIAL"),
      scaleParameter("3.5", null, "OFFICIAL"),
      stepsParameter("ddim_steps", "16", null, "OFFICIAL"),
      ...sizeParameters(null, wholes(256, 680), "OFFICIAL"),
      superResolutionParameter(null, "OFFICIAL"),
    ],
    priceNotes: [MORE_PIXELS],
  }),
  imageModel({
    reqKey: "high_aes_general_v20_L",
    title: "General 2.0 Pro",
    tasks: TASKS,
    page: "6791/1339374",
    description: `Makes a picture of a prompt. ${SIDE_ADVICE} ${UNCONFIRMED}`,
    promptAdvice: PROMPT,
    parameters: [
      modelVersion("general_v2.0_L"),
      scheduleConf(null, "OFFICIAL"),
      seedParameter("OFFICIAL"),
      scaleParameter("3.5", numbers(1, 10)),
      stepsParameter("ddim_steps", "16", wholes(1, 50)),
      ...sizeParameters("512", wholes(256, 768), "OFFICIAL"),
      superResolutionParameter(null, "OFFICIAL"),
      open("use_pre_llm", "Boolean", PRE_LLM, { evidence: "OFFICIAL" }),
      returnUrlParameter("OFFICIAL"),
    ],
    priceNotes: [MORE_PIXELS, "Many steps easily time out, and what timed out may have been billed."],
  }),
  imageModel({
    reqKey: "high_aes_general_v21_L",
    title: "General 2.1",
    tasks: TASKS,
    description: `Makes a picture of a prompt, enlarged unless told otherwise. ${UNCONFIRMED}`,
    promptAdvice: PROMPT,
    parameters: [
      modelVersion("general_v2.1_L"),
      scheduleConf("general_v20_9B_pe", "THIRD_PARTY"),
      seedParameter(),
      open("llm_seed", "Int", "Seed of the wording of the prompt; -1 draws one at random.", {
        defaultValue: "-1",
      }),
      scaleParameter("3.5", numbers(1, 10)),
      // 1 to 50 is advised.
      stepsParameter("ddim_steps", "25", wholes(1, 200)),
      ...sizeParameters("512", wholes(256, 768)),
      open("use_pre_llm", "Boolean", PRE_LLM),
      superResolutionParameter("true"),
      open("sr_seed", "Int", "Seed of the enlargement; -1 draws one at random.", { defaultValue: "-1" }),
      open("sr_strength", "Float", "How much the enlargement may change.", { defaultValue: "0.4" }),
      open("sr_scale", "Float", "How closely the enlargement follows the prompt.", { defaultValue: "3.5" }),
      open("sr_steps", "Int", "Steps of the enlargement.", { defaultValue: "20" }),
      open("is_only_sr", "Boolean", "Whether only to enlarge."),
    ],
    priceNotes: [MORE_PIXELS],
  }),
  imageModel({
    reqKey: "jimeng_high_aes_general_v21_L",
    title: "Jimeng, general 2.1",
    tasks: TASKS,
    description: `Makes a picture of a prompt; wording and enlargement are on unless sent as false. ${UNCONFIRMED}`,
    promptAdvice: PROMPT,
    parameters: [
      seedParameter(),
      ...sizeParameters("512", wholes(256, 768)),
      open("use_pre_llm", "Boolean", PRE_LLM, { defaultValue: "true" }),
      superResolutionParameter("true"),
      returnUrlParameter(),
      ...LOGO_PARAMETERS,
    ],
    priceNotes: [MORE_PIXELS],
  }),
  imageModel({
    reqKey: "high_aes_general_v30l_zt2i",
    title: "General 3.0",
    tasks: TASKS,
    page: "86081/1804546",
    description: `Makes a picture of a prompt. ${UNCONFIRMED}`,
    promptAdvice: PROMPT,
    parameters: [
      seedParameter(),
      scaleParameter("2.5", numbers(1, 10)),
      ...sizeParameters("1328", wholes(512, 2048)),
      open("use_pre_llm", "Boolean", PRE_LLM),
    ],
    priceNotes: ["`use_pre_llm` takes 10 to 30 seconds more, as a third party reports."],
  }),
];
