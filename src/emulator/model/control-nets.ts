/** `controlnet_args` and `style_reference_args` of `i2i_xl_sft` (docs/6791/1330203). */
import { ModelFailure } from "./codes.js";
import { isObject, type JsonObject } from "./json.js";
import { missing, numberIn, objectIn, type Range, typeError, wholeIn } from "./readers.js";

export const CONTROL_NETS = ["canny", "depth", "pose"] as const;

export interface ControlNet {
  readonly type: (typeof CONTROL_NETS)[number];
  /** 0 to 1. */
  readonly strength: number;
  readonly binary_data_index: number;
}

export interface StyleReference {
  /** How much of the face of the picture stays, 0 to 1. */
  readonly idWeight: number;
  /** How much of the picture's own style stays, 0 to 1. */
  readonly styleWeight: number;
}

const WEIGHT: Range = { min: 0, max: 1 };
/** TOS sends the model one picture. */
const INDEX: Range = { min: 0, max: 0 };

/** Throws a {@link ModelFailure}. */
export function readControlNets({ controlnet_args: value }: JsonObject): ControlNet[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw typeError("controlnet_args");
  return value.map((item: unknown) => {
    if (!isObject(item)) throw typeError("controlnet_args");
    if (typeof (item.type ?? "") !== "string") throw typeError("controlnet_args.type");
    const type = CONTROL_NETS.find((each) => each === item.type);
    const strength = numberIn(item, "strength", WEIGHT);
    const index = wholeIn(item, "binary_data_index", INDEX);
    if (type === undefined) throw new ModelFailure(50200, "invalid args: controlnet_args.type");
    if (strength === undefined) throw missing("controlnet_args.strength");
    if (index === undefined) throw missing("controlnet_args.binary_data_index");
    return { type, strength, binary_data_index: index };
  });
}

export function readStyleReference(sent: JsonObject): StyleReference {
  const style = objectIn(sent, "style_reference_args");
  wholeIn(style, "binary_data_index", INDEX);
  return {
    idWeight: numberIn(style, "id_weight", WEIGHT) ?? 0,
    styleWeight: numberIn(style, "style_weight", WEIGHT) ?? 0,
  };
}
