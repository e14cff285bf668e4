/**
 * The outlines of letters, from Noto Sans SC, which ships with the emulator: text looks alike on every machine. The font
 * comes in about a hundred files by ranges of characters; each is read when the first of its characters is needed.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Font } from "fontkitten";

const PACKAGE = "@fontsource-variable/noto-sans-sc";
const require = createRequire(import.meta.url);

/** The font's grid: a Chinese character is this wide. */
export const UNITS_PER_EM = 1000;

export interface GlyphOutline {
  /** SVG path data with y upwards, as in the font. */
  readonly path: string;
  readonly advance: number;
}

interface Range {
  readonly first: number;
  readonly last: number;
  readonly file: string;
}

let ranges: readonly Range[] | null = null;
const fonts = new Map<string, Font>();

/** Null for a character that the font does not have. */
export async function glyphOf(character: string): Promise<GlyphOutline | null> {
  const codePoint = character.codePointAt(0) ?? 0;
  ranges ??= readRanges();
  for (const { first, last, file } of ranges) {
    if (codePoint < first || codePoint > last) continue;
    const font = fonts.get(file) ?? (await openFont(file));
    if (!font.hasGlyphForCodePoint(codePoint)) continue;
    const glyph = font.glyphForCodePoint(codePoint);
    return { path: glyph.path.toSVG(), advance: glyph.advanceWidth };
  }
  return null;
}

/** The package's own table: `{"[101]": "U+4e00-4e01,U+4e03", "latin": …}`. */
function readRanges(): Range[] {
  const table = JSON.parse(readFileSync(require.resolve(`${PACKAGE}/unicode.json`), "utf8")) as Record<
    string,
    string
  >;
  return Object.entries(table).flatMap(([name, text]) =>
    text.split(",").map((range) => {
      const [first = "", last = first] = range.trim().replace(/^U\+/i, "").split("-");
      return {
        first: Number.parseInt(first, 16),
        last: Number.parseInt(last, 16),
        file: `noto-sans-sc-${name.replace(/[[\]]/g, "")}-wght-normal.woff2`,
      };
    }),
  );
}

async function openFont(file: string): Promise<Font> {
  // Only a text needs the parser, and importing it would delay every start by some 30 ms.
  const { create } = await import("fontkitten");
  const font = create(readFileSync(require.resolve(`${PACKAGE}/files/${file}`)));
  if (font.isCollection) throw new Error(`${file} is a collection of fonts`);
  fonts.set(file, font);
  return font;
}
