/** Deterministic randomness: a seed from texts and numbers, and a generator of it. */
import { createHash } from "node:crypto";

/** Numbers from 0 to 1, without 1. */
export type Random = () => number;

/** Equal parts give equal numbers (mulberry32 over a SHA-256 of the parts). */
export function createRandom(...parts: readonly (string | number | Uint8Array)[]): Random {
  const hash = createHash("sha256");
  for (const part of parts) {
    const bytes = typeof part === "object" ? part : Buffer.from(String(part));
    hash.update(`${bytes.length}:`).update(bytes);
  }
  let state = hash.digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** Undefined only of an empty list. */
export function pick<T>(random: Random, list: readonly T[]): T | undefined {
  return list[Math.floor(random() * list.length)];
}
