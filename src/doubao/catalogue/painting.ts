/** Models that continue a picture or replace a part of it, through the open form. */
import { type ImageModel, imageModel, sourceImage } from "./image-model.js";
import { numbers, open, wholes } from "./parameter.js";
import { scaleParameter, seedParameter, sizeParameters, stepsParameter } from "./shared-parameters.js";

const TASKS = ["IMAGE_TO_IMAGE"] as const;
const UNCONFIRMED = "A synchronous model of the same interface; no page says whether TOS generates with it.";

/** TOS API page 1545409: `InputDataSource` has one `ImageUri`. */
const NEEDS_MASK = "needs a second picture, the mask, and TOS gives a model one picture";

const TWO_PICTURES = sourceImage({ maxCount: 2, note: "Two pictures: the source, and the mask." });

function margin(side: string) {
  return open(side, "Float", `How much is added at the ${side}, as a share of the source.`, {
    defaultValue: "0.1",
    range: { ...numbers(0, 1), excluded: "minimum" },
  });
}

export const OUTPAINTING_MODELS: readonly ImageModel[] = [
  imageModel({
    reqKey: "i2i_outpainting",
    title: "Outpainting",
    tasks: TASKS,
    page: "6791/1223722",
    description: `Continues a picture beyond its edges. Only its mode of shares can be used: the one with a canvas needs a mask, and TOS gives a model one picture. ${UNCONFIRMED}`,
    promptMember: "custom_prompt",
    promptAdvice: "What is around the picture.",
    sourceImage: sourceImage({ maxCount: 2, note: "One picture, and a mask, which TOS does not carry." }),
    parameters: [
      scaleParameter("7", numbers(1, 20)),
      seedParameter(),
      stepsParameter("steps", "30", null),
      open("strength", "Float", "How far the picture goes from its source.", {
        defaultValue: "0.8",
        range: numbers(0.1, 1),
      }),
      margin("top"),
      margin("bottom"),
      margin("left"),
      margin("right"),
      open("max_height", "Int", "The greatest height, in pixels.", { defaultValue: "1920" }),
      open("max_width", "Int", "The greatest width, in pixels.", { defaultValue: "1920" }),
    ],
  }),
  imageModel({
    reqKey: "img2img_ai_doodle_dreamina",
    title: "Doodle",
    tasks: TASKS,
    description: `Makes a picture of a doodle. ${UNCONFIRMED}`,
    promptAdvice: "What the doodle shows.",
    sourceImage: sourceImage({ note: "One picture." }),
    parameters: [
      open("cfg", "Float", "How closely the picture follows the prompt.", {
        defaultValue: "3",
        range: numbers(0.1, 10),
      }),
      open("strength", "Float", "How far the picture goes from the doodle.", {
        defaultValue: "0.9925",
        range: { ...numbers(0.1, 1), excluded: "both" },
      }),
      stepsParameter("steps", "4", wholes(1, 8)),
      open("controlnet_conditioning_scale", "Float", "How closely the picture keeps to the doodle's lines."),
      ...sizeParameters(null, wholes(512, 2048)),
    ],
  }),
];

/** Listed with the reason for which they cannot be used. */
export const INPAINTING_MODELS: readonly ImageModel[] = [
  imageModel({
    reqKey: "i2i_inpainting",
    title: "Eraser",
    tasks: TASKS,
    page: "6791/1223709",
    description: "Removes what a mask covers.",
    promptAdvice: "It takes none.",
    sourceImage: TWO_PICTURES,
    parameters: [
      scaleParameter("7", numbers(1, 20)),
      open("seed", "Int", "Same seed and input, similar picture.", { defaultValue: "0" }),
      stepsParameter("steps", "30", null),
      open("dilate_size", "Int", "By how much the mask is widened, in pixels.", { defaultValue: "15" }),
      open("strength", "Float", "How far the picture goes from its source.", {
        defaultValue: "0.8",
        range: { ...numbers(0.1, 1), excluded: "both" },
      }),
      open("quality", "Enum", "High, middle or low.", { values: ["H", "M", "L"], defaultValue: "M" }),
    ],
    refusal: NEEDS_MASK,
  }),
  imageModel({
    reqKey: "i2i_inpainting_edit",
    title: "Inpainting",
    tasks: TASKS,
    page: "6791/1223721",
    description: "Replaces what a mask covers as the prompt tells.",
    promptMember: "custom_prompt",
    promptAdvice: "What shall be in the place of what is covered.",
    sourceImage: TWO_PICTURES,
    parameters: [scaleParameter("5", numbers(1, 20)), seedParameter(), stepsParameter("steps", "25", null)],
    refusal: NEEDS_MASK,
  }),
];
