/** What lies over a finished painting: weather, the watermark that the request asks for, and the mark of the emulator. */
import type { Logo } from "../model/logo-info.js";
import type { Random } from "../model/random.js";
import { fromPixels, type Pixels, toPixels } from "../pictures/picture.js";
import { logoFor } from "./logo.js";
import type { Look } from "./looks.js";
import { markFor } from "./mark.js";
import { weatherFor } from "./weather.js";

/** A drawing and where its upper left corner goes. */
export interface Overlay {
  readonly svg: string;
  readonly left: number;
  readonly top: number;
}

export async function layOver(
  pixels: Pixels,
  { look, logo, random }: { look: Look; logo: Logo | null; random: Random },
): Promise<Pixels> {
  const overlays = [
    weatherFor(pixels, look, random),
    logo === null ? null : logoFor(pixels, logo),
    // The mark makes way for the logo.
    markFor(pixels, logo?.corner === "lower right" ? "left" : "right"),
  ].filter((each) => each !== null);
  if (overlays.length === 0) return pixels;
  const inputs = overlays.map(({ svg, left, top }) => ({ input: Buffer.from(svg), left, top }));
  return toPixels(fromPixels(pixels).composite(inputs).removeAlpha());
}
