/** What a medium paints on: a source, a palette, chance, and rows that are painted one after the other. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Random } from "../model/random.js";
import type { Pixels } from "../pictures/picture.js";
import type { Palette } from "./palette.js";

export interface Canvas {
  /** Three channels. */
  readonly source: Pixels;
  readonly palette: Palette;
  readonly random: Random;
  /** How much of the source's detail stays, 0 to 1. */
  readonly detail: number;
  /** 1 for a picture of a million pixels: strokes, dots and lines grow with the picture. */
  readonly unit: number;
}

/** Paints row `y` into `out`, three bytes a pixel, from the byte `at`. Values are rounded and cut there. */
export type PaintRow = (y: number, out: Uint8ClampedArray, at: number) => void;

/** A manner of painting: prepares its layers, and gives what paints the rows. */
export type Medium = (canvas: Canvas) => Promise<PaintRow>;

/** How long rows are painted before others get their turn, in milliseconds. */
const TURN_MS = 8;
const ROWS_BETWEEN_LOOKS = 8;

export async function paintRows({ width, height }: Pixels, paintRow: PaintRow): Promise<Pixels> {
  const data = Buffer.allocUnsafe(width * height * 3);
  const out = clampedView(data);
  await eachRow(height, (y) => paintRow(y, out, y * width * 3));
  return { data, width, height, channels: 3 };
}

/** The same bytes; what is written is rounded and cut to 0 to 255, at no cost. */
export function clampedView(data: Buffer): Uint8ClampedArray {
  return new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
}

/** Runs `work` for every row without holding up the event loop for long. */
export async function eachRow(height: number, work: (y: number) => void): Promise<void> {
  let began = performance.now();
  for (let y = 0; y < height; y++) {
    work(y);
    if (y % ROWS_BETWEEN_LOOKS === ROWS_BETWEEN_LOOKS - 1 && performance.now() - began > TURN_MS) {
      await nextTurn();
      began = performance.now();
    }
  }
}
