/** Marks as pixels: joined, made translucent, laid once or tiled over a picture. */
import type { Gravity, Size } from "../operations/area.js";
import { overlay } from "../overlay.js";
import { fromPixels, type Pixels, toPixels } from "../picture.js";
import { sharp } from "../sharp.js";
import { besides, type Margins, type Position, place, visiblePart } from "./placing.js";

const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 };

/** Two marks in one, side by side. */
export async function join(
  first: Pixels,
  second: Pixels,
  how: { readonly align: 0 | 1 | 2; readonly interval: number },
): Promise<Pixels> {
  const { size, ...at } = besides(first, second, how);
  const ground = sharp({ create: { ...size, channels: 4, background: CLEAR } });
  return toPixels(
    ground.composite([
      { ...layer(first), ...at.first },
      { ...layer(second), ...at.second },
    ]),
  );
}

/** @param opacity 0 to 100. */
export async function fade(mark: Pixels, opacity: number): Promise<Pixels> {
  const pixels = await toPixels(fromPixels(mark).ensureAlpha());
  for (let at = 3; at < pixels.data.length; at += 4) {
    pixels.data[at] = Math.round(((pixels.data[at] ?? 0) * opacity) / 100);
  }
  return pixels;
}

/** Lays a mark at its place; what is outside of the picture is cut off. */
export async function lay(pixels: Pixels, mark: Pixels, gravity: Gravity, margins: Margins): Promise<Pixels> {
  return layAt(pixels, mark, place(pixels, mark, gravity, margins));
}

async function layAt(pixels: Pixels, mark: Pixels, position: Position): Promise<Pixels> {
  const part = visiblePart(pixels, mark, position);
  if (part === null) return pixels;
  const seen = await toPixels(fromPixels(mark).extract(part));
  const at = { left: Math.max(0, position.left), top: Math.max(0, position.top) };
  return overlay(pixels, [{ ...layer(seen), ...at }]);
}

/**
 * Fills the picture with copies of a mark.
 * Assumption: they begin in the upper left corner, x and y apart.
 */
export async function tile(pixels: Pixels, mark: Pixels, { x, y }: Margins): Promise<Pixels> {
  const size: Size = {
    width: Math.min(mark.width + x, pixels.width),
    height: Math.min(mark.height + y, pixels.height),
  };
  const ground: Pixels = {
    data: Buffer.alloc(size.width * size.height * 4),
    ...size,
    channels: 4,
  };
  const cell = await layAt(ground, mark, { left: 0, top: 0 });
  return overlay(pixels, [{ ...layer(cell), tile: true, left: 0, top: 0 }]);
}

function layer({ data, width, height, channels }: Pixels) {
  return { input: data, raw: { width, height, channels } };
}
