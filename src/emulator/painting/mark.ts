/** The word EMULATOR in a corner, from rectangles: no picture of the stand-in passes for the model's, and no font is needed. */
import type { Overlay } from "./overlay.js";

/** Five columns by seven rows a letter. */
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  E: ["#####", "#....", "#....", "####.", "#....", "#....", "#####"],
  M: ["#...#", "##.##", "#.#.#", "#.#.#", "#...#", "#...#", "#...#"],
  U: ["#...#", "#...#", "#...#", "#...#", "#...#", "#...#", ".###."],
  L: ["#....", "#....", "#....", "#....", "#....", "#....", "#####"],
  A: [".###.", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"],
  T: ["#####", "..#..", "..#..", "..#..", "..#..", "..#..", "..#.."],
  O: [".###.", "#...#", "#...#", "#...#", "#...#", "#...#", ".###."],
  R: ["####.", "#...#", "#...#", "####.", "#.#..", "#..#.", "#...#"],
};
const WORD = "EMULATOR";
const COLUMNS = WORD.length * 6 - 1;
const PADDING = 3;

/** The mark for a lower corner of a picture; null for a picture that is too small for it. */
export function markFor(picture: { width: number; height: number }, side: "left" | "right"): Overlay | null {
  const cell = Math.max(1, Math.round(Math.min(picture.width, picture.height) / 420));
  const width = (COLUMNS + 2 * PADDING) * cell;
  const height = (7 + 2 * PADDING) * cell;
  const margin = 4 * cell;
  if (width + 2 * margin > picture.width || height + 2 * margin > picture.height) return null;
  return {
    svg: markSvg(cell, width, height),
    left: side === "left" ? margin : picture.width - width - margin,
    top: picture.height - height - margin,
  };
}

function markSvg(cell: number, width: number, height: number): string {
  const cells = [...WORD].flatMap((letter, index) =>
    (LETTERS[letter] ?? []).flatMap((row, y) =>
      [...row].flatMap((mark, x) =>
        mark === "#" ? [`M${PADDING + index * 6 + x} ${PADDING + y}h1v1h-1z`] : [],
      ),
    ),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width / cell} ${height / cell}">
<rect width="100%" height="100%" rx="${PADDING}" fill="#000" fill-opacity=".38"/>
<path d="${cells.join("")}" fill="#fff" fill-opacity=".86" shape-rendering="crispEdges"/></svg>`;
}
