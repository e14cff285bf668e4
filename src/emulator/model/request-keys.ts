/**
 * The `req_key`s that the stand-in serves: what each takes, and which members its replies have. Ranges and defaults:
 * docs/6791/1330203, 1330195, 1213131, 1223722, 1339374, 1347773, 1384311, 1424608, docs/6793/1336021 and the samples of
 * the official SDKs.
 */
import type { JsonObject } from "./json.js";
import type { Range } from "./readers.js";

export const XL_SFT = "i2i_xl_sft";

/** Keys of one family answer with the same members. */
export type Family = "xl" | "xl-text" | "high-aes" | "general" | "style" | "other";

export interface Tunable extends Range {
  readonly initial: number;
}

export interface Size extends Tunable {
  /** The most pixels in all. */
  readonly area?: number;
}

export interface RequestKey {
  readonly name: string;
  readonly family: Family;
  /** What may be generated from. */
  readonly takes: "image" | "text" | "either";
  readonly scale: Tunable;
  readonly steps: Tunable;
  /** The default of `strength`, where the key has one. */
  readonly strength?: number;
  /** Of width and height, when there is no picture whose size the output takes. */
  readonly size: Size;
  /** The default of `use_sr`, which doubles both sides, where the key has it. */
  readonly superResolution?: boolean;
}

const XL_SCALE: Tunable = { min: 1, max: 30, initial: 7 };
const XL_STEPS: Tunable = { min: 1, max: 50, initial: 20 };
const XL_SIZE: Size = { min: 256, max: 2048, initial: 1024 };
const V2_SIZE: Size = { min: 256, max: 768, initial: 512 };
const GENERAL_SCALE: Tunable = { min: 1, max: 10, initial: 3.5 };

const TEXT_KEYS: Readonly<Record<string, Omit<RequestKey, "name">>> = {
  t2i_xl_sft: { family: "xl-text", takes: "text", scale: XL_SCALE, steps: XL_STEPS, size: XL_SIZE },
  high_aes_general_v14: {
    family: "general",
    takes: "text",
    scale: { min: 1, max: 30, initial: 3 },
    steps: { min: 1, max: 50, initial: 25 },
    size: V2_SIZE,
  },
  high_aes_general_v20: general({ ...V2_SIZE, max: 680 }, 16, false),
  high_aes_general_v20_L: { ...general(V2_SIZE, 16, false), steps: { ...XL_STEPS, initial: 16 } },
  high_aes_general_v21_L: general(V2_SIZE, 25, true),
  jimeng_high_aes_general_v21_L: general(V2_SIZE, 25, true),
  high_aes_general_v30l_zt2i: {
    ...general({ min: 512, max: 2048, initial: 1328 }, 20, false),
    scale: { min: 1, max: 10, initial: 2.5 },
  },
};

const EDIT_SCALE: Tunable = { min: 0, max: 1, initial: 0.5 };

const OTHER_IMAGE_KEYS: Readonly<Record<string, Partial<Pick<RequestKey, "scale" | "steps" | "strength">>>> =
  {
    "byteedit_v2.0": { scale: EDIT_SCALE },
    "seededit_v3.0": { scale: EDIT_SCALE },
    seed3l_single_ip: {},
    i2i_portrait_photo: {},
    high_aes_ip_v20: { scale: GENERAL_SCALE, steps: { min: 1, max: 200, initial: 9 } },
    "high_aes_scheduler_svr_controlnet_v2.0": {
      scale: { min: 1, max: 30, initial: 3 },
      steps: { ...XL_STEPS, initial: 16 },
    },
    i2i_outpainting: {
      scale: { min: 1, max: 20, initial: 7 },
      steps: { ...XL_STEPS, initial: 30 },
      strength: 0.8,
    },
    img2img_ai_doodle_dreamina: { steps: { min: 1, max: 8, initial: 4 }, strength: 0.9925 },
    img2img_style: { strength: 0.5 },
    img2img_anime: { strength: 0.9 },
  };

/** Undefined for a key that the stand-in does not serve. `sent` tells the versions of one key apart. */
export function requestKey(name: string, sent: JsonObject): RequestKey | undefined {
  if (Object.hasOwn(TEXT_KEYS, name)) {
    const entry = TEXT_KEYS[name];
    return entry && { name, ...entry };
  }
  if (name === XL_SFT) return image(name, "xl", XL_SCALE);
  if (name === "high_aes") return highAes(sent.model_version);
  if (/^high_aes(_anime)?_i2i$/.test(name)) {
    return { ...image(name, "high-aes", { ...XL_SCALE, initial: 7.5 }), strength: 0.5 };
  }
  if (Object.hasOwn(OTHER_IMAGE_KEYS, name)) {
    return { ...image(name, "other", XL_SCALE), ...OTHER_IMAGE_KEYS[name] };
  }
  // AI styles; the defaults are those of a recorded reply.
  if (/^(img2img_[a-z0-9_]+|i2i_ai_create_monet(_usage)?)$/.test(name)) {
    return { ...image(name, "style", { ...XL_SCALE, initial: 5 }), strength: 0.58 };
  }
  return undefined;
}

function image(name: string, family: Family, scale: Tunable): RequestKey {
  return { name, family, takes: "image", scale, steps: XL_STEPS, size: XL_SIZE };
}

/** Assumption: without `model_version`, `high_aes` takes the sizes of both of its versions. */
function highAes(version: unknown): RequestKey {
  const anime = version === "anime_v1.3";
  const size: Size = anime
    ? { min: 576, max: 1728, initial: 1024, area: 1088 * 1088 }
    : { min: 128, max: version === "general_v1.3" ? 512 : 1728, initial: 512 };
  return {
    name: "high_aes",
    family: "high-aes",
    takes: version === "general_v1.3" ? "text" : "either",
    scale: { ...XL_SCALE, initial: anime ? 7 : 3.5 },
    steps: { min: 1, max: 50, initial: anime ? 20 : 25 },
    strength: 0.7,
    size,
    ...(version === "general_v1.3" && { superResolution: false }),
  };
}

function general(size: Size, steps: number, superResolution: boolean): Omit<RequestKey, "name"> {
  return {
    family: "general",
    takes: "text",
    scale: GENERAL_SCALE,
    steps: { min: 1, max: 200, initial: steps },
    size,
    superResolution,
  };
}
