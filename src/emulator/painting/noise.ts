/** A tile of smooth noise, for the texture of strokes and the wandering of edges. */
import type { Random } from "../model/random.js";

export const TILE = 256;

/** TILE by TILE values from -1 to 1, seamless, in blotches of about `blotch` pixels. */
export function noiseTile(random: Random, blotch: number): Float32Array {
  const cells = Math.max(2, Math.round(TILE / blotch));
  // Values suffice for specks; blotches of them would show their grid, those of gradients do not.
  return blotch < 6 ? valueNoise(random, cells) : gradientNoise(random, cells);
}

function valueNoise(random: Random, cells: number): Float32Array {
  const lattice = Float32Array.from({ length: cells * cells }, () => random() * 2 - 1);
  return eachPlace(cells, (at, fx, fy) => {
    const above = mix(lattice[at.upperLeft] ?? 0, lattice[at.upperRight] ?? 0, smooth(fx));
    const below = mix(lattice[at.lowerLeft] ?? 0, lattice[at.lowerRight] ?? 0, smooth(fx));
    return mix(above, below, smooth(fy));
  });
}

function gradientNoise(random: Random, cells: number): Float32Array {
  const angles = Array.from({ length: cells * cells }, () => random() * Math.PI * 2);
  const slopesX = Float32Array.from(angles, Math.cos);
  const slopesY = Float32Array.from(angles, Math.sin);
  const slope = (at: number, dx: number, dy: number): number =>
    (slopesX[at] ?? 0) * dx + (slopesY[at] ?? 0) * dy;
  return eachPlace(cells, (at, fx, fy) => {
    const above = mix(slope(at.upperLeft, fx, fy), slope(at.upperRight, fx - 1, fy), smooth(fx));
    const below = mix(slope(at.lowerLeft, fx, fy - 1), slope(at.lowerRight, fx - 1, fy - 1), smooth(fx));
    return Math.max(-1, Math.min(1, mix(above, below, smooth(fy)) * 1.7));
  });
}

interface Corners {
  upperLeft: number;
  upperRight: number;
  lowerLeft: number;
  lowerRight: number;
}

/** The value of every place of a tile by the lattice points around it and its place between them, 0 to 1. */
function eachPlace(cells: number, valueAt: (at: Corners, fx: number, fy: number) => number): Float32Array {
  const tile = new Float32Array(TILE * TILE);
  const at: Corners = { upperLeft: 0, upperRight: 0, lowerLeft: 0, lowerRight: 0 };
  for (let y = 0; y < TILE; y++) {
    const v = (y / TILE) * cells;
    const upper = Math.floor(v) * cells;
    const lower = (Math.floor(v + 1) % cells) * cells;
    for (let x = 0; x < TILE; x++) {
      const u = (x / TILE) * cells;
      const left = Math.floor(u);
      const right = (left + 1) % cells;
      at.upperLeft = upper + left;
      at.upperRight = upper + right;
      at.lowerLeft = lower + left;
      at.lowerRight = lower + right;
      tile[y * TILE + x] = valueAt(at, u - left, v - Math.floor(v));
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

/** Where a place of the endless plane lies in a tile. */
export function tileAt(u: number, v: number): number {
  return (Math.floor(v) & (TILE - 1)) * TILE + (Math.floor(u) & (TILE - 1));
}
