/** The colours of a painting: a gradient from shadow to light, in OKLCH so that its steps look even. */
import { between, type Random } from "./random.js";

export type Rgb = readonly [red: number, green: number, blue: number];

/** 256 colours by lightness, three bytes each. */
export type GradientMap = Uint8ClampedArray;

interface Stop {
  readonly at: number;
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

export interface Palette {
  readonly gradient: GradientMap;
  /** The colour of the light that falls on the scene. */
  readonly light: Rgb;
  /** The colour of lines. */
  readonly ink: Rgb;
}

/** How far apart the hues of shadow, middle and light are, in degrees. */
const SCHEMES: readonly (readonly [number, number, number])[] = [
  [0, 38, 75],
  [0, -42, -150],
  [0, 120, 165],
  [0, 60, 190],
  [0, -70, -115],
];

export function createPalette(random: Random): Palette {
  const base = between(random, 0, 360);
  const [shadow, middle, light] = SCHEMES[Math.floor(random() * SCHEMES.length)] ?? [0, 40, 80];
  const richness = between(random, 0.85, 1.2);
  const stops: Stop[] = [
    { at: 0, lightness: 0.14, chroma: 0.05 * richness, hue: base + shadow },
    { at: 0.28, lightness: 0.36, chroma: 0.11 * richness, hue: base + shadow * 0.6 + middle * 0.2 },
    { at: 0.55, lightness: 0.63, chroma: 0.14 * richness, hue: base + middle },
    { at: 0.8, lightness: 0.84, chroma: 0.1 * richness, hue: base + (middle + light) / 2 },
    { at: 1, lightness: 0.97, chroma: 0.035 * richness, hue: base + light },
  ];
  return {
    gradient: gradientMap(stops),
    light: oklch(0.92, 0.07, base + light),
    ink: oklch(0.17, 0.05, base + shadow),
  };
}

function gradientMap(stops: readonly Stop[]): GradientMap {
  const map = new Uint8ClampedArray(256 * 3);
  for (let level = 0; level < 256; level++) {
    const at = level / 255;
    const next = Math.max(
      1,
      stops.findIndex((stop) => stop.at >= at),
    );
    const [a, b] = [stops[next - 1], stops[next]];
    if (a === undefined || b === undefined) continue;
    const mix = (at - a.at) / (b.at - a.at);
    const blend = (x: number, y: number): number => x + (y - x) * mix;
    map.set(
      oklch(blend(a.lightness, b.lightness), blend(a.chroma, b.chroma), blend(a.hue, b.hue)),
      level * 3,
    );
  }
  return map;
}

/** OKLCH to sRGB, 0 to 255, cut at the gamut's edge (Björn Ottosson, "A perceptual color space for image processing"). */
export function oklch(lightness: number, chroma: number, hue: number): Rgb {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function encode(linear: number): number {
  const value = Math.min(1, Math.max(0, linear));
  return Math.round(255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055));
}
