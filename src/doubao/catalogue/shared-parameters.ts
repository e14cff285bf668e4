/** Parameters that several models have, in the open form and in the typed one. */
import { LOGO_LANGUAGES, LOGO_POSITIONS } from "../logo.js";
import { type NumericRange, OPACITY } from "../ranges.js";
import type { Evidence } from "./image-model.js";
import { type ModelParameter, open, parameter, wholes } from "./parameter.js";

/** The name of the interface's parameter `return_url`, whose default no page states. */
const RETURN_URL =
  "Whether the model's report lists addresses of the picture in its own store, valid for about 24 hours.";

export function seedParameter(evidence: Evidence = "THIRD_PARTY"): ModelParameter {
  return open("seed", "Int", "Same seed and input, similar picture; -1 draws one at random.", {
    defaultValue: "-1",
    evidence,
  });
}

/** How closely the picture follows the prompt, which has another range with each model. */
export function scaleParameter(
  defaultValue: string,
  range: NumericRange | null,
  evidence: Evidence = "THIRD_PARTY",
): ModelParameter {
  return open("scale", "Float", "How closely the picture follows the prompt.", {
    defaultValue,
    range,
    evidence,
  });
}

/** The steps of the generation, under the model's own name of them. */
export function stepsParameter(
  upstreamName: "ddim_steps" | "steps" | "step",
  defaultValue: string,
  range: NumericRange | null,
  evidence: Evidence = "THIRD_PARTY",
): ModelParameter {
  const description = "Steps of the generation: more take longer and add detail; very many may time out.";
  return open(upstreamName, "Int", description, { defaultValue, range, evidence });
}

/** Width and height of the generated picture. */
export function sizeParameters(
  defaultValue: string | null,
  range: NumericRange | null,
  evidence: Evidence = "THIRD_PARTY",
): ModelParameter[] {
  return ["width", "height"].map((name) =>
    open(name, "Int", `The ${name} of the generated picture, in pixels.`, { defaultValue, range, evidence }),
  );
}

/** `use_sr`, with what the model makes of it. */
export function superResolutionParameter(
  defaultValue: string | null,
  evidence: Evidence = "THIRD_PARTY",
): ModelParameter {
  return open("use_sr", "Boolean", "Whether to enlarge the picture: both sides are doubled.", {
    defaultValue,
    evidence,
  });
}

export function returnUrlParameter(evidence: Evidence = "THIRD_PARTY"): ModelParameter {
  return open("return_url", "Boolean", RETURN_URL, { evidence });
}

/** The watermark in the open form, as the models spell it (Doubao docs 85621/1747301). */
export const LOGO_PARAMETERS: readonly ModelParameter[] = [
  open("logo_info.add_logo", "Boolean", "Whether to draw a visible watermark.", {
    defaultValue: "false",
    evidence: "OFFICIAL",
  }),
  open("logo_info.position", "Int", "Its corner: 0 bottom right, 1 bottom left, 2 top left, 3 top right.", {
    defaultValue: "0",
    range: wholes(0, 3),
    evidence: "OFFICIAL",
  }),
  open("logo_info.language", "Int", "The language of its standard wording: 0 Chinese, 1 English.", {
    defaultValue: "0",
    range: wholes(0, 1),
    evidence: "OFFICIAL",
  }),
  open("logo_info.opacity", "Float", "0 is invisible, 1 opaque.", {
    defaultValue: "1",
    range: OPACITY,
    evidence: "OFFICIAL",
  }),
  open("logo_info.logo_text_content", "String", "Text of the watermark in place of the standard wording.", {
    evidence: "OFFICIAL",
  }),
];

/** `returnUrl` and `logo` of the typed forms. */
export const TYPED_OUTPUT_PARAMETERS: readonly ModelParameter[] = [
  parameter("returnUrl", "return_url", "Boolean", RETURN_URL, {
    defaultValue: "false",
    evidence: "THIRD_PARTY",
  }),
  parameter(
    "logo.enabled",
    "logo_info.add_logo",
    "Boolean",
    "Whether to draw a visible watermark; true where `logo` is given, none where it is not.",
    { defaultValue: "true" },
  ),
  parameter("logo.position", "logo_info.position", "Enum", "Corner of the watermark.", {
    values: LOGO_POSITIONS,
    upstreamValues: LOGO_POSITIONS.map((_, index) => index),
    defaultValue: "BOTTOM_RIGHT",
  }),
  parameter("logo.language", "logo_info.language", "Enum", "Language of the watermark's standard wording.", {
    values: LOGO_LANGUAGES,
    upstreamValues: LOGO_LANGUAGES.map((_, index) => index),
    defaultValue: "CHINESE",
  }),
  parameter("logo.opacity", "logo_info.opacity", "Float", "0 is invisible, 1 opaque.", {
    defaultValue: "1",
    range: OPACITY,
  }),
  parameter(
    "logo.text",
    "logo_info.logo_text_content",
    "String",
    "Text of the watermark in place of the standard wording.",
  ),
];
