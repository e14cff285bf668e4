/** The members of an AI style's reply (`img2img_…_style`), as one was recorded of docs/6793/1336021's service. */
import type { JsonObject } from "./json.js";
import type { ModelParameters } from "./parameters.js";

const LORA = "animeoutlineV4_16";
/** As recorded: the sum of 0.6 and 0.1 in doubles. */
const OWN_STRENGTH = 0.7000000000000001;

/** Every parameter has a value here, sent or not. */
export function styleMembers(prompt: string, { sent, steps, strength, seed }: ModelParameters): JsonObject {
  const sentOr = (name: string, otherwise: unknown): unknown => sent[name] ?? otherwise;
  return {
    "1905703073": 1905703073,
    [`${LORA}_strength_clip`]: 0.2,
    [`${LORA}_strength_model`]: 0.2,
    apply_id_layer: sentOr("apply_id_layer", "0,1,2,3"),
    clip_skip: sentOr("clip_skip", -2),
    cn_mode: sentOr("cn_mode", 2),
    comfyui_cost: 4,
    controlnet_weight: sentOr("controlnet_weight", 1),
    ddim_steps: steps,
    i2t_tag_text: "",
    id_weight: sentOr("id_weight", 0),
    long_resolution: sentOr("long_resolution", 832),
    lora_map: sentOr("lora_map", {
      [LORA]: { strength_clip: 0.2, strength_model: 0.2 },
      null: { strength_clip: OWN_STRENGTH, strength_model: OWN_STRENGTH },
    }),
    null_strength_clip: OWN_STRENGTH,
    null_strength_model: OWN_STRENGTH,
    prompt,
    return_url: sentOr("return_url", false),
    scale: sentOr("scale", 5),
    seed,
    strength,
    sub_prompts: sentOr("sub_prompts", [prompt]),
    sub_req_key: sentOr("sub_req_key", ""),
  };
}
