/** Neon: the scene in the dark, its edges as glowing tubes, a faint screen over it. */
import { between } from "../../model/random.js";
import type { Canvas, PaintRow } from "../canvas.js";
import { edges, patches, spread } from "../layers.js";
import { noiseTile, tileAt } from "../noise.js";
import { clamp, luma, mix, rise } from "../numbers.js";
import { oklch } from "../oklch.js";
import { tone } from "../palette.js";

export async function neon(canvas: Canvas): Promise<PaintRow> {
  const { source, palette, random, unit } = canvas;
  const { width, height } = source;
  const clouds = noiseTile(random, 60);
  const angle = between(random, 0, Math.PI * 2);
  const [cos, sin] = [Math.cos(angle) / width, Math.sin(angle) / height];
  const hue = between(random, -25, 25);
  const [hot, cold] = [oklch(0.72, 0.27, 345 + hue), oklch(0.85, 0.16, 205 + hue)];
  const [base, lines] = await Promise.all([patches(canvas, 2.4), edges(canvas, 1.4)]);
  const [near, far] = await Promise.all([spread(canvas, lines, 4 * unit), spread(canvas, lines, 22 * unit)]);
  const scale = 1 / unit;
  const pitch = Math.max(2, Math.round(3 * unit));
  const color = new Float32Array(3);

  return (y, out, at) => {
    const screen = y % pitch === 0 ? 0.86 : 1;
    for (let x = 0, to = at; x < width; x++, to += 3) {
      const from = y * width + x;
      const red = base[from * 3] ?? 0;
      const green = base[from * 3 + 1] ?? 0;
      const blue = base[from * 3 + 2] ?? 0;
      tone(palette, red, green, blue, 4, color);
      const cloud = clouds[tileAt(x * scale * 0.4, y * scale * 0.4)] ?? 0;
      const side = clamp(0.5 + 1.1 * (x * cos + y * sin) + cloud * 0.5, 0, 1);
      const tube = rise(16, 70, lines[from] ?? 0);
      const halo = clamp(((near[from] ?? 0) / 255) * 1.7 + ((far[from] ?? 0) / 255) * 2.6, 0, 1);
      const bright = rise(150, 240, luma(red, green, blue));
      for (let channel = 0; channel < 3; channel++) {
        const lamp = mix(hot[channel] ?? 0, cold[channel] ?? 0, rise(0.3, 0.7, side));
        const dark = (color[channel] ?? 0) * (0.8 + 0.2 * bright);
        out[to + channel] = (dark + lamp * (halo * 0.62 + tube * 0.5) + 255 * tube * 0.16) * screen;
      }
    }
  };
}
