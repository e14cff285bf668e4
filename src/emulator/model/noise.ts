/** A tile of smooth noise, for the texture of strokes and the wandering of edges. */
import type { Random } from "./random.js";

export const TILE = 256;

/** TILE by TILE values from -1 to 1, seamless, in blotches of about `blotch` pixels. */
export function noiseTile(random: Random, blotch: number): Float32Array {
  const cells = Math.max(2, Math.round(TILE / blotch));
  const lattice = Float32Array.from({ length: cells * cells }, () => random() * 2 - 1);
  const tile = new Float32Array(TILE * TILE);
  for (let y = 0; y < TILE; y++) {
    const v = (y / TILE) * cells;
    const upper = Math.floor(v) * cells;
    const lower = (Math.floor(v + 1) % cells) * cells;
    const fy = smooth(v % 1);
    for (let x = 0; x < TILE; x++) {
      const u = (x / TILE) * cells;
      const left = Math.floor(u);
      const right = (left + 1) % cells;
      const fx = smooth(u % 1);
      const above = mix(lattice[upper + left] ?? 0, lattice[upper + right] ?? 0, fx);
      const below = mix(lattice[lower + left] ?? 0, lattice[lower + right] ?? 0, fx);
      tile[y * TILE + x] = mix(above, below, fy);
    }
  }
  return tile;
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

function mix(a: number, b: number, part: number): number {
  return a + (b - a) * part;
}
