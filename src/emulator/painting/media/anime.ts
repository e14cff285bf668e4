/** Anime: clean cels, clear colours, thin lines in a darker shade of what they enclose, and light that blooms. */
import type { Canvas, PaintRow } from "../canvas.js";
import { edges, glow, patches } from "../layers.js";
import { clamp, luma, mix, rise } from "../numbers.js";
import { tone } from "../palette.js";

const LEVELS = 7;

export async function anime(canvas: Canvas): Promise<PaintRow> {
  const { source, palette, unit } = canvas;
  const { width } = source;
  const [base, lines] = await Promise.all([patches(canvas, 2.2), edges(canvas, 1.2)]);
  const bloom = await glow(canvas, base, 26 * unit);
  const color = new Float32Array(3);

  return (y, out, at) => {
    for (let x = 0, to = at; x < width; x++, to += 3) {
      const from = y * width + x;
      tone(palette, base[from * 3] ?? 0, base[from * 3 + 1] ?? 0, base[from * 3 + 2] ?? 0, 8, color);
      const level = luma(color[0] ?? 0, color[1] ?? 0, color[2] ?? 0);
      const scaled = (level / 255) * LEVELS;
      const cel = ((Math.floor(scaled) + rise(0.42, 0.58, scaled - Math.floor(scaled))) / LEVELS) * 255;
      const target = mix(level, cel, 0.75) * 1.04;
      const line = 1 - 0.62 * rise(12, 48, lines[from] ?? 0);
      const shine = rise(120, 240, bloom[from] ?? 0) * 0.3;
      for (let channel = 0; channel < 3; channel++) {
        const clear = clamp(target + ((color[channel] ?? 0) - level) * 1.5, 0, 255) * line;
        out[to + channel] = clear + (255 - clear) * shine * ((palette.light[channel] ?? 255) / 255);
      }
    }
  };
}
