/**
 * `circle` and `rounded-corners`: what lies outside becomes transparent, and white in a format without transparency.
 * Assumption: as Aliyun OSS: radii of 1 to 4,096, cut down to half of the shorter side; `circle` gives the square around
 * the circle in the middle of the picture, `rounded-corners` keeps the size.
 */

import { Parameters } from "../parameters.js";
import { fromPixels, type Pixels, toPixels } from "../picture.js";
import type { Planner } from "../planner.js";

const MAX_RADIUS = 4096;

export const planCircle: Planner = (action) => {
  const parameters = new Parameters(action, ["r"]);
  const wanted = parameters.integer("r", 1, MAX_RADIUS) ?? parameters.missing("r");
  return async (picture) => {
    const { width, height } = picture.pixels;
    const side = Math.min(2 * wanted, width, height);
    const left = Math.floor((width - side) / 2);
    const top = Math.floor((height - side) / 2);
    const square = fromPixels(picture.pixels).extract({ left, top, width: side, height: side });
    return { ...picture, pixels: await keepWithin(await toPixels(square), side / 2) };
  };
};

export const planRoundedCorners: Planner = (action) => {
  const parameters = new Parameters(action, ["r"]);
  const wanted = parameters.integer("r", 1, MAX_RADIUS) ?? parameters.missing("r");
  return async (picture) => {
    const { width, height } = picture.pixels;
    return { ...picture, pixels: await keepWithin(picture.pixels, Math.min(wanted, width / 2, height / 2)) };
  };
};

/** Clears what is outside of the picture's rectangle with rounded corners, with a smooth edge. */
function keepWithin(pixels: Pixels, radius: number): Promise<Pixels> {
  const { width, height } = pixels;
  const mask = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${radius}" ry="${radius}"/></svg>`;
  return toPixels(
    fromPixels(pixels)
      .ensureAlpha()
      .composite([{ input: Buffer.from(mask), blend: "dest-in" }]),
  );
}
