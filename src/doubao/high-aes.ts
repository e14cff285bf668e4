import { type AreaLimit, checkArea } from "./area.js";
import type { ModelTask } from "./catalogue/image-model.js";
import { given } from "./given.js";
import { checkLogo, type LogoParameters, toLogoInfo } from "./logo-parameters.js";
import type { ParameterViolation } from "./parameter-violation.js";
import { HIGH_AES_RANGES, rangeViolations } from "./ranges.js";

/** The model that this file is about: high aesthetics, in two versions (Doubao docs 6791/1213131, SDK samples). */
export const HIGH_AES_REQ_KEY = "high_aes";

/** Names of the versions in this API, by what the model calls them. */
export const HIGH_AES_VERSIONS = {
  GENERAL_V1_3: "general_v1.3",
  ANIME_V1_3: "anime_v1.3",
} as const;

export type HighAesVersion = keyof typeof HIGH_AES_VERSIONS;

/** Typed parameters of `high_aes`; what is absent or null is not sent, and the service's default holds. */
export interface HighAesParameters {
  /** General makes a picture of text alone; anime of text, or of text and a picture. */
  readonly version: HighAesVersion;
  /** -1 (random) to 2,147,483,647. */
  readonly seed?: number | null | undefined;
  readonly ddimSteps?: number | null | undefined;
  /** Influence of the prompt. */
  readonly scale?: number | null | undefined;
  /** Pixels. */
  readonly width?: number | null | undefined;
  /** Pixels. */
  readonly height?: number | null | undefined;
  /** How far the picture may go from its source, 0 to 1. */
  readonly strength?: number | null | undefined;
  /** Doubles width and height. */
  readonly useSr?: boolean | null | undefined;
  /** Seed of that enlargement. */
  readonly srSeed?: number | null | undefined;
  readonly returnUrl?: boolean | null | undefined;
  /** Visible watermark. */
  readonly logo?: LogoParameters | null | undefined;
}

/** The parameters as the model spells them, `req_key` first. Expects parameters without violations. */
export function toHighAesReqJson(parameters: HighAesParameters): Record<string, unknown> {
  const { version, seed, ddimSteps, scale, width, height, strength, useSr, srSeed, returnUrl, logo } =
    parameters;
  return given({
    req_key: HIGH_AES_REQ_KEY,
    model_version: HIGH_AES_VERSIONS[version],
    seed,
    ddim_steps: ddimSteps,
    scale,
    width,
    height,
    strength,
    use_sr: useSr,
    sr_seed: srSeed,
    return_url: returnUrl,
    logo_info: toLogoInfo(logo),
  });
}

/** Everything that is wrong with the parameters for a task, in their order; empty when they may be sent. */
export function checkHighAes(parameters: HighAesParameters, task: ModelTask): ParameterViolation[] {
  const { version, logo } = parameters;
  return [
    ...(task === "IMAGE_TO_IMAGE" && version === "GENERAL_V1_3" ? [ONLY_TEXT] : []),
    ...FOREIGN[version]
      .filter((name) => parameters[name] !== null && parameters[name] !== undefined)
      .map((name) => ({
        path: [name],
        constraint: "modelVersion",
        message: `must be left out with ${version}, which does not have it`,
      })),
    ...rangeViolations(parameters, HIGH_AES_RANGES[version]),
    ...(version === "ANIME_V1_3" ? animeArea(parameters) : []),
    ...checkLogo(logo),
  ];
}

const ONLY_TEXT: ParameterViolation = {
  path: ["version"],
  constraint: "modelTask",
  message: "must be ANIME_V1_3 here: GENERAL_V1_3 makes a picture of text alone",
};

/** Parameters that only the other version has. */
const FOREIGN = {
  GENERAL_V1_3: ["strength"],
  ANIME_V1_3: ["useSr", "srSeed"],
} as const satisfies Record<HighAesVersion, readonly (keyof HighAesParameters)[]>;

/** Of a picture of the anime version: 1088 × 1088 pixels, sides of 1024 (samples of the official Go SDK). */
export const ANIME_AREA: AreaLimit = { maxPixels: 1088 * 1088, side: 1024 };

function animeArea({ width, height }: HighAesParameters): ParameterViolation[] {
  const message = checkArea(width, height, ANIME_AREA);
  // The side that was given is the one to change.
  return message === null
    ? []
    : [{ path: [width == null ? "height" : "width"], constraint: "area", message }];
}
