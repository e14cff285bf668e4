/** Watercolour: thin washes that bleed, pool along their edges, and leave the paper white at the border. */
import type { Canvas, PaintRow } from "../canvas.js";
import { edges, patches } from "../layers.js";
import { noiseTile, tileAt } from "../noise.js";
import { clamp, luma, rise } from "../numbers.js";
import { tone } from "../palette.js";

const PAPER = [252, 249, 242] as const;

export async function watercolour(canvas: Canvas): Promise<PaintRow> {
  const { source, palette, random, detail, unit } = canvas;
  const { width, height } = source;
  const bleed = noiseTile(random, 34);
  const torn = noiseTile(random, 11);
  const grain = noiseTile(random, 2);
  const [base, lines] = await Promise.all([patches(canvas, 3.4), edges(canvas, 2.2)]);
  const reach = 11 * unit * (1 - 0.8 * detail);
  const border = Math.min(width, height) * 0.05;
  const scale = 1 / unit;
  const color = new Float32Array(3);

  return (y, out, at) => {
    for (let x = 0, to = at; x < width; x++, to += 3) {
      const slow = bleed[tileAt(x * scale * 0.55, y * scale * 0.55)] ?? 0;
      const quick = torn[tileAt(x * scale, y * scale)] ?? 0;
      const fine = grain[tileAt(x, y)] ?? 0;
      const fromX = clamp(x + Math.round(reach * (slow * 0.7 + quick * 0.5)), 0, width - 1);
      const fromY = clamp(y + Math.round(reach * (slow - quick * 0.5)), 0, height - 1);
      const from = fromY * width + fromX;
      tone(palette, base[from * 3] ?? 0, base[from * 3 + 1] ?? 0, base[from * 3 + 2] ?? 0, 16, color);
      const level = luma(color[0] ?? 0, color[1] ?? 0, color[2] ?? 0);
      const pool = clamp(((lines[from] ?? 0) - 5) / 40, 0, 1);
      const edge = Math.min(x, y, width - 1 - x, height - 1 - y) / border + slow * 0.5 + quick * 0.22;
      const wet = rise(0.35, 0.75, edge);
      const rim = wet * (1 - rise(0.75, 1.25, edge)) * 0.35;
      const pigment = 1 + (slow * 0.26 + quick * 0.12) * (0.35 + level / 390) + fine * 0.08;
      const density = (0.86 * pigment + pool * 0.42 + rim) * (1 - 0.45 * rise(170, 250, level)) * wet;
      const tooth = fine * 3;
      for (let channel = 0; channel < 3; channel++) {
        const paper = (PAPER[channel] ?? 255) + tooth;
        out[to + channel] = paper - (paper - (color[channel] ?? 0)) * density;
      }
    }
  };
}
