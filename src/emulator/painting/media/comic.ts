/** Comic: flat bright colours, black outlines, dots in the shadows. */
import type { Canvas, PaintRow } from "../canvas.js";
import { edges, patches } from "../layers.js";
import { clamp, fraction, luma, mix, rise } from "../numbers.js";
import { tone } from "../palette.js";

const LEVELS = 5;
const INK = [20, 16, 26] as const;

export async function comic(canvas: Canvas): Promise<PaintRow> {
  const { source, palette, unit } = canvas;
  const { width } = source;
  const [base, lines] = await Promise.all([patches(canvas, 2.6), edges(canvas, 1.7)]);
  const pitch = Math.max(4, 7 * unit);
  const color = new Float32Array(3);

  return (y, out, at) => {
    for (let x = 0, to = at; x < width; x++, to += 3) {
      const from = y * width + x;
      tone(palette, base[from * 3] ?? 0, base[from * 3 + 1] ?? 0, base[from * 3 + 2] ?? 0, 10, color);
      const level = luma(color[0] ?? 0, color[1] ?? 0, color[2] ?? 0);
      const flat = (Math.round((level / 255) * LEVELS) / LEVELS) * 255;
      const target = mix(level, flat, 0.8);
      const u = fraction((x + y) / pitch / Math.SQRT2) - 0.5;
      const v = fraction((x - y) / pitch / Math.SQRT2) - 0.5;
      const dark = clamp(0.78 - level / 255, 0, 0.55);
      const dot = clamp((dark * 0.8 - Math.sqrt(u * u + v * v)) * pitch * 0.8, 0, 1) * 0.34;
      const outline = rise(18, 44, lines[from] ?? 0);
      for (let channel = 0; channel < 3; channel++) {
        const vivid = target + ((color[channel] ?? 0) - level) * 1.75;
        out[to + channel] = mix(vivid * (1 - dot), INK[channel] ?? 0, outline);
      }
    }
  };
}
