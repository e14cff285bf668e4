/** Pixel art: few cells, few colours, an ordered dither between them. */

import { fromPixels } from "../../pictures/picture.js";
import type { Canvas, PaintRow } from "../canvas.js";
import { clamp, luma, mix } from "../numbers.js";
import { tone } from "../palette.js";

const DITHER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];
const LEVELS = 7;

export async function pixel(canvas: Canvas): Promise<PaintRow> {
  const { source, palette, detail } = canvas;
  const cell = Math.max(2, Math.round(Math.min(source.width, source.height) / (112 + 60 * detail)));
  const columns = Math.max(1, Math.ceil(source.width / cell));
  const rows = Math.max(1, Math.ceil(source.height / cell));
  const small = await fromPixels(source)
    .resize({ width: columns, height: rows, fit: "fill", kernel: "lanczos3" })
    .sharpen()
    .raw()
    .toBuffer();
  const color = new Float32Array(3);
  const cells = Buffer.alloc(small.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = (row * columns + column) * 3;
      tone(palette, small[at] ?? 0, small[at + 1] ?? 0, small[at + 2] ?? 0, 0, color);
      const level = luma(color[0] ?? 0, color[1] ?? 0, color[2] ?? 0);
      const threshold = ((DITHER[(row & 3) * 4 + (column & 3)] ?? 0) + 0.5) / 16 - 0.5;
      for (let channel = 0; channel < 3; channel++) {
        const vivid = clamp(mix(level, color[channel] ?? 0, 1.3), 0, 255);
        const step = Math.round((vivid / 255) * (LEVELS - 1) + threshold * 0.42);
        cells[at + channel] = Math.round((clamp(step, 0, LEVELS - 1) * 255) / (LEVELS - 1));
      }
    }
  }
  return (y, out, at) => {
    const row = Math.floor(y / cell) * columns;
    for (let x = 0, to = at; x < source.width; x++, to += 3) {
      const from = (row + Math.floor(x / cell)) * 3;
      out[to] = cells[from] ?? 0;
      out[to + 1] = cells[from + 1] ?? 0;
      out[to + 2] = cells[from + 2] ?? 0;
    }
  };
}
