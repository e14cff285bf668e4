/**
 * What the model reads of `ReqJson`. Names, ranges and defaults of `i2i_xl_sft`: docs/6791/1330203 and the samples of the
 * official SDKs. Wrong types answer 50204 and values out of range 50200, as the general code table has them.
 */
import { ModelFailure } from "./codes.js";

export type JsonObject = Readonly<Record<string, unknown>>;

export const XL_SFT = "i2i_xl_sft";

/** Other image-to-image keys that answer synchronously, as far as samples of them are known. */
const OTHER_REQ_KEYS =
  /^(high_aes|high_aes_i2i|high_aes_anime_i2i|high_aes_ip_v20|high_aes_scheduler_svr_controlnet_v2\.0|byteedit_v2\.0|seededit_v3\.0|seed3l_single_ip|i2i_portrait_photo|img2img_[a-z0-9_]+)$/;

export const CONTROL_NETS = ["canny", "depth", "pose"] as const;

export interface ControlNet {
  readonly type: (typeof CONTROL_NETS)[number];
  /** 0 to 1. */
  readonly strength: number;
  readonly binary_data_index: number;
}

export interface ModelParameters {
  readonly reqKey: string;
  /** -1 asks for a random picture. */
  readonly seed: number;
  /** How much the prompt counts, 1 to 30. */
  readonly scale: number;
  readonly controlNets: readonly ControlNet[];
  /** What was sent, without `req_key`: the service repeats it in its reply. */
  readonly sent: JsonObject;
}

/** Throws a {@link ModelFailure}. */
export function readModelParameters(reqJson: JsonObject): ModelParameters {
  const { req_key: reqKey, ...sent } = reqJson;
  if (reqKey === undefined || reqKey === "") throw new ModelFailure(50201, "missing args: req_key");
  if (typeof reqKey !== "string") throw new ModelFailure(50204, "parameter type error: req_key");
  if (reqKey !== XL_SFT && !OTHER_REQ_KEYS.test(reqKey)) throw new ModelFailure(50204);
  const seed = numberIn(sent, "seed", -1, Number.MAX_SAFE_INTEGER, true) ?? -1;
  // Every other key has ranges of its own.
  if (reqKey !== XL_SFT) return { reqKey, seed, scale: 7, controlNets: [], sent };
  numberIn(sent, "ddim_steps", 1, 50, true);
  numberIn(sent, "ddim_step", 1, 50, true);
  checkType(sent, "return_url", "boolean");
  checkObject(sent, "logo_info");
  checkObject(sent, "etta_args");
  const style = checkObject(sent, "style_reference_args");
  numberIn(style, "id_weight", 0, 1);
  numberIn(style, "style_weight", 0, 1);
  const scale = numberIn(sent, "scale", 1, 30) ?? 7;
  return { reqKey, seed, scale, controlNets: readControlNets(sent.controlnet_args), sent };
}

function readControlNets(value: unknown): ControlNet[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new ModelFailure(50204, "parameter type error: controlnet_args");
  return value.map((item: unknown) => {
    if (!isObject(item)) throw new ModelFailure(50204, "parameter type error: controlnet_args");
    const type = CONTROL_NETS.find((each) => each === item.type);
    const strength = numberIn(item, "strength", 0, 1);
    const index = numberIn(item, "binary_data_index", 0, 0, true);
    if (type === undefined) throw new ModelFailure(50200, "invalid args: controlnet_args.type");
    if (strength === undefined) throw new ModelFailure(50201, "missing args: controlnet_args.strength");
    if (index === undefined) throw new ModelFailure(50201, "missing args: controlnet_args.binary_data_index");
    return { type, strength, binary_data_index: index };
  });
}

function numberIn(
  from: JsonObject,
  name: string,
  min: number,
  max: number,
  whole = false,
): number | undefined {
  const value = from[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || (whole && !Number.isInteger(value))) {
    throw new ModelFailure(50204, `parameter type error: ${name}`);
  }
  if (value < min || value > max) {
    throw new ModelFailure(50200, `invalid args: ${name} must be in [${min}, ${max}]`);
  }
  return value;
}

function checkType(from: JsonObject, name: string, type: "boolean"): void {
  if (from[name] !== undefined && from[name] !== null && typeof from[name] !== type) {
    throw new ModelFailure(50204, `parameter type error: ${name}`);
  }
}

function checkObject(from: JsonObject, name: string): JsonObject {
  const value = from[name];
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw new ModelFailure(50204, `parameter type error: ${name}`);
  return value;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
