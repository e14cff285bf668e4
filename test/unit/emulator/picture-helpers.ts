/** Pictures of even colours, and the running of a chain on one with its result decoded. */
import sharp from "sharp";
import { TosFault } from "../../../src/emulator/faults.js";
import { planChain, runChain } from "../../../src/emulator/pictures/chain.js";
import { decodePicture, encodePicture } from "../../../src/emulator/pictures/picture.js";
import type { ReadObject } from "../../../src/emulator/pictures/planner.js";

export const RED = [255, 0, 0];
export const GREEN = [0, 255, 0];
export const BLUE = [0, 0, 255];
export const WHITE = [255, 255, 255];
export const BLACK = [0, 0, 0];

export const base64url = (text: string): string => Buffer.from(text).toString("base64url");

/** A PNG of one colour, `#rrggbb` or with alpha `#rrggbbaa`. */
export function even(color: string, width: number, height: number): Promise<Buffer> {
  const channels = color.length > 7 ? 4 : 3;
  return sharp({ create: { width, height, channels, background: color } })
    .png()
    .toBuffer();
}

/** A PNG whose columns from left to right have the given colours, each `width` wide. */
export async function columns(colors: readonly string[], width: number, height: number): Promise<Buffer> {
  const stripes = colors.map((background, index) => ({
    input: { create: { width, height, channels: 3 as const, background } },
    left: index * width,
    top: 0,
  }));
  return sharp({ create: { width: width * colors.length, height, channels: 3, background: "#000" } })
    .composite(stripes)
    .removeAlpha()
    .png()
    .toBuffer();
}

export interface Decoded {
  readonly data: Buffer;
  readonly format: string | undefined;
  /** `100x50`. */
  readonly size: string;
  pixel(x: number, y: number): number[];
  /** How many pixels differ from a colour, within a rectangle or in all. */
  unlike(color: readonly number[], left?: number, top?: number, right?: number, bottom?: number): number;
}

export async function decoded(bytes: Buffer): Promise<Decoded> {
  const { format } = await sharp(bytes).metadata();
  const { data, info } = await sharp(bytes).toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number): number[] => {
    const at = (y * info.width + x) * info.channels;
    return [...data.subarray(at, at + info.channels)];
  };
  return {
    data: bytes,
    format,
    size: `${info.width}x${info.height}`,
    pixel,
    unlike: (color, left = 0, top = 0, right = info.width, bottom = info.height) => {
      let count = 0;
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const at = (y * info.width + x) * info.channels;
          if (color.some((value, channel) => data[at + channel] !== value)) count++;
        }
      }
      return count;
    },
  };
}

/** Runs `image/CHAIN` and decodes what comes out. */
export async function processed(chain: string, bytes: Buffer, readObject?: ReadObject): Promise<Decoded> {
  const plan = planChain(`image/${chain}`, readObject);
  const { data } = await encodePicture(await runChain(plan, await decodePicture(bytes)));
  return decoded(data);
}

/** `400 InvalidArgument 0022-00000005`, or "none" when the chain can be planned. */
export function planFault(chain: string): string {
  try {
    planChain(`image/${chain}`);
  } catch (error) {
    if (error instanceof TosFault) return `${error.entry.status} ${error.entry.code} ${error.entry.ec}`;
    throw error;
  }
  return "none";
}
