/** Arithmetic of pixels, small enough to be inlined where it is used a million times. */

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

export function mix(a: number, b: number, part: number): number {
  return a + (b - a) * part;
}

/** 0 below `from`, 1 above `to`, smooth between them. */
export function rise(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from), 0, 1);
  return t * t * (3 - 2 * t);
}

/** Lightness of an sRGB colour as it is encoded, 0 to 255 (Rec. 709). */
export function luma(red: number, green: number, blue: number): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function fraction(value: number): number {
  return value - Math.floor(value);
}
