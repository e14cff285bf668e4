/** Every operation that turns a picture into a picture: what may stand before or after a generation, and in a style. */
import type { Operation } from "../operation.js";
import * as effects from "./effects.js";
import * as encoding from "./encoding.js";
import * as geometry from "./geometry.js";
import * as watermarks from "./watermarks.js";

export const OPERATIONS: readonly Operation[] = [
  geometry.RESIZE,
  geometry.CROP,
  geometry.CIRCLE,
  geometry.ROUNDED_CORNERS,
  geometry.INDEX_CROP,
  encoding.CLIP,
  geometry.ROTATE,
  geometry.AUTO_ORIENT,
  geometry.AUTO_ORIENT_INTERNAL,
  encoding.FORMAT,
  encoding.QUALITY,
  encoding.INTERLACE,
  effects.BLUR,
  effects.SHARPEN,
  effects.BRIGHT,
  effects.CONTRAST,
  effects.COLORSPACE,
  watermarks.WATERMARK,
  watermarks.BLIND_WATERMARK,
  effects.DRAW,
  effects.MOSAIC,
  encoding.SLIM,
  encoding.STRIP,
  encoding.SET_AIGC_METADATA,
  encoding.SET_C2PA_METADATA,
];

const BY_NAME = new Map(OPERATIONS.map((operation) => [operation.name, operation]));
const BY_UPSTREAM_NAME = new Map(OPERATIONS.map((operation) => [operation.upstreamName, operation]));

/** By the name of its step, such as `roundedCorners`. */
export function operationOfStep(name: string): Operation | undefined {
  return BY_NAME.get(name);
}

/** By its name in a chain, such as `rounded-corners`. */
export function operationOfAction(upstreamName: string): Operation | undefined {
  return BY_UPSTREAM_NAME.get(upstreamName);
}
