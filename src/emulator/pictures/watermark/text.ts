/** A line of text as a picture with a transparent ground. */
import { fromPixels, type Pixels, toPixels } from "../picture.js";
import { sharp } from "../sharp.js";
import { glyphOf, UNITS_PER_EM } from "./glyphs.js";

export interface TextStyle {
  /** Pixels of an em. */
  readonly size: number;
  /** `#rrggbb`. */
  readonly color: string;
  /** How black the shadow is, 0 to 100; 0 for none. */
  readonly shadow: number;
  /** Degrees, clockwise. */
  readonly rotate: number;
}

/** Above and below the line, in units of the font: room for accents and for the tails of letters. */
const ASCENT = 930;
const DESCENT = 250;
/**
 * The files hold the thinnest weight of a variable font, and the parser of WOFF2 reads no other: a line of this width
 * around the outlines gives the weight of ordinary text.
 */
const STROKE = 52;
/** No picture of a text gets longer, in pixels: what is over is cut off. */
const MAX_LENGTH = 8192;

/** A picture of the text; characters that the font lacks are boxes, line breaks are spaces. */
export async function drawText(text: string, { size, color, shadow, rotate }: TextStyle): Promise<Pixels> {
  const scale = size / UNITS_PER_EM;
  const { paths, advance } = await layOut(text.replace(/\s+/gu, " "), MAX_LENGTH / scale);
  const offset = shadow === 0 ? 0 : Math.max(1, Math.round(size / 20));
  const width = Math.min(MAX_LENGTH, Math.max(1, Math.ceil(advance * scale))) + offset;
  const height = Math.max(1, Math.ceil((ASCENT + DESCENT) * scale)) + offset;
  const letters = (x: number, fill: string, opacity: number): string =>
    `<g transform="matrix(${scale} 0 0 ${-scale} ${x} ${ASCENT * scale + x})" fill="${fill}" stroke="${fill}" stroke-width="${STROKE}" stroke-linejoin="round" opacity="${opacity}">${paths}</g>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${
    offset === 0 ? "" : letters(offset, "#000000", shadow / 100)
  }${letters(0, color, 1)}</svg>`;
  const upright = await toPixels(sharp(Buffer.from(svg)).ensureAlpha());
  if (rotate % 360 === 0) return upright;
  return toPixels(fromPixels(upright).rotate(rotate, { background: { r: 0, g: 0, b: 0, alpha: 0 } }));
}

/** Sets characters side by side up to a width, in units of the font. */
async function layOut(text: string, maxAdvance: number): Promise<{ paths: string; advance: number }> {
  let advance = 0;
  let paths = "";
  for (const character of text) {
    if (advance > maxAdvance) break;
    const { path, advance: own } = (await glyphOf(character)) ?? MISSING;
    if (path !== "") paths += `<path transform="translate(${advance})" d="${path}"/>`;
    advance += own;
  }
  return { paths, advance };
}

/** What stands for a character that the font lacks: an empty box. */
const MISSING = {
  path: "M100 -50L900 -50L900 800L100 800ZM140 -10L140 760L860 760L860 -10Z",
  advance: UNITS_PER_EM,
};
