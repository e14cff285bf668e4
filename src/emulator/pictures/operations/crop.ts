/**
 * `crop`: a rectangle of w by h at x, y from the place that g names.
 * Assumption: the page of crop was not at hand; defaults (the whole rest, 0, 0, nw), the meaning of x and y beside g, and
 * the cutting of a rectangle at the picture's edge follow the same operation of Aliyun OSS, whose grammar TOS shares.
 */
import type { Planner } from "../chain.js";
import { Parameters } from "../parameters.js";
import { fromPixels, notProcessable, toPixels } from "../picture.js";

const GRAVITIES = ["nw", "north", "ne", "west", "center", "east", "sw", "south", "se"] as const;

export const planCrop: Planner = (action) => {
  const parameters = new Parameters(action, ["g", "w", "h", "x", "y"]);
  const gravity = GRAVITIES.indexOf(parameters.oneOf("g", GRAVITIES) ?? "nw");
  const w = parameters.integer("w", 1, 30_000);
  const h = parameters.integer("h", 1, 30_000);
  const x = parameters.integer("x", 0, 30_000) ?? 0;
  const y = parameters.integer("y", 0, 30_000) ?? 0;
  if (action.parameters.length === 0) parameters.missing("one of w, h, x and y");
  return async (picture) => {
    const { width, height } = picture.pixels;
    // Three columns and three rows: at the start, in the middle, at the end.
    const free = { x: Math.max(0, width - (w ?? width)), y: Math.max(0, height - (h ?? height)) };
    const left = Math.floor((free.x * (gravity % 3)) / 2) + x;
    const top = Math.floor((free.y * Math.floor(gravity / 3)) / 2) + y;
    if (left >= width || top >= height) {
      throw notProcessable("crop: the rectangle begins outside of the picture");
    }
    const area = {
      left,
      top,
      width: Math.min(w ?? width, width - left),
      height: Math.min(h ?? height, height - top),
    };
    return { ...picture, pixels: await toPixels(fromPixels(picture.pixels).extract(area)) };
  };
};
