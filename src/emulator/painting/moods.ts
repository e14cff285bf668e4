/** Times, seasons and weather as colours. */
import type { Mood } from "./looks.js";

/** A place from shadow (0) to light (1), and its colour in OKLCH; hues in degrees, and never wrapped. */
export type Stop = readonly [at: number, lightness: number, chroma: number, hue: number];

export interface Recipe {
  readonly stops: readonly Stop[];
  readonly tint: number;
  readonly gain: number;
  readonly lift: number;
}

export const MOODS: Readonly<Record<Mood, Recipe>> = {
  sunset: recipe(0.62, 0.98, 4, [
    [0, 0.15, 0.07, 295],
    [0.28, 0.35, 0.12, 335],
    [0.55, 0.62, 0.17, 392],
    [0.8, 0.83, 0.13, 430],
    [1, 0.97, 0.05, 452],
  ]),
  night: recipe(0.76, 0.5, 2, [
    [0, 0.08, 0.03, 270],
    [0.28, 0.2, 0.06, 268],
    [0.55, 0.36, 0.09, 260],
    [0.8, 0.6, 0.08, 245],
    [1, 0.93, 0.03, 235],
  ]),
  winter: recipe(0.68, 0.85, 38, [
    [0, 0.24, 0.035, 262],
    [0.28, 0.48, 0.05, 252],
    [0.55, 0.72, 0.045, 240],
    [0.8, 0.9, 0.022, 232],
    [1, 0.99, 0.004, 230],
  ]),
  spring: recipe(0.45, 1.05, 12, [
    [0, 0.24, 0.06, 155],
    [0.28, 0.46, 0.11, 140],
    [0.55, 0.71, 0.12, 110],
    [0.8, 0.88, 0.07, 30],
    [1, 0.98, 0.02, 0],
  ]),
  summer: recipe(0.42, 1.08, 6, [
    [0, 0.2, 0.06, 240],
    [0.28, 0.44, 0.11, 215],
    [0.55, 0.68, 0.13, 170],
    [0.8, 0.88, 0.11, 110],
    [1, 0.98, 0.05, 100],
  ]),
  autumn: recipe(0.6, 1, 2, [
    [0, 0.17, 0.05, 30],
    [0.28, 0.37, 0.11, 40],
    [0.55, 0.62, 0.15, 58],
    [0.8, 0.82, 0.13, 80],
    [1, 0.96, 0.05, 95],
  ]),
  rain: recipe(0.6, 0.78, 6, [
    [0, 0.16, 0.03, 245],
    [0.28, 0.34, 0.04, 240],
    [0.55, 0.55, 0.04, 230],
    [0.8, 0.75, 0.03, 220],
    [1, 0.93, 0.015, 210],
  ]),
  neon: recipe(0.8, 0.55, 0, [
    [0, 0.1, 0.07, 290],
    [0.28, 0.26, 0.14, 292],
    [0.55, 0.47, 0.21, 325],
    [0.8, 0.74, 0.15, 215],
    [1, 0.95, 0.06, 195],
  ]),
};

function recipe(tint: number, gain: number, lift: number, stops: readonly Stop[]): Recipe {
  return { tint, gain, lift, stops };
}
