/** What lies over a finished painting: weather, the watermark that the request asks for, and the mark of the emulator. */
import type { Logo } from "../model/logo-info.js";
import type { Random } from "../model/random.js";
import { type Pixels, toPixels } from "../pictures/picture.js";
import { sharp } from "../pictures/sharp.js";
import { eachRow } from "./canvas.js";
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

/** Changes the picture, which has three channels, and gives it back. */
export async function layOver(
  pixels: Pixels,
  { look, logo, random }: { look: Look; logo: Logo | null; random: Random },
): Promise<Pixels> {
  const overlays = [
    weatherFor(pixels, look, random),
    logo === null ? null : await logoFor(pixels, logo),
    // The mark makes way for the logo.
    markFor(pixels, logo?.corner === "lower right" ? "left" : "right"),
  ].filter((each) => each !== null);
  for (const overlay of overlays) await blend(pixels, overlay);
  return pixels;
}

/** In place: a composite of the whole picture would take many times as long as the few pixels that change. */
async function blend({ data, width, height }: Pixels, { svg, left, top }: Overlay): Promise<void> {
  const drawn = await toPixels(sharp(Buffer.from(svg)).ensureAlpha());
  const columns = Math.min(drawn.width, width - left);
  await eachRow(Math.min(drawn.height, height - top), (y) => {
    for (let x = 0; x < columns; x++) {
      const from = (y * drawn.width + x) * 4;
      const alpha = (drawn.data[from + 3] ?? 0) / 255;
      if (alpha === 0) continue;
      const to = ((top + y) * width + left + x) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const value = data[to + channel] ?? 0;
        data[to + channel] = Math.round(value + ((drawn.data[from + channel] ?? 0) - value) * alpha);
      }
    }
  });
}
