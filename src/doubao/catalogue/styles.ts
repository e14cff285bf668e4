/** The AI styles, one `req_key` each, through the open form (Doubao docs 6793/1336021, 6791/1361423). */
import { type ImageModel, imageModel, sourceImage } from "./image-model.js";
import { open } from "./parameter.js";
import { LOGO_PARAMETERS, returnUrlParameter } from "./shared-parameters.js";

/** Style by `req_key`, with the endings of its `sub_req_key` where it has several looks. */
const STYLES: readonly (readonly [reqKey: string, title: string, looks?: readonly string[]])[] = [
  ["img2img_disney_3d_style", "3D"],
  ["img2img_real_mix_style", "Realistic"],
  ["img2img_pastel_boys_style", "Angel"],
  ["img2img_cartoon_style", "Cartoon"],
  ["img2img_makoto_style", "Japanese animation"],
  ["img2img_rev_animated_style", "Princess"],
  ["img2img_blueline_style", "Dream"],
  ["img2img_water_ink_style", "Ink"],
  ["img2img_water_paint_style", "Watercolour"],
  ["img2img_exquisite_style", "Korean comic"],
  ["img2img_ceramics_style", "Porcelain doll"],
  ["img2img_chinese_style", "Chinese red"],
  ["img2img_comic_style", "Comic", ["monet", "marvel", "future"]],
  ["img2img_pretty_style", "Pretty", ["ink", "light"]],
  ["img2img_clay_style", "Clay", ["3d", "bubble"]],
  ["img2img_3d_style", "3D worlds", ["era", "movie", "doll"]],
  ["i2i_ai_create_monet", "Monet's garden"],
];

/**
 * What the documentation advises to leave alone: it comes back in replies, without ranges. `prompt` and `sub_prompts`
 * are not among them, since the mutation's prompt is sent.
 */
const TUNING = [
  open("strength", "Float", "How far the picture goes from its source."),
  open("scale", "Float", "How closely the picture follows the prompt."),
  open("ddim_steps", "Int", "Steps of the generation."),
  open("lora_map", "Object", "Strengths of the style's own weights, by name."),
  open("clip_skip", "Int", "How many layers of the text encoder are skipped, negative."),
  open("controlnet_weight", "Float", "How much of the source picture's features to keep."),
  open("canny_weight", "Float", "How much of the source picture's edges to keep."),
  open("long_resolution", "Int", "The longer side that is worked at, in pixels."),
  open("cn_mode", "Int", "Which features of the source picture are kept."),
  open("id_weight", "Float", "How much of the face in the source picture to keep."),
  open("apply_id_layer", "String", "The layers to which that applies, numbers with commas between."),
];

/** The ending of the `req_key` that is billed by usage (Doubao docs 6793/1336021). */
const BY_USAGE = "_usage";

export const STYLE_MODELS: readonly ImageModel[] = STYLES.map(([reqKey, title, looks]) =>
  imageModel({
    reqKey,
    title: `AI style: ${title}`,
    tasks: ["IMAGE_TO_IMAGE"],
    page: "6793/1336021",
    description:
      "Redraws a picture in a style of its own. A synchronous model of the same interface; no page says whether TOS generates with it.",
    promptAdvice:
      "The style has words of its own, which its documentation advises to leave alone; TOS requires a prompt all the same.",
    sourceImage: sourceImage({
      formats: ["JPEG", "PNG"],
      maxBytes: 5 * 1024 * 1024,
      maxSide: 4096,
      note: "One picture.",
    }),
    parameters: [
      ...(looks === undefined
        ? []
        : [
            open("sub_req_key", "Enum", "Its look.", {
              values: looks.map((look) => `${reqKey}_${look}`),
            }),
          ]),
      ...TUNING,
      returnUrlParameter("OFFICIAL"),
      ...LOGO_PARAMETERS,
    ],
    usageReqKey: reqKey + BY_USAGE,
    priceNotes: [
      `\`${reqKey}${BY_USAGE}\` is the same style, billed by usage.`,
      "The `comfyuiCost` of a style's report was 4 when one was recorded; the unit is not published.",
    ],
  }),
);
