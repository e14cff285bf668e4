/** The stand-in for the Doubao image-to-image model: its refusals, its latency, and a painting instead of a diffusion. */
import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { readLook } from "../painting/looks.js";
import { layOver } from "../painting/overlay.js";
import { paint } from "../painting/paint.js";
import { drawScene } from "../painting/scenes/scene.js";
import { fromPixels, type Pixels } from "../pictures/picture.js";
import { emulatedFailure, ModelFailure } from "./codes.js";
import type { ControlNet } from "./control-nets.js";
import type { JsonObject } from "./json.js";
import { type ModelParameters, readModelParameters } from "./parameters.js";
import { createRandom, type Random } from "./random.js";

/** Limits of the input of `i2i_xl_sft` (docs/6791/1330203): less than 5 MB, less than 4096 pixels a side. */
const MAX_INPUT_BYTES = 5 * 1024 * 1024;
const MAX_INPUT_SIDE = 4096;
/** Code points. */
const MAX_PROMPT_LENGTH = 800;

export interface ModelRequest {
  readonly action: string;
  readonly version: string;
  /** Assumption: the prompt of InputDataSource counts, and one in ReqJson does not. */
  readonly prompt: string;
  readonly reqJson: JsonObject;
}

export interface ModelInput {
  readonly pixels: Pixels;
  /** The size of the picture as it would be sent, in bytes. */
  readonly encodedBytes: number;
}

/** Assumption: what the pages name for the keys of each kind of generation serves all of them. */
const ACTIONS = {
  image: ["CVProcess", "Img2ImgXLSft", "HighAesSmartDrawing"],
  text: ["CVProcess", "Text2ImgXLSft", "HighAesSmartDrawing"],
};
const VERSION = "2022-08-31";

/** What can be refused before the picture is read. Throws a {@link ModelFailure}. */
export function checkModelRequest(
  { action, version, prompt, reqJson }: ModelRequest,
  from: "image" | "text" = "image",
): ModelParameters {
  if (!ACTIONS[from].includes(action) || version !== VERSION) throw new ModelFailure(50402);
  if ([...prompt].length > MAX_PROMPT_LENGTH) {
    throw new ModelFailure(50200, `prompt can not be more than ${MAX_PROMPT_LENGTH} chars`);
  }
  const failure = emulatedFailure(prompt);
  if (failure !== null && !failure.late) throw failure;
  return readModelParameters(reqJson, from);
}

/** Throws a {@link ModelFailure}. */
export function checkInputBytes(encodedBytes: number): void {
  if (encodedBytes >= MAX_INPUT_BYTES) throw new ModelFailure(50205);
}

export function checkModelInput({ pixels, encodedBytes }: ModelInput): void {
  checkInputBytes(encodedBytes);
  if (Math.max(pixels.width, pixels.height) >= MAX_INPUT_SIDE) throw new ModelFailure(50205);
}

/** With random seeds, a seed of -1 becomes one that no request has named. */
export function seeded(
  parameters: ModelParameters,
  { randomSeeds }: { randomSeeds: boolean },
): ModelParameters {
  return randomSeeds && parameters.seed === -1
    ? { ...parameters, drawnSeed: randomInt(2 ** 47) }
    : parameters;
}

/** Equal pixels, prompt and parameters give equal pixels; seed -1 is derived from them. The size stays the same. */
export async function generate(pixels: Pixels, prompt: string, parameters: ModelParameters): Promise<Pixels> {
  const source = await opaque(pixels);
  return render(source, prompt, parameters, chance(parameters, prompt, source.data));
}

/** Equal prompt and parameters give equal pixels. */
export async function generateFromWords(prompt: string, parameters: ModelParameters): Promise<Pixels> {
  const random = chance(parameters, prompt);
  const { mood } = readLook(prompt, parameters.reqKey);
  const scene = await drawScene(prompt, mood, { ...parameters.size, random });
  return render(scene, prompt, parameters, random);
}

async function render(
  source: Pixels,
  prompt: string,
  parameters: ModelParameters,
  random: Random,
): Promise<Pixels> {
  const { guidance, steps, strength, style, logo, reqKey } = parameters;
  const look = readLook(prompt, reqKey.replaceAll("_", " "));
  const keep = {
    edges: netStrength(parameters, "canny"),
    light: Math.max(netStrength(parameters, "depth"), 0.5 * netStrength(parameters, "pose")),
    color: style.styleWeight,
    centre: style.idWeight,
  };
  const painted = await paint(source, { look, random, guidance, steps, strength, keep });
  return layOver(painted, { look, logo, random });
}

function netStrength({ controlNets }: ModelParameters, type: ControlNet["type"]): number {
  return Math.max(0, ...controlNets.filter((net) => net.type === type).map(({ strength }) => strength));
}

function chance({ seed, drawnSeed }: ModelParameters, prompt: string, picture?: Uint8Array): Random {
  if (seed !== -1) return createRandom(prompt, seed);
  return createRandom(prompt, ...(picture === undefined ? [] : [picture]), drawnSeed ?? -1);
}

/** Waits as long as the model would take; throws when the emulator closes meanwhile. */
export async function modelLatency(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds > 0) await delay(milliseconds, undefined, { signal });
}

async function opaque(pixels: Pixels): Promise<Pixels> {
  if (pixels.channels === 3) return pixels;
  const { width, height } = pixels;
  const data = await fromPixels(pixels).flatten({ background: "#ffffff" }).raw().toBuffer();
  return { data, width, height, channels: 3 };
}
