import { CONTROL_NET_KINDS, I2I_XL_SFT_REQ_KEY, UPSTREAM_KINDS } from "../i2i-xl-sft.js";
import { I2I_XL_SFT_RANGES as RANGES } from "../ranges.js";
import { type ImageModel, imageModel, sourceImage } from "./image-model.js";
import { parameter } from "./parameter.js";
import { TYPED_OUTPUT_PARAMETERS } from "./shared-parameters.js";

/** The model of TOS's own example (TOS API page 1545409; parameters of Doubao docs 6791/1330203). */
export const I2I_XL_SFT_MODEL: ImageModel = imageModel({
  reqKey: I2I_XL_SFT_REQ_KEY,
  title: "General XL pro, image to image",
  tasks: ["IMAGE_TO_IMAGE"],
  inputMember: "i2iXlSft",
  page: "6791/1330203",
  description:
    "Redraws a picture after a prompt, and can keep its edges, depth, pose, face or style. " +
    "The generated picture has the size of the source picture.",
  promptAdvice:
    "Chinese or English, at most about 100 characters or words: what is beyond has little effect.",
  sourceImage: sourceImage({
    formats: ["JPEG", "PNG", "BMP"],
    advisedFormat: "JPEG",
    maxBytes: 5 * 1024 * 1024,
    maxSide: 4096,
    advisedSide: 1024,
    maxCount: null,
    note: "Very long or very wide pictures take longer and come out poorer; a preprocess step can make them fit. Its own interface takes several pictures, TOS gives it one.",
  }),
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
      {
        values: CONTROL_NET_KINDS,
        upstreamValues: CONTROL_NET_KINDS.map((kind) => UPSTREAM_KINDS[kind]),
        required: true,
      },
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
    ...TYPED_OUTPUT_PARAMETERS,
  ],
  pictureIndexes: ["controlnet_args[].binary_data_index", "style_reference_args.binary_data_index"],
  priceNotes: [
    "With a control net of kind CANNY the model itself makes a second picture, the edges, as third parties report; whether that one is billed is not published.",
    "The `comfyuiCost` of its report was 5 in a sample without control nets and 11 in one with a control net and a style reference; the unit is not published.",
  ],
  evidence: "OFFICIAL",
});
