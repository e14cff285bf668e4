/**
 * `mosaic` makes an area unreadable, by squares or by a blur (Go SDK, data_process_types.go: t square or blur; for a blur
 * only r 0 to 50, and s 1 to 50, 20 by default).
 * Assumption: squares have 20 pixels a side; r and s are what they are to `blur`. The area is read as that of `crop`, and
 * is the whole picture without parameters.
 */

import { Parameters } from "../parameters.js";
import { fromPixels, type Pixels, toPixels } from "../picture.js";
import type { Planner } from "../planner.js";
import { readArea } from "./area.js";

const SQUARE = 20;
const DEFAULT_SIGMA = 20;

export const planMosaic: Planner = (action) => {
  const parameters = new Parameters(action, ["g", "w", "h", "x", "y", "t", "r", "s"]);
  const areaIn = readArea(parameters, "mosaic");
  const type = parameters.oneOf("t", ["square", "blur"]) ?? "square";
  const radius = parameters.integer("r", 0, 50);
  const deviation = parameters.integer("s", 1, 50) ?? DEFAULT_SIGMA;
  return async (picture) => {
    const area = areaIn(picture.pixels);
    const part = await toPixels(fromPixels(picture.pixels).extract(area));
    const sigma = Math.min(radius ?? deviation, deviation);
    if (type === "blur" && sigma === 0) return picture;
    const hidden = type === "square" ? averageSquares(part, SQUARE) : await blurred(part, sigma);
    return { ...picture, pixels: replaced(picture.pixels, hidden, area) };
  };
};

function blurred(part: Pixels, sigma: number): Promise<Pixels> {
  return toPixels(fromPixels(part).blur(sigma));
}

/** Gives every square of `side` pixels its mean colour; those at the right and lower edge are what is left. */
function averageSquares({ data, width, height, channels }: Pixels, side: number): Pixels {
  const result = Buffer.alloc(data.length);
  for (let top = 0; top < height; top += side) {
    const bottom = Math.min(top + side, height);
    for (let left = 0; left < width; left += side) {
      const right = Math.min(left + side, width);
      const count = (bottom - top) * (right - left);
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let y = top; y < bottom; y++) {
          for (let x = left; x < right; x++) sum += data[(y * width + x) * channels + channel] ?? 0;
        }
        const mean = Math.round(sum / count);
        for (let y = top; y < bottom; y++) {
          for (let x = left; x < right; x++) result[(y * width + x) * channels + channel] = mean;
        }
      }
    }
  }
  return { data: result, width, height, channels };
}

/** The picture with a part of it in other pixels of the same channels. */
function replaced(pixels: Pixels, part: Pixels, at: { readonly left: number; readonly top: number }): Pixels {
  const data = Buffer.from(pixels.data);
  const rowLength = part.width * pixels.channels;
  for (let row = 0; row < part.height; row++) {
    const to = ((at.top + row) * pixels.width + at.left) * pixels.channels;
    part.data.copy(data, to, row * rowLength, (row + 1) * rowLength);
  }
  return { ...pixels, data };
}
