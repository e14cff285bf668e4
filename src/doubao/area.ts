/** A limit of width and height together. */
export interface AreaLimit {
  /** Most pixels of the generated picture. */
  readonly maxPixels: number;
  /** Pixels of a side that is not sent. */
  readonly side: number;
}

/** Null when the picture has few enough pixels, else a message that states the rule and not the numbers. */
export function checkArea(
  width: number | null | undefined,
  height: number | null | undefined,
  { maxPixels, side }: AreaLimit,
): string | null {
  const pixels = (width ?? side) * (height ?? side);
  return pixels > maxPixels
    ? `must make at most ${maxPixels} pixels with the other side, which is ${side} when it is left out`
    : null;
}
