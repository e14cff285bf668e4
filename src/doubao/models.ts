import { I2I_XL_SFT_MODEL } from "./i2i-xl-sft-model.js";
import { type ImageModel, parameter } from "./image-model.js";
import { DEFAULT_ACTION, DEFAULT_VERSION } from "./other-model.js";
import { PROMPT_MAX_CODE_POINTS } from "./prompt.js";

const UNTYPED = {
  task: "IMAGE_TO_IMAGE",
  action: DEFAULT_ACTION,
  version: DEFAULT_VERSION,
  inputMember: "other",
  promptMaxCodePoints: PROMPT_MAX_CODE_POINTS,
  evidence: "THIRD_PARTY",
} as const satisfies Partial<ImageModel>;

const UNCONFIRMED =
  "A synchronous model of the same interface; no page says whether TOS generates with it. " +
  "Its parameters are sent as they are and checked by the model.";

/** How far the SeedEdit models follow the prompt. */
const EDIT_SCALE = parameter(
  "parameters.scale",
  "scale",
  "Float",
  "How closely the picture follows the prompt.",
  {
    defaultValue: "0.5",
    range: { minimum: 0, maximum: 1, integer: false },
    evidence: "THIRD_PARTY",
  },
);

/** SeedEdit 2.0: edits a picture as told (Doubao docs 6791/1384311). */
const BYTEEDIT: ImageModel = {
  ...UNTYPED,
  reqKey: "byteedit_v2.0",
  title: "SeedEdit 2.0",
  description: `Edits a picture as the prompt tells. ${UNCONFIRMED}`,
  promptAdvice: "An instruction, such as: turn the sky into an evening sky.",
  sourceImage: null,
  parameters: [
    parameter(
      "parameters.negative_prompt",
      "negative_prompt",
      "String",
      "What the picture should not show.",
      {
        defaultValue: "",
      },
    ),
    parameter("parameters.seed", "seed", "Int", "-1 draws one at random.", { defaultValue: "-1" }),
    EDIT_SCALE,
  ],
};

/** SeedEdit 3.0, known from third-party clients. */
const SEEDEDIT: ImageModel = {
  ...UNTYPED,
  reqKey: "seededit_v3.0",
  title: "SeedEdit 3.0",
  description: `Edits a picture as the prompt tells. ${UNCONFIRMED}`,
  promptAdvice: "An instruction of at most about 120 characters.",
  sourceImage: null,
  parameters: [
    parameter("parameters.seed", "seed", "Int", "-1 draws one at random.", {
      defaultValue: "-1",
      evidence: "THIRD_PARTY",
    }),
    EDIT_SCALE,
  ],
};

/**
 * The models that this API describes, the default one first. Models that are not here can be used through the
 * open form, by their `req_key`.
 */
export const IMAGE_MODELS: readonly ImageModel[] = [I2I_XL_SFT_MODEL, BYTEEDIT, SEEDEDIT];
