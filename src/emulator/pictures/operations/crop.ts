/** `crop` cuts out a rectangle; `indexcrop` cuts the picture into slices and keeps one. */

import { Parameters } from "../parameters.js";
import { fromPixels, notProcessable, type Picture, toPixels } from "../picture.js";
import type { Planner } from "../planner.js";
import { type Area, readArea } from "./area.js";

export const planCrop: Planner = (action) => {
  const parameters = new Parameters(action, ["g", "w", "h", "x", "y"]);
  const areaIn = readArea(parameters, "crop");
  if (action.parameters.length === 0) parameters.missing("one of w, h, x and y");
  return (picture) => cut(picture, areaIn(picture.pixels));
};

/**
 * `indexcrop,x_100,i_0`: slices of 100 columns, the first of them; y slices rows.
 * Assumption: as Aliyun OSS: i counts from 0 and is 0 by default, the last slice is what is left, and an index beyond it
 * gives the picture as it is. x and y together are refused.
 */
export const planIndexCrop: Planner = (action) => {
  const parameters = new Parameters(action, ["x", "y", "i"]);
  const x = parameters.integer("x", 1, 30_000);
  const y = parameters.integer("y", 1, 30_000);
  const index = parameters.integer("i", 0, 30_000) ?? 0;
  if (x !== undefined && y !== undefined) throw notProcessable("indexcrop: x and y exclude each other");
  const slice = x ?? y ?? parameters.missing("x or y");
  return (picture) => {
    const { width, height } = picture.pixels;
    const start = slice * index;
    if (start >= (x === undefined ? height : width)) return picture;
    return cut(
      picture,
      x === undefined
        ? { left: 0, top: start, width, height: Math.min(slice, height - start) }
        : { left: start, top: 0, width: Math.min(slice, width - start), height },
    );
  };
};

async function cut(picture: Picture, area: Area): Promise<Picture> {
  return { ...picture, pixels: await toPixels(fromPixels(picture.pixels).extract(area)) };
}
