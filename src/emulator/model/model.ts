/** The stand-in for the Doubao image-to-image model: its refusals, its latency, and a painting instead of a diffusion. */
import { setTimeout as delay } from "node:timers/promises";
import { fromPixels, type Pixels } from "../pictures/picture.js";
import { emulatedFailure, ModelFailure } from "./codes.js";
import { drawMark } from "./mark.js";
import { paint } from "./paint.js";
import { type JsonObject, type ModelParameters, readModelParameters } from "./parameters.js";
import { createRandom } from "./random.js";

/** Limits of the input of `i2i_xl_sft` (docs/6791/1330203): less than 5 MB, less than 4096 pixels a side. */
export const MAX_INPUT_BYTES = 5 * 1024 * 1024;
export const MAX_INPUT_SIDE = 4096;
/** Code points. */
export const MAX_PROMPT_LENGTH = 800;

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

/** Assumption: these two actions serve image to image; the pages name both for `i2i_xl_sft`. */
const ACTIONS = ["CVProcess", "Img2ImgXLSft"];
const VERSION = "2022-08-31";

/** What can be refused before the picture is read. Throws a {@link ModelFailure}. */
export function checkModelRequest({ action, version, prompt, reqJson }: ModelRequest): ModelParameters {
  if (!ACTIONS.includes(action) || version !== VERSION) throw new ModelFailure(50402);
  if ([...prompt].length > MAX_PROMPT_LENGTH) {
    throw new ModelFailure(50200, `prompt can not be more than ${MAX_PROMPT_LENGTH} chars`);
  }
  const failure = emulatedFailure(prompt);
  if (failure !== null && !failure.late) throw failure;
  return readModelParameters(reqJson);
}

export function checkModelInput({ pixels, encodedBytes }: ModelInput): void {
  if (encodedBytes >= MAX_INPUT_BYTES || Math.max(pixels.width, pixels.height) >= MAX_INPUT_SIDE) {
    throw new ModelFailure(50205);
  }
}

/** Equal pixels, prompt and parameters give equal pixels; seed -1 is derived from them. The size stays the same. */
export async function generate(
  pixels: Pixels,
  prompt: string,
  { seed, scale, controlNets }: ModelParameters,
): Promise<Pixels> {
  const random = seed === -1 ? createRandom(prompt, pixels.data) : createRandom(prompt, seed);
  const detail = Math.max(0, ...controlNets.map(({ strength }) => strength));
  const painted = await paint(await opaque(pixels), { random, scale, detail });
  return drawMark(painted);
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
