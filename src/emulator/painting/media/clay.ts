/** Clay: rounded shapes of few colours, pressed by fingers and lit from one side. */
import { between } from "../../model/random.js";
import type { Canvas, PaintRow } from "../canvas.js";
import { glow, patches } from "../layers.js";
import { noiseTile, tileAt } from "../noise.js";
import { clamp, luma } from "../numbers.js";
import { tone } from "../palette.js";

export async function clay(canvas: Canvas): Promise<PaintRow> {
  const { source, palette, random, unit } = canvas;
  const { width, height } = source;
  const prints = noiseTile(random, 14);
  const lumps = noiseTile(random, 44);
  const angle = between(random, 0.6, 2.5);
  const [lightX, lightY] = [Math.cos(angle), -Math.sin(angle)];
  const base = await patches(canvas, 5);
  const relief = await glow(canvas, base, 3.2 * unit);
  const step = Math.max(1, Math.round(2 * unit));
  const scale = 1 / unit;
  const color = new Float32Array(3);

  return (y, out, at) => {
    const above = Math.max(0, y - step) * width;
    const below = Math.min(height - 1, y + step) * width;
    for (let x = 0, to = at; x < width; x++, to += 3) {
      const from = y * width + x;
      const left = y * width + Math.max(0, x - step);
      const right = y * width + Math.min(width - 1, x + step);
      const u = x * scale;
      const v = y * scale;
      const print = prints[tileAt(u * 0.8, v * 0.8)] ?? 0;
      const pressed = print - (prints[tileAt(u * 0.8 + lightX * 3, v * 0.8 + lightY * 3)] ?? 0);
      const lump =
        (lumps[tileAt(u * 0.5, v * 0.5)] ?? 0) -
        (lumps[tileAt(u * 0.5 + lightX * 6, v * 0.5 + lightY * 6)] ?? 0);
      const slopeX = (relief[left] ?? 0) - (relief[right] ?? 0);
      const slopeY = (relief[above + x] ?? 0) - (relief[below + x] ?? 0);
      const facing = slopeX * lightX + slopeY * lightY;
      const lit = clamp(facing * 1.15, -75, 75) + pressed * 13 + lump * 16;
      tone(palette, base[from * 3] ?? 0, base[from * 3 + 1] ?? 0, base[from * 3 + 2] ?? 0, 10, color);
      const level = luma(color[0] ?? 0, color[1] ?? 0, color[2] ?? 0);
      const shine = facing > 34 ? (facing - 34) * 1.1 : 0;
      for (let channel = 0; channel < 3; channel++) {
        const soft = 26 + 0.86 * (level + ((color[channel] ?? 0) - level) * 1.35);
        out[to + channel] = soft + lit + shine;
      }
    }
  };
}
