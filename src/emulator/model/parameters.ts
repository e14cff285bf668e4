/** What the model reads of `ReqJson`, by the rules of its `req_key`. */
import { ModelFailure } from "./codes.js";
import { type ControlNet, readControlNets, readStyleReference, type StyleReference } from "./control-nets.js";
import type { JsonObject } from "./json.js";
import { type Logo, readLogo } from "./logo-info.js";
import { booleanIn, missing, numberIn, objectIn, typeError, wholeIn } from "./readers.js";
import { type Family, type RequestKey, requestKey, type Size, type Tunable } from "./request-keys.js";

export { isObject, type JsonObject } from "./json.js";

export interface ModelParameters {
  readonly reqKey: string;
  readonly family: Family;
  /** -1 asks for a random picture. */
  readonly seed: number;
  /** What stands in for a seed of -1 where that is random. */
  readonly drawnSeed?: number;
  /** How much the prompt counts: 0 for the least that the key allows, 0.5 for its default, 1 for the most. */
  readonly guidance: number;
  /** Steps of the diffusion: the fewer, the less finished. */
  readonly steps: number;
  /** How far the result may go from the source, 0 to 1. */
  readonly strength: number;
  readonly controlNets: readonly ControlNet[];
  readonly style: StyleReference;
  readonly logo: Logo | null;
  /** Pixels of a picture made of text alone. */
  readonly size: { readonly width: number; readonly height: number };
  /** What was sent, without `req_key`: the service repeats it in its reply. */
  readonly sent: JsonObject;
}

const SEEDS = { min: -1, max: Number.MAX_SAFE_INTEGER };

/** @param from what the generation starts from. Throws a {@link ModelFailure}. */
export function readModelParameters(reqJson: JsonObject, from: "image" | "text" = "image"): ModelParameters {
  const { req_key: name, ...sent } = reqJson;
  if (name === undefined || name === null || name === "") throw missing("req_key");
  if (typeof name !== "string") throw typeError("req_key");
  const key = requestKey(name, sent);
  if (key === undefined || (from === "image" && key.takes === "text")) throw new ModelFailure(50204);
  if (from === "text" && key.takes === "image") throw new ModelFailure(50206);
  booleanIn(sent, "return_url");
  objectIn(sent, "etta_args");
  const steps = stepsOf(sent, key.steps);
  return {
    reqKey: name,
    family: key.family,
    seed: wholeIn(sent, "seed", SEEDS) ?? -1,
    guidance: guidanceOf(numberIn(sent, "scale", key.scale) ?? key.scale.initial, key.scale),
    steps,
    // Assumption: read for keys that do not document it too, since other clients are seen to send it.
    strength: numberIn(sent, "strength", { min: 0, max: 1 }) ?? key.strength ?? 1,
    controlNets: readControlNets(sent),
    style: readStyleReference(sent),
    logo: readLogo(sent),
    size: sizeOf(sent, key, from),
    sent,
  };
}

/** By key and sample the steps have one of these names; `ddim_steps`, that of most parameter tables, wins. */
const STEPS = ["ddim_steps", "ddim_step", "steps", "step"];

function stepsOf(sent: JsonObject, range: Tunable): number {
  const [steps] = STEPS.flatMap((name) => wholeIn(sent, name, range) ?? []);
  return steps ?? range.initial;
}

function guidanceOf(scale: number, { min, max, initial }: Tunable): number {
  return scale <= initial
    ? 0.5 * ((scale - min) / (initial - min))
    : 0.5 + 0.5 * ((scale - initial) / (max - initial));
}

/** A picture's own size stays, so that width and height are not held to the ranges beside one. */
function sizeOf(sent: JsonObject, key: RequestKey, from: "image" | "text") {
  const range: Size = from === "text" ? key.size : { ...key.size, min: 1, max: 4096 };
  const width = wholeIn(sent, "width", range) ?? key.size.initial;
  const height = wholeIn(sent, "height", range) ?? key.size.initial;
  if (from === "text" && key.size.area !== undefined && width * height > key.size.area) {
    const side = Math.sqrt(key.size.area);
    throw new ModelFailure(
      50200,
      `width*height must in [${key.size.min} * ${key.size.min}, ${side} * ${side}]`,
    );
  }
  const larger = booleanIn(sent, "use_sr") ?? key.superResolution ?? false;
  const factor = larger && key.superResolution !== undefined ? 2 : 1;
  return { width: width * factor, height: height * factor };
}
