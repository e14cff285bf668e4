/** `resize` (docs/6349/153626): a target size by mode and parameters, as pure arithmetic, and its doing. */

import { Parameters } from "../parameters.js";
import { fromPixels, notProcessable, toPixels } from "../picture.js";
import type { Planner } from "../planner.js";
import type { Size } from "./area.js";

const RESIZE_MODES = ["lfit", "mfit", "fill", "pad", "fixed"] as const;
export type ResizeMode = (typeof RESIZE_MODES)[number];

/** Limits of the result (docs/6349/153623). */
const MAX_SIDE = 16_384;
const MAX_PIXELS = 16_777_216;

export interface ResizeRequest {
  readonly mode: ResizeMode;
  readonly w?: number | undefined;
  readonly h?: number | undefined;
  /** The long side. */
  readonly l?: number | undefined;
  /** The short side. */
  readonly s?: number | undefined;
  /** Per cent. */
  readonly p?: number | undefined;
  /** Whether a target larger than the source gives the source back. */
  readonly limit: boolean;
}

/** What to do: scale to `scaled`, then cut or fill up to `canvas`, both about the centre. Null leaves the source as it is. */
export interface ResizePlan {
  readonly scaled: Size;
  readonly canvas: Size;
}

/** The sizes of a resize. The priority of parameters is w and h, then l and s, then p. */
export function resizePlan(source: Size, request: ResizeRequest): ResizePlan | null {
  const box = targetBox(source, request);
  const fixed = request.mode === "fixed" && box.width !== null && box.height !== null;
  const scale = scaleOf(source, box, request.mode);
  const enlarges = fixed ? exceeds(box, source) : scale > 1;
  if (request.limit && enlarges) return null;
  const scaled = {
    width: fixed ? (box.width ?? 1) : side(source.width * scale),
    height: fixed ? (box.height ?? 1) : side(source.height * scale),
  };
  const cut = request.mode === "fill" || request.mode === "pad";
  const canvas = { width: box.width ?? scaled.width, height: box.height ?? scaled.height };
  return { scaled, canvas: cut ? canvas : scaled };
}

interface Box {
  readonly width: number | null;
  readonly height: number | null;
}

/** The box that the parameters ask for; a null side follows from the other. `fill` and `pad` take one side as a square. */
function targetBox(source: Size, { mode, w, h, l, s, p }: ResizeRequest): Box {
  const square = mode === "fill" || mode === "pad";
  if (w !== undefined || h !== undefined) {
    return { width: w ?? (square ? (h ?? null) : null), height: h ?? (square ? (w ?? null) : null) };
  }
  if (l !== undefined || s !== undefined) {
    const long = l ?? (square ? (s ?? null) : null);
    const short = s ?? (square ? (l ?? null) : null);
    return source.width >= source.height ? { width: long, height: short } : { width: short, height: long };
  }
  const factor = (p ?? 100) / 100;
  return { width: side(source.width * factor), height: side(source.height * factor) };
}

function scaleOf(source: Size, box: Box, mode: ResizeMode): number {
  const scales = [
    ...(box.width === null ? [] : [box.width / source.width]),
    ...(box.height === null ? [] : [box.height / source.height]),
  ];
  return mode === "mfit" || mode === "fill" ? Math.max(...scales) : Math.min(...scales);
}

function exceeds(box: Box, source: Size): boolean {
  return (box.width ?? 0) > source.width || (box.height ?? 0) > source.height;
}

function side(length: number): number {
  return Math.max(1, Math.round(length));
}

export const planResize: Planner = (action) => {
  const parameters = new Parameters(action, ["m", "w", "h", "l", "s", "p", "limit", "color"]);
  const size = (key: string): number | undefined => parameters.integer(key, 1, MAX_SIDE);
  const request: ResizeRequest = {
    mode: parameters.oneOf("m", RESIZE_MODES) ?? "lfit",
    w: size("w"),
    h: size("h"),
    l: size("l"),
    s: size("s"),
    p: parameters.integer("p", 1, 1000),
    limit: parameters.oneOf("limit", ["0", "1"]) !== "0",
  };
  const color = parameters.color("color") ?? "#ffffff";
  if ([request.w, request.h, request.l, request.s, request.p].every((value) => value === undefined)) {
    parameters.missing("one of w, h, l, s and p");
  }
  return async (picture) => {
    const plan = resizePlan(picture.pixels, request);
    if (plan === null) return picture;
    checkResult(plan.canvas);
    checkResult(plan.scaled);
    const { scaled, canvas } = plan;
    const image = fromPixels(picture.pixels).resize({ ...scaled, fit: "fill" });
    if (request.mode === "fill") {
      const scaledPixels = await toPixels(image);
      const left = Math.floor((scaled.width - canvas.width) / 2);
      const top = Math.floor((scaled.height - canvas.height) / 2);
      return {
        ...picture,
        pixels: await toPixels(fromPixels(scaledPixels).extract({ left, top, ...canvas })),
      };
    }
    if (request.mode === "pad") {
      const left = Math.floor((canvas.width - scaled.width) / 2);
      const top = Math.floor((canvas.height - scaled.height) / 2);
      const right = canvas.width - scaled.width - left;
      const bottom = canvas.height - scaled.height - top;
      return {
        ...picture,
        pixels: await toPixels(image.extend({ left, top, right, bottom, background: color })),
      };
    }
    return { ...picture, pixels: await toPixels(image) };
  };
};

function checkResult({ width, height }: Size): void {
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    throw notProcessable("resize: the result has more than 16,384 pixels a side or 16,777,216 in all");
  }
}
