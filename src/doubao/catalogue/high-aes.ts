import { ANIME_AREA, HIGH_AES_REQ_KEY, HIGH_AES_VERSIONS, type HighAesVersion } from "../high-aes.js";
import { HIGH_AES_RANGES } from "../ranges.js";
import { type Evidence, type ImageModel, imageModel, sourceImage } from "./image-model.js";
import { type ModelParameter, parameter } from "./parameter.js";
import { TYPED_OUTPUT_PARAMETERS } from "./shared-parameters.js";

const SHARED = {
  reqKey: HIGH_AES_REQ_KEY,
  inputMember: "highAes",
  // The table of the TOS API page (1545409) has this req_key as the sample value of ReqJson.
  evidence: "SAMPLE",
} as const;

interface Defaults {
  readonly steps: string;
  readonly scale: string;
  readonly side: string;
  /** Foundation of the ranges of steps and scale. */
  readonly evidence: Evidence;
}

function common(version: HighAesVersion, { steps, scale, side, evidence }: Defaults): ModelParameter[] {
  const ranges = HIGH_AES_RANGES[version];
  return [
    parameter("version", "model_version", "Enum", "Chooses this model among those of `high_aes`.", {
      values: [version],
      upstreamValues: [HIGH_AES_VERSIONS[version]],
      required: true,
      evidence: "SAMPLE",
    }),
    parameter("seed", "seed", "Int", "Same seed and input, similar picture; -1 draws one at random.", {
      defaultValue: "-1",
      range: ranges.seed,
      evidence: "SAMPLE",
    }),
    parameter("ddimSteps", "ddim_steps", "Int", "Steps of the generation: more take longer and add detail.", {
      defaultValue: steps,
      range: ranges.ddimSteps,
      evidence,
    }),
    parameter("scale", "scale", "Float", "How closely the picture follows the prompt.", {
      defaultValue: scale,
      range: ranges.scale,
      evidence,
    }),
    ...(["width", "height"] as const).map((name) =>
      parameter(name, name, "Int", `The ${name} of the generated picture, in pixels.`, {
        defaultValue: side,
        range: ranges[name],
        evidence: "SAMPLE",
      }),
    ),
  ];
}

/** Samples of the official SDKs (Go: ranges of the sides; Python). */
export const HIGH_AES_GENERAL_MODEL: ImageModel = imageModel({
  ...SHARED,
  modelVersion: HIGH_AES_VERSIONS.GENERAL_V1_3,
  title: "High aesthetics, general 1.3",
  tasks: ["TEXT_TO_IMAGE"],
  description: "Makes a small picture of a prompt, and can double its sides.",
  promptAdvice: "Chinese or English, a sentence or a list of what the picture shows.",
  parameters: [
    ...common("GENERAL_V1_3", { steps: "25", scale: "3.5", side: "512", evidence: "ASSUMED" }),
    parameter("useSr", "use_sr", "Boolean", "Whether to enlarge the picture: both sides are doubled.", {
      defaultValue: "false",
      evidence: "SAMPLE",
    }),
    parameter("srSeed", "sr_seed", "Int", "Seed of the enlargement; -1 draws one at random.", {
      defaultValue: "-1",
      range: HIGH_AES_RANGES.GENERAL_V1_3.srSeed,
      evidence: "SAMPLE",
    }),
    ...TYPED_OUTPUT_PARAMETERS,
  ],
  priceNotes: ["`useSr` makes four times the pixels; whether that is billed apart is not published."],
});

/** Doubao docs 6791/1213131, and samples of the official Go SDK for the ranges. */
export const HIGH_AES_ANIME_MODEL: ImageModel = imageModel({
  ...SHARED,
  modelVersion: HIGH_AES_VERSIONS.ANIME_V1_3,
  title: "High aesthetics, anime 1.3",
  tasks: ["IMAGE_TO_IMAGE", "TEXT_TO_IMAGE"],
  page: "6791/1213131",
  description: "Makes an anime picture of a prompt, or of a prompt and a picture.",
  promptAdvice: "Chinese or English, a sentence or a list of what the picture shows.",
  sourceImage: sourceImage({
    maxRatio: 1.77,
    note: "A source much longer than 1.77 times its width, or wider than that, very probably fails.",
  }),
  area: ANIME_AREA,
  parameters: [
    ...common("ANIME_V1_3", { steps: "20", scale: "7", side: "1024", evidence: "THIRD_PARTY" }),
    parameter("strength", "strength", "Float", "How far the picture goes from its source: 1 the farthest.", {
      defaultValue: "0.7",
      range: HIGH_AES_RANGES.ANIME_V1_3.strength,
      evidence: "THIRD_PARTY",
    }),
    ...TYPED_OUTPUT_PARAMETERS,
  ],
});
