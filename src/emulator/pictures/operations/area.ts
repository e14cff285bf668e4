/**
 * A rectangle of w by h at x, y from the place that g names: what `crop` and `mosaic` speak of.
 * Assumption: their pages were not at hand; defaults (the whole rest, 0, 0, nw), the meaning of x and y beside g, and the
 * cutting of a rectangle at the picture's edge follow the same operation of Aliyun OSS, whose grammar TOS shares.
 */
import type { Parameters } from "../parameters.js";
import { notProcessable } from "../picture.js";

export const GRAVITIES = ["nw", "north", "ne", "west", "center", "east", "sw", "south", "se"] as const;
export type Gravity = (typeof GRAVITIES)[number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Area extends Size {
  readonly left: number;
  readonly top: number;
}

/** Three columns and three rows: 0 at the start, 1 in the middle, 2 at the end. */
export function cellOf(gravity: Gravity): { readonly column: number; readonly row: number } {
  const index = GRAVITIES.indexOf(gravity);
  return { column: index % 3, row: Math.floor(index / 3) };
}

/** Reads g, w, h, x and y. What it returns throws for a picture that the rectangle begins outside of. */
export function readArea(parameters: Parameters, operation: string): (picture: Size) => Area {
  const { column, row } = cellOf(parameters.oneOf("g", GRAVITIES) ?? "nw");
  const w = parameters.integer("w", 1, 30_000);
  const h = parameters.integer("h", 1, 30_000);
  const x = parameters.integer("x", 0, 30_000) ?? 0;
  const y = parameters.integer("y", 0, 30_000) ?? 0;
  return ({ width, height }) => {
    const free = { x: Math.max(0, width - (w ?? width)), y: Math.max(0, height - (h ?? height)) };
    const left = Math.floor((free.x * column) / 2) + x;
    const top = Math.floor((free.y * row) / 2) + y;
    if (left >= width || top >= height) {
      throw notProcessable(`${operation}: the rectangle begins outside of the picture`);
    }
    return {
      left,
      top,
      width: Math.min(w ?? width, width - left),
      height: Math.min(h ?? height, height - top),
    };
  };
}
