/** Models that change a picture as they are told, through the open form. */
import { type ImageModel, imageModel, sourceImage } from "./image-model.js";
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

const TASKS = ["IMAGE_TO_IMAGE"] as const;
const UNCONFIRMED = "A synchronous model of the same interface; no page says whether TOS generates with it.";
const ONE_PICTURE = "Exactly one picture.";

export const EDITING_MODELS: readonly ImageModel[] = [
  imageModel({
    reqKey: "byteedit_v2.0",
    title: "SeedEdit 2.0",
    tasks: TASKS,
    page: "6791/1384311",
    description: `Edits a picture as the prompt tells. ${UNCONFIRMED}`,
    promptAdvice: "An instruction, such as: turn the sky into an evening sky.",
    sourceImage: sourceImage({ note: ONE_PICTURE }),
    parameters: [
      open("negative_prompt", "String", "What the picture should not show.", {
        defaultValue: "",
        evidence: "OFFICIAL",
      }),
      seedParameter("OFFICIAL"),
      scaleParameter("0.5", numbers(0, 1)),
      returnUrlParameter("OFFICIAL"),
      ...LOGO_PARAMETERS,
    ],
  }),
  imageModel({
    reqKey: "seededit_v3.0",
    title: "SeedEdit 3.0",
    tasks: TASKS,
    page: "86081/1804546",
    description: `Edits a picture as the prompt tells. ${UNCONFIRMED}`,
    promptAdvice: "An instruction of at most about 120 characters.",
    parameters: [seedParameter(), scaleParameter("0.5", numbers(0, 1))],
  }),
  imageModel({
    reqKey: "seed3l_single_ip",
    title: "DreamO, one subject",
    tasks: TASKS,
    page: "86081/1804546",
    description: `Makes a picture that keeps the subject of another. ${UNCONFIRMED}`,
    promptAdvice: "What the picture shall show beside the subject.",
    sourceImage: sourceImage({ note: ONE_PICTURE }),
    parameters: [seedParameter(), ...sizeParameters(null, null), returnUrlParameter()],
  }),
  imageModel({
    reqKey: "high_aes_scheduler_svr_controlnet_v2.0",
    title: "General 2.0, control nets",
    tasks: TASKS,
    page: "6791/1424608",
    description: `Makes a picture that keeps features of another, enlarged unless told otherwise. ${UNCONFIRMED}`,
    promptAdvice: "Chinese or English, a sentence or a list of what the picture shows.",
    sourceImage: sourceImage({ maxCount: null, note: "One picture or more; TOS gives it one." }),
    parameters: [
      open("model_version", "Enum", "The version, one value.", { values: ["general_controlnet_v2.0"] }),
      seedParameter(),
      scaleParameter("3", numbers(1, 30)),
      stepsParameter("ddim_steps", "16", wholes(1, 50)),
      open("use_rephraser", "Boolean", "Whether the prompt is reworded before.", { defaultValue: "true" }),
      superResolutionParameter("true"),
      open("sr_seed", "Int", "Seed of the enlargement; -1 draws one at random.", { defaultValue: "-1" }),
      open("sr_strength", "Float", "How much the enlargement may change.", {
        defaultValue: "0.4",
        range: numbers(0, 1),
      }),
      open("sr_scale", "Float", "How closely the enlargement follows the prompt.", {
        defaultValue: "3.5",
        range: numbers(1, 30),
      }),
      open("sr_steps", "Int", "Steps of the enlargement.", { defaultValue: "10", range: wholes(1, 50) }),
      open("controlnet_args[].type", "Enum", "What to keep of the source picture: edges, depth or pose.", {
        values: ["canny", "depth", "pose"],
        required: true,
      }),
      open("controlnet_args[].strength", "Float", "How much of it to keep; 0 keeps none.", {
        range: numbers(0, 1),
        required: true,
      }),
      returnUrlParameter(),
      ...LOGO_PARAMETERS,
    ],
    pictureIndexes: ["controlnet_args[].binary_data_index"],
    priceNotes: ["`use_sr` makes four times the pixels; whether that is billed apart is not published."],
  }),
  imageModel({
    reqKey: "high_aes_ip_v20",
    title: "General 2.0, kept character",
    tasks: TASKS,
    page: "6791/1361423",
    description: `Makes a picture that keeps the person or character of another. ${UNCONFIRMED}`,
    promptAdvice: "What the person or character shall be shown as.",
    sourceImage: sourceImage({ note: ONE_PICTURE }),
    parameters: [
      open("desc_pushback", "Boolean", "Whether the picture's description goes into the prompt.", {
        defaultValue: "true",
      }),
      seedParameter("OFFICIAL"),
      scaleParameter("3.5", numbers(1, 10)),
      stepsParameter("ddim_steps", "9", wholes(1, 200)),
      ...sizeParameters("512", wholes(256, 768)),
      open("cfg_rescale", "Float", "Softens the effect of `scale`.", { defaultValue: "0.7" }),
      open("ref_ip_weight", "Float", "How much of the source picture to keep.", {
        defaultValue: "0.7",
        range: numbers(0, 1),
      }),
      open("ref_id_weight", "Float", "How much of the face to keep; 0.2 to 0.4 is advised.", {
        defaultValue: "0.36",
        range: numbers(0, 1),
      }),
      superResolutionParameter("true"),
    ],
    priceNotes: ["`use_sr` makes four times the pixels; whether that is billed apart is not published."],
  }),
  imageModel({
    reqKey: "i2i_portrait_photo",
    title: "Portrait photograph",
    tasks: TASKS,
    page: "85128/1602212",
    description: `Makes a portrait of a real person. ${UNCONFIRMED}`,
    promptAdvice: "How the person shall be shown; the model's own interface does without a prompt.",
    imageMember: "image_input",
    sourceImage: sourceImage({ note: "One real person." }),
    parameters: [
      ...sizeParameters("1328", wholes(512, 2048)),
      ...(
        [
          ["gpen", "0.4", "How much the face is made clear."],
          ["skin", "0.3", "How much the skin is smoothed."],
          ["skin_unifi", "0", "How much the colour of the skin is evened."],
        ] as const
      ).map(([name, defaultValue, description]) =>
        open(name, "Float", description, { defaultValue, range: { ...numbers(0, 1), step: 0.1 } }),
      ),
      open("gen_mode", "Enum", "creative follows the prompt, reference the source picture.", {
        values: ["creative", "reference", "reference_char"],
        // "reference" without a prompt; TOS always has one.
        defaultValue: "creative",
      }),
      seedParameter(),
    ],
  }),
];
