/** Ink: washes of one black on warm paper, brushed outlines, and mist where the picture ends. */
import type { Canvas, PaintRow } from "../canvas.js";
import { edges, patches } from "../layers.js";
import { noiseTile, tileAt } from "../noise.js";
import { clamp, luma, mix, rise } from "../numbers.js";
import { tone } from "../palette.js";

const PAPER = [244, 238, 224] as const;
const BLACK = [28, 30, 34] as const;
const WASHES = 5;

export async function ink(canvas: Canvas): Promise<PaintRow> {
  const { source, palette, random, detail, unit } = canvas;
  const { width, height } = source;
  const cloud = noiseTile(random, 48);
  const bleed = noiseTile(random, 15);
  const fiber = noiseTile(random, 2);
  const [base, lines] = await Promise.all([patches(canvas, 3.2), edges(canvas, 1.6)]);
  const reach = 9 * unit * (1 - 0.8 * detail);
  const scale = 1 / unit;
  const color = new Float32Array(3);

  return (y, out, at) => {
    const away = Math.min(y, height - 1 - y) / height;
    for (let x = 0, to = at; x < width; x++, to += 3) {
      const slow = cloud[tileAt(x * scale * 0.4, y * scale * 0.7)] ?? 0;
      const quick = bleed[tileAt(x * scale, y * scale)] ?? 0;
      const fine = fiber[tileAt(x, y * 0.6)] ?? 0;
      const fromX = clamp(x + Math.round(reach * quick), 0, width - 1);
      const fromY = clamp(y + Math.round(reach * slow), 0, height - 1);
      const from = fromY * width + fromX;
      tone(palette, base[from * 3] ?? 0, base[from * 3 + 1] ?? 0, base[from * 3 + 2] ?? 0, 0, color);
      const dark = 1 - luma(base[from * 3] ?? 0, base[from * 3 + 1] ?? 0, base[from * 3 + 2] ?? 0) / 255;
      const depth = rise(0.12, 1.02, dark);
      const step = clamp(Math.floor(depth * WASHES + quick * 0.2 + 0.35) / WASHES, 0, 1);
      const wash = mix(depth, step, 0.42) * (0.92 + slow * 0.16 + fine * 0.1);
      const brush = rise(14, 60, lines[from] ?? 0) * (0.75 + quick * 0.35);
      const mist = rise(-0.03, 0.13, away + slow * 0.05);
      const density = clamp((wash * 0.86 + brush * 0.55 * (1 - wash * 0.5)) * mist, 0, 1);
      for (let channel = 0; channel < 3; channel++) {
        const paper = (PAPER[channel] ?? 255) + fine * 4 + slow * 3;
        // A breath of colour, as mineral pigments give it.
        const stain = mix(BLACK[channel] ?? 0, color[channel] ?? 0, 0.16);
        out[to + channel] = mix(paper, stain, density);
      }
    }
  };
}
