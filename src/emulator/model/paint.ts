/**
 * The stylisation: the source's shapes laid down again as brush strokes, its lightness mapped to a palette, lines in ink
 * along its edges, light from one side. Deterministic, of the source's size, and meant to be seen.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { fromPixels, type Pixels } from "../pictures/picture.js";
import { noiseTile, TILE } from "./noise.js";
import { createPalette } from "./palette.js";
import { between, type Random } from "./random.js";

export interface PaintOptions {
  readonly random: Random;
  /** How much the palette takes over from the source's colours, 1 to 30; 7 is the model's default. */
  readonly scale: number;
  /** How much of the source's detail stays, 0 to 1: the strength of a control net. */
  readonly detail: number;
}

const ROWS_PER_TURN = 96;

/** @param source three channels. */
export async function paint(source: Pixels, { random, scale, detail }: PaintOptions): Promise<Pixels> {
  const { width, height } = source;
  const palette = createPalette(random);
  const wander = noiseTile(random, 22);
  const bristle = noiseTile(random, 3);
  const angle = between(random, 0, Math.PI);
  const light = { x: between(random, 0.15, 0.85) * width, y: between(random, 0.05, 0.4) * height };
  // The brush grows with the picture, so that a small one keeps its details.
  const unit = Math.max(0.35, Math.sqrt(width * height) / 1024);
  const [base, lines] = await Promise.all([layIn(source, detail, unit), edges(source)]);
  const pen = 0.75 * Math.min(1, unit * 1.2);
  const reach = 5.5 * unit * (1 - 0.7 * detail);
  const [cos, sin] = [Math.cos(angle) / unit, Math.sin(angle) / unit];
  const own = 0.42 - 0.3 * Math.min(1, (scale - 1) / 20);
  const radius = 0.75 * Math.hypot(width, height);
  const out = Buffer.allocUnsafe(width * height * 3);
  const { gradient, light: glow, ink } = palette;

  for (let y = 0; y < height; y++) {
    if (y % ROWS_PER_TURN === ROWS_PER_TURN - 1) await nextTurn();
    for (let x = 0; x < width; x++) {
      // Along the stroke the bristles run six times as far as across it.
      const along = x * cos + y * sin;
      const across = y * cos - x * sin;
      const drift = wander[tileAt(along * 0.5, across * 0.5)] ?? 0;
      const hair = bristle[tileAt(along * 0.16 + drift * 3, across + drift * 2)] ?? 0;
      const fromX = clampTo(x + Math.round(reach * (drift * 1.2 + hair * 0.5)), width);
      const fromY = clampTo(y + Math.round(reach * (drift - hair * 0.5)), height);
      const from = (fromY * width + fromX) * 3;
      const red = base[from] ?? 0;
      const green = base[from + 1] ?? 0;
      const blue = base[from + 2] ?? 0;

      // Math.hypot takes many times as long.
      const away = Math.sqrt((x - light.x) ** 2 + (y - light.y) ** 2);
      const shine = Math.max(0, 1 - away / radius);
      const level = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      const lit = level * (0.9 + 0.2 * shine) + hair * 9 + drift * 5;
      const map = Math.max(0, Math.min(255, Math.round(lit))) * 3;
      const line = pen * Math.max(0, Math.min(1, ((lines[y * width + x] ?? 0) - 26) / 90));
      const warmth = 0.16 * shine * shine;
      const to = (y * width + x) * 3;
      out[to] = blend(gradient[map] ?? 0, red, own, glow[0], warmth, ink[0], line);
      out[to + 1] = blend(gradient[map + 1] ?? 0, green, own, glow[1], warmth, ink[1], line);
      out[to + 2] = blend(gradient[map + 2] ?? 0, blue, own, glow[2], warmth, ink[2], line);
    }
  }
  return { data: out, width, height, channels: 3 };
}

/** The source in broad patches: what a median leaves of it at a fraction of its size. */
async function layIn(source: Pixels, detail: number, unit: number): Promise<Buffer> {
  const { width, height } = source;
  const shrink = 1 + (1 - detail) * 1.6 * Math.min(1, unit);
  const window = unit < 0.5 ? 3 : 5;
  const small = {
    width: Math.max(1, Math.round(width / shrink)),
    height: Math.max(1, Math.round(height / shrink)),
  };
  const patches = await fromPixels(source)
    .resize({ ...small, fit: "fill", kernel: "cubic" })
    .raw()
    .toBuffer();
  const sketch = fromPixels({ data: patches, ...small, channels: 3 });
  // The window of a median must fit into the picture.
  const calm =
    Math.min(small.width, small.height) < window ? patches : await sketch.median(window).raw().toBuffer();
  return fromPixels({ data: calm, ...small, channels: 3 })
    .resize({ width, height, fit: "fill", kernel: "cubic" })
    .raw()
    .toBuffer();
}

/** One value a pixel, the steeper the higher. */
async function edges({ data, width, height, channels }: Pixels): Promise<Buffer> {
  const grey = await fromPixels({ data, width, height, channels })
    .greyscale()
    .blur(1.1)
    .toColourspace("b-w")
    .raw()
    .toBuffer();
  const out = Buffer.alloc(width * height);
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1, end = (y + 1) * width - 1; at < end; at++) {
      const dx = (grey[at + 1] ?? 0) - (grey[at - 1] ?? 0);
      const dy = (grey[at + width] ?? 0) - (grey[at - width] ?? 0);
      out[at] = Math.min(255, Math.abs(dx) + Math.abs(dy));
    }
  }
  return out;
}

function tileAt(u: number, v: number): number {
  return (Math.floor(v) & (TILE - 1)) * TILE + (Math.floor(u) & (TILE - 1));
}

function clampTo(value: number, length: number): number {
  return value < 0 ? 0 : value >= length ? length - 1 : value;
}

function blend(
  mapped: number,
  source: number,
  own: number,
  glow: number,
  warmth: number,
  ink: number,
  line: number,
): number {
  const color = mapped + (source - mapped) * own;
  const lit = color + (glow - color) * warmth;
  return lit + (ink - lit) * line;
}
