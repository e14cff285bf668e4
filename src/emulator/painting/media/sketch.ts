/** Pencil: outlines, and hatching in more directions the darker it gets. */
import { between } from "../../model/random.js";
import type { Canvas, PaintRow } from "../canvas.js";
import { edges, patches } from "../layers.js";
import { noiseTile, tileAt } from "../noise.js";
import { clamp, fraction, luma, mix, rise } from "../numbers.js";
import { tone } from "../palette.js";

const PAPER = [250, 248, 243] as const;
const GRAPHITE = [46, 46, 54] as const;

export async function sketch(canvas: Canvas): Promise<PaintRow> {
  const { source, palette, random, unit } = canvas;
  const { width } = source;
  const hand = noiseTile(random, 40);
  const tooth = noiseTile(random, 2);
  const [base, lines] = await Promise.all([patches(canvas, 2), edges(canvas, 1.3)]);
  const turn = between(random, 0.5, 1);
  const pitch = Math.max(3.2, 5 * unit);
  const strokes = [turn, turn + 1.15, turn + 2.2].map(
    (angle) => [Math.cos(angle) / pitch, Math.sin(angle) / pitch] as const,
  );
  const scale = 1 / unit;
  const color = new Float32Array(3);

  return (y, out, at) => {
    for (let x = 0, to = at; x < width; x++, to += 3) {
      const from = y * width + x;
      const red = base[from * 3] ?? 0;
      const green = base[from * 3 + 1] ?? 0;
      const blue = base[from * 3 + 2] ?? 0;
      const dark = 1 - luma(red, green, blue) / 255;
      const sway = hand[tileAt(x * scale * 0.5, y * scale * 0.5)] ?? 0;
      const fine = tooth[tileAt(x, y)] ?? 0;
      let lead = 0.1 * dark;
      for (let layer = 0; layer < 3; layer++) {
        const [u, v] = strokes[layer] ?? [0, 0];
        const wave = Math.abs(fraction(x * u + y * v + sway * 0.9) - 0.5) * 2;
        const thick = clamp((dark - 0.08 - layer * 0.24) * 1.7, 0, 0.92);
        lead += clamp((thick - wave) * 2.6, 0, 1) * 0.42;
      }
      const outline = rise(9, 52, lines[from] ?? 0);
      lead = clamp((lead + outline * 0.85) * (0.86 + fine * 0.28), 0, 0.96);
      tone(palette, red, green, blue, 0, color);
      for (let channel = 0; channel < 3; channel++) {
        const paper = (PAPER[channel] ?? 255) + fine * 3;
        out[to + channel] = mix(paper, mix(GRAPHITE[channel] ?? 0, color[channel] ?? 0, 0.22), lead);
      }
    }
  };
}
