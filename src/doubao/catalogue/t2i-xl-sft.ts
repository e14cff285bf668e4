import { T2I_XL_SFT_RANGES as RANGES } from "../ranges.js";
import { T2I_XL_SFT_REQ_KEY } from "../t2i-xl-sft.js";
import { type ImageModel, imageModel } from "./image-model.js";
import { parameter } from "./parameter.js";
import { TYPED_OUTPUT_PARAMETERS } from "./shared-parameters.js";

/** The twin of `i2i_xl_sft` for words alone (Doubao docs 6791/1330195, samples of the official SDKs). */
export const T2I_XL_SFT_MODEL: ImageModel = imageModel({
  reqKey: T2I_XL_SFT_REQ_KEY,
  title: "General XL pro, text to image",
  tasks: ["TEXT_TO_IMAGE"],
  inputMember: "t2iXlSft",
  page: "6791/1330195",
  description:
    "Makes a picture of a prompt. Samples ask for sides of 1024 to 1080 pixels; its ranges are not published.",
  promptAdvice: "Chinese or English, a sentence or a list of what the picture shows.",
  parameters: [
    parameter("seed", "seed", "Int", "Same seed and input, similar picture; -1 draws one at random.", {
      defaultValue: "-1",
      range: RANGES.seed,
      evidence: "SAMPLE",
    }),
    parameter("ddimSteps", "ddim_steps", "Int", "Steps of the generation: more take longer and add detail.", {
      defaultValue: "20",
      range: RANGES.ddimSteps,
      evidence: "ASSUMED",
    }),
    parameter("scale", "scale", "Float", "How closely the picture follows the prompt.", {
      defaultValue: "7",
      range: RANGES.scale,
      evidence: "ASSUMED",
    }),
    parameter("width", "width", "Int", "The width of the generated picture, in pixels.", {
      defaultValue: "1024",
      range: RANGES.width,
      evidence: "ASSUMED",
    }),
    parameter("height", "height", "Int", "The height of the generated picture, in pixels.", {
      defaultValue: "1024",
      range: RANGES.height,
      evidence: "ASSUMED",
    }),
    ...TYPED_OUTPUT_PARAMETERS,
  ],
  priceNotes: [
    "The `comfyuiCost` of its report was 4 in a sample of 1080 × 1080; the unit is not published.",
  ],
});
