import { CONTROL_NET_KINDS, I2I_XL_SFT_REQ_KEY } from "./i2i-xl-sft.js";
import { type ImageModel, parameter } from "./image-model.js";
import { LOGO_LANGUAGES, LOGO_POSITIONS } from "./logo.js";
import { DEFAULT_ACTION, DEFAULT_VERSION } from "./other-model.js";
import { PROMPT_MAX_CODE_POINTS } from "./prompt.js";
import { I2I_XL_SFT_RANGES as RANGES } from "./ranges.js";

/** The model of TOS's own example (TOS API page 1545409; parameters of Doubao docs 6791/1330203). */
export const I2I_XL_SFT_MODEL: ImageModel = {
  reqKey: I2I_XL_SFT_REQ_KEY,
  title: "General XL pro, image to image",
  task: "IMAGE_TO_IMAGE",
  action: DEFAULT_ACTION,
  version: DEFAULT_VERSION,
  inputMember: "i2iXlSft",
  description:
    "Redraws a picture after a prompt, and can keep its edges, depth, pose, face or style. " +
    "The generated picture has the size of the source picture.",
  promptAdvice:
    "Chinese or English, at most about 100 characters or words: what is beyond has little effect.",
  promptMaxCodePoints: PROMPT_MAX_CODE_POINTS,
  sourceImage: {
    formats: ["JPEG", "PNG", "BMP"],
    advisedFormat: "JPEG",
    maxBytes: 5 * 1024 * 1024,
    maxSide: 4096,
    advisedSide: 1024,
    note: "Very long or very wide pictures take longer and come out poorer; a preprocess step can make them fit.",
  },
  parameters: [
    parameter("seed", "seed", "Int", "Same seed and input, similar picture; -1 draws one at random.", {
      defaultValue: "-1",
      range: RANGES.seed,
      evidence: "SAMPLE",
    }),
    parameter("ddimSteps", "ddim_steps", "Int", "Steps of the generation: more take longer and add detail.", {
      defaultValue: "20",
      range: RANGES.ddimSteps,
      evidence: "THIRD_PARTY",
    }),
    parameter("scale", "scale", "Float", "How closely the picture follows the prompt.", {
      defaultValue: "7",
      range: RANGES.scale,
      evidence: "THIRD_PARTY",
    }),
    parameter(
      "controlNets[].kind",
      "controlnet_args[].type",
      "Enum",
      "What to keep of the source picture: edges (CANNY), depth (DEPTH) or pose (POSE).",
      { values: CONTROL_NET_KINDS, required: true },
    ),
    parameter(
      "controlNets[].strength",
      "controlnet_args[].strength",
      "Float",
      "How much of it to keep; 0 keeps none.",
      { range: RANGES.strength, required: true },
    ),
    parameter(
      "styleReference.idWeight",
      "style_reference_args.id_weight",
      "Float",
      "How much of the face in the source picture to keep.",
      { range: RANGES.idWeight },
    ),
    parameter(
      "styleReference.styleWeight",
      "style_reference_args.style_weight",
      "Float",
      "How much of the style of the source picture to keep.",
      { range: RANGES.styleWeight },
    ),
    parameter(
      "returnUrl",
      "return_url",
      "Boolean",
      "Whether the model's report lists addresses of the picture, valid for about 24 hours.",
      { defaultValue: "false", evidence: "THIRD_PARTY" },
    ),
    parameter(
      "logo.enabled",
      "logo_info.add_logo",
      "Boolean",
      "Whether to draw a visible watermark; true where `logo` is given, none where it is not.",
      {
        defaultValue: "true",
      },
    ),
    parameter("logo.position", "logo_info.position", "Enum", "Corner of the watermark.", {
      values: LOGO_POSITIONS,
      defaultValue: "BOTTOM_RIGHT",
    }),
    parameter(
      "logo.language",
      "logo_info.language",
      "Enum",
      "Language of the watermark's standard wording.",
      {
        values: LOGO_LANGUAGES,
        defaultValue: "CHINESE",
      },
    ),
    parameter("logo.opacity", "logo_info.opacity", "Float", "0 is invisible, 1 opaque.", {
      defaultValue: "1",
      range: RANGES.opacity,
    }),
    parameter(
      "logo.text",
      "logo_info.logo_text_content",
      "String",
      "Text of the watermark in place of the standard wording.",
    ),
  ],
  evidence: "OFFICIAL",
};
