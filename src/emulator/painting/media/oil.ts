/** Oil: the source's shapes laid down as bristled strokes, thick enough to catch the light. */
import { between } from "../../model/random.js";
import type { Canvas, PaintRow } from "../canvas.js";
import { edges, patches } from "../layers.js";
import { noiseTile, tileAt } from "../noise.js";
import { clamp } from "../numbers.js";
import { tone } from "../palette.js";

export async function oil(canvas: Canvas): Promise<PaintRow> {
  const { source, palette, random, detail, unit } = canvas;
  const { width, height } = source;
  const wander = noiseTile(random, 26);
  const bristle = noiseTile(random, 3);
  const angle = between(random, 0.2, Math.PI - 0.2);
  const [base, lines] = await Promise.all([patches(canvas, 2.8), edges(canvas)]);
  const reach = 9 * unit * (1 - 0.7 * detail);
  const [cos, sin] = [Math.cos(angle) / unit, Math.sin(angle) / unit];
  const [inkRed, inkGreen, inkBlue] = palette.ink;
  const color = new Float32Array(3);

  return (y, out, at) => {
    let before = 0;
    for (let x = 0, to = at; x < width; x++, to += 3) {
      // Strokes turn with the slow noise; along them the bristles run six times as far as across.
      const along = x * cos + y * sin;
      const across = y * cos - x * sin;
      const drift = wander[tileAt(along * 0.45, across * 0.45)] ?? 0;
      const hair = bristle[tileAt(along * 0.16 + drift * 4, across * 0.8 + drift * 7)] ?? 0;
      const fromX = clamp(x + Math.round(reach * (drift * 1.2 + hair * 0.5)), 0, width - 1);
      const fromY = clamp(y + Math.round(reach * (drift - hair * 0.5)), 0, height - 1);
      const from = (fromY * width + fromX) * 3;
      const relief = (hair - before) * 34;
      before = hair;
      tone(
        palette,
        base[from] ?? 0,
        base[from + 1] ?? 0,
        base[from + 2] ?? 0,
        hair * 10 + drift * 8 + relief,
        color,
      );
      const line = 0.5 * clamp(((lines[y * width + x] ?? 0) - 26) / 100, 0, 1);
      const red = color[0] ?? 0;
      const green = color[1] ?? 0;
      const blue = color[2] ?? 0;
      out[to] = red + (inkRed - red) * line;
      out[to + 1] = green + (inkGreen - green) * line;
      out[to + 2] = blue + (inkBlue - blue) * line;
    }
  };
}
