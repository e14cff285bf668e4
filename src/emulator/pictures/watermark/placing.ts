/**
 * Where watermarks go (docs/6349/153627), as arithmetic.
 * Assumption: x counts from the left or right edge and y from the upper or lower one, whichever the place is at, and each
 * is ignored in the middle of its direction; voffset moves what stands in the middle row, downwards when positive.
 */
import type { Area, Gravity, Size } from "../operations/area.js";
import { cellOf } from "../operations/area.js";

export interface Margins {
  readonly x: number;
  readonly y: number;
  readonly voffset: number;
}

export interface Position {
  readonly left: number;
  readonly top: number;
}

/** May lie outside of the picture in part. */
export function place(picture: Size, mark: Size, gravity: Gravity, { x, y, voffset }: Margins): Position {
  const { column, row } = cellOf(gravity);
  const middle = {
    left: Math.round((picture.width - mark.width) / 2),
    top: Math.round((picture.height - mark.height) / 2) + voffset,
  };
  return {
    left: [x, middle.left, picture.width - mark.width - x][column] ?? 0,
    top: [y, middle.top, picture.height - mark.height - y][row] ?? 0,
  };
}

/** The part of a mark that can be seen, in the mark's own pixels; null when there is none. */
export function visiblePart(picture: Size, mark: Size, { left, top }: Position): Area | null {
  const from = { left: Math.max(0, -left), top: Math.max(0, -top) };
  const width = Math.min(mark.width, picture.width - left) - from.left;
  const height = Math.min(mark.height, picture.height - top) - from.top;
  return width > 0 && height > 0 ? { ...from, width, height } : null;
}

/**
 * Where two marks stand beside each other, within the rectangle that holds both.
 * @param align of the lower one of them: 0 at the top, 1 in the middle, 2 at the bottom.
 */
export function besides(
  first: Size,
  second: Size,
  { align, interval }: { readonly align: 0 | 1 | 2; readonly interval: number },
): { readonly size: Size; readonly first: Position; readonly second: Position } {
  const height = Math.max(first.height, second.height);
  const topOf = (mark: Size): number => Math.round(((height - mark.height) * align) / 2);
  return {
    size: { width: first.width + interval + second.width, height },
    first: { left: 0, top: topOf(first) },
    second: { left: first.width + interval, top: topOf(second) },
  };
}
