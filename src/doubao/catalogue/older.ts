/** Older image-to-image models, through the open form. */
import { SOURCE_POINTER } from "../other-model.js";
import { type ImageModel, imageModel, sourceImage } from "./image-model.js";
import { type ModelParameter, open } from "./parameter.js";
import {
  LOGO_PARAMETERS,
  returnUrlParameter,
  scaleParameter,
  seedParameter,
  sizeParameters,
  stepsParameter,
} from "./shared-parameters.js";

const TASKS = ["IMAGE_TO_IMAGE"] as const;
const UNCONFIRMED = "A synchronous model of the same interface; no page says whether TOS generates with it.";
const PROMPT = "Chinese or English, a sentence or a list of what the picture shows.";

function strength(defaultValue: string): ModelParameter {
  return open("strength", "Float", "How far the picture goes from its source.", {
    defaultValue,
    evidence: "SAMPLE",
  });
}

/** Samples of the official Go SDK. */
const V11_PARAMETERS: readonly ModelParameter[] = [
  strength("0.5"),
  seedParameter("SAMPLE"),
  scaleParameter("7.5", null, "SAMPLE"),
  stepsParameter("ddim_steps", "20", null, "SAMPLE"),
];

function sampleSwitch(name: string, description: string): ModelParameter {
  return open(name, "Boolean", description, { evidence: "SAMPLE" });
}

function pointer(name: string, what: string): ModelParameter {
  return open(name, "String", `${what}: only ${SOURCE_POINTER}, the source.`, { evidence: "SAMPLE" });
}

/** Doubao docs 6793/1336009 and samples of the official Python and PHP SDKs. */
const KEPT_IDENTITY = {
  tasks: TASKS,
  page: "6793/1336009",
  description: `Makes an anime picture that keeps the person of another. ${UNCONFIRMED}`,
  promptMember: "positive_prompt",
  promptAdvice: PROMPT,
  sourceImage: sourceImage({ maxCount: null, note: "None or more; TOS gives it one." }),
  parameters: [
    stepsParameter("step", "18", null, "SAMPLE"),
    open("cfg", "Float", "How closely the picture follows the prompt.", {
      defaultValue: "4.5",
      evidence: "SAMPLE",
    }),
    seedParameter("SAMPLE"),
    ...sizeParameters(null, null, "SAMPLE"),
    sampleSwitch("hyper_switch", "By its name, whether the generation is accelerated."),
    pointer("face_image", "The picture whose face is kept"),
    sampleSwitch("face_switch", "By its name, whether the face is kept."),
    sampleSwitch("facestyle_switch", "By its name, whether the style of the face is kept."),
    pointer("style_image", "The picture whose style is kept"),
    sampleSwitch("style_switch", "By its name, whether the style is kept."),
    returnUrlParameter("SAMPLE"),
    ...LOGO_PARAMETERS,
  ],
} as const;

export const OLDER_IMAGE_MODELS: readonly ImageModel[] = [
  imageModel({
    reqKey: "high_aes_i2i",
    title: "High aesthetics, general 1.1",
    tasks: TASKS,
    description: `Redraws a picture after a prompt. ${UNCONFIRMED}`,
    promptAdvice: PROMPT,
    parameters: V11_PARAMETERS,
  }),
  imageModel({
    reqKey: "high_aes_anime_i2i",
    title: "High aesthetics, anime 1.1",
    tasks: TASKS,
    description: `Redraws a picture as anime after a prompt. ${UNCONFIRMED}`,
    promptAdvice: PROMPT,
    parameters: [
      ...V11_PARAMETERS,
      open("use_sr", "Boolean", "Whether to enlarge the picture; not together with `use_sq`.", {
        evidence: "SAMPLE",
      }),
      open("sr_scale", "Float", "By how much the picture is enlarged.", {
        defaultValue: "2",
        evidence: "SAMPLE",
      }),
      open("sr_strength", "Float", "How much the enlargement may change.", {
        defaultValue: "0.5",
        evidence: "SAMPLE",
      }),
      open("use_sq", "Boolean", "Not together with `use_sr`.", { evidence: "SAMPLE" }),
    ],
    priceNotes: ["`use_sr` makes more pixels; whether that is billed apart is not published."],
  }),
  imageModel({
    reqKey: "img2img_style",
    title: "Style of a prompt",
    tasks: TASKS,
    description: `Redraws a picture after a prompt. ${UNCONFIRMED}`,
    promptAdvice: PROMPT,
    imageMember: "image_url",
    parameters: [strength("0.5"), seedParameter("SAMPLE")],
  }),
  imageModel({
    reqKey: "img2img_anime",
    title: "Anime of a prompt",
    tasks: TASKS,
    description: `Redraws a picture as anime after a prompt. ${UNCONFIRMED}`,
    promptAdvice: PROMPT,
    imageMember: "image_url",
    parameters: [strength("0.9"), seedParameter("SAMPLE")],
  }),
  imageModel({
    ...KEPT_IDENTITY,
    reqKey: "img2img_anime_accelerated_maintain_id",
    title: "Anime, kept person",
  }),
  imageModel({
    ...KEPT_IDENTITY,
    reqKey: "img2img_anime_accelerated_maintain_id_for_smart_drawing_anime",
    title: "Anime, kept person, smart drawing",
  }),
];
