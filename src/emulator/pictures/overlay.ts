/** Laying pictures over a picture. */
import type { OverlayOptions } from "sharp";
import { fromPixels, type Pixels, toPixels } from "./picture.js";

/** An opaque picture stays one, without an alpha channel. No layer may be larger than the picture. */
export function overlay(pixels: Pixels, layers: OverlayOptions[]): Promise<Pixels> {
  const image = fromPixels(pixels).composite(layers);
  return toPixels(pixels.channels === 3 ? image.removeAlpha() : image);
}
