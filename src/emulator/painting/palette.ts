/** The colours of a painting: a gradient from shadow to light, in OKLCH so that its steps look even. */
import { between, type Random } from "../model/random.js";
import type { Mood } from "./looks.js";
import { MOODS, type Recipe, type Stop } from "./moods.js";
import { clamp, luma } from "./numbers.js";
import { oklch, type Rgb } from "./oklch.js";

export interface Palette {
  /** What the palette adds: 256 colours by lightness, three numbers each. */
  readonly gradient: Float32Array;
  /** What is left of each value of the source's own colours. */
  readonly own: Float32Array;
  /** The source's part in the result, 0 to 1. */
  readonly ownPart: number;
  /** The colour of the light that falls on the scene. */
  readonly light: Rgb;
  /** The colour of lines. */
  readonly ink: Rgb;
}

/** How far apart the hues of shadow, middle and light are, in degrees. */
const SCHEMES: readonly (readonly [number, number, number])[] = [
  [0, 38, 75],
  [0, -42, -90],
  [-150, -20, 20],
  [-130, -40, 10],
  [160, 30, 0],
];

/**
 * @param hue of a colour that the prompt names, or null for any.
 * @param guidance how much the prompt counts, 0 to 1.
 */
export function createPalette(
  random: Random,
  { mood, hue, guidance }: { mood: Mood | null; hue: number | null; guidance: number },
): Palette {
  const recipe = mood === null ? freeRecipe(random, hue) : MOODS[mood];
  const turn = mood === null ? 0 : between(random, -20, 20);
  const richness = between(random, 0.85, 1.2);
  const stops = recipe.stops.map(
    ([at, lightness, chroma, angle]): Stop => [at, lightness, chroma * richness, angle + turn],
  );
  const weight = 0.2 + 1.6 * guidance;
  const part = Math.min(1, weight);
  const lightHue = (stops[3]?.[3] ?? 80) + 5;
  const tint = clamp(recipe.tint * weight * between(random, 0.9, 1.08), 0, 0.95);
  const gain = 1 + (recipe.gain - 1) * part;
  return {
    gradient: gradientMap(stops).map((value) => value * tint),
    own: Float32Array.from(
      { length: 256 },
      (_, value) => clamp(value * gain + recipe.lift * part, 0, 255) * (1 - tint),
    ),
    ownPart: 1 - tint,
    light: oklch(0.92, 0.07, lightHue),
    ink: oklch(0.17, 0.05, stops[0]?.[3] ?? 270),
  };
}

function freeRecipe(random: Random, hue: number | null): Recipe {
  const base = hue ?? between(random, 0, 360);
  const [shadow, middle, light] = SCHEMES[Math.floor(random() * SCHEMES.length)] ?? [0, 40, 80];
  const named = hue === null ? 1 : 0.4;
  return {
    stops: [
      [0, 0.14, 0.05, base + shadow * named],
      [0.28, 0.36, 0.1, base + (shadow * 0.6 + middle * 0.2) * named],
      [0.55, 0.63, 0.12, base + middle * named],
      [0.8, 0.85, 0.09, base + ((middle + light) / 2) * named],
      [1, 0.97, 0.03, base + light * named],
    ],
    tint: hue === null ? 0.42 : 0.68,
    gain: 1.02,
    lift: 4,
  };
}

/** Writes a colour of the source as the palette has it; `shift` makes it lighter or darker. */
export function tone(
  { gradient, own, ownPart }: Palette,
  red: number,
  green: number,
  blue: number,
  shift: number,
  to: Float32Array,
): void {
  const level = clamp((luma(red, green, blue) + shift + 0.5) | 0, 0, 255) * 3;
  const more = shift * ownPart;
  to[0] = (gradient[level] ?? 0) + (own[red] ?? 0) + more;
  to[1] = (gradient[level + 1] ?? 0) + (own[green] ?? 0) + more;
  to[2] = (gradient[level + 2] ?? 0) + (own[blue] ?? 0) + more;
}

function gradientMap(stops: readonly Stop[]): Float32Array {
  const map = new Float32Array(256 * 3);
  for (let level = 0; level < 256; level++) {
    const at = level / 255;
    const next = Math.max(
      1,
      stops.findIndex((stop) => stop[0] >= at),
    );
    const [a, b] = [stops[next - 1], stops[next]];
    if (a === undefined || b === undefined) continue;
    const part = (at - a[0]) / (b[0] - a[0]);
    const blend = (x: number, y: number): number => x + (y - x) * part;
    map.set(oklch(blend(a[1], b[1]), blend(a[2], b[2]), blend(a[3], b[3])), level * 3);
  }
  return map;
}
