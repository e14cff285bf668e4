/** The stand-in's hand: a medium, a palette, a finish and an overlay, by the prompt's words and by the seed. */
import { pick, type Random } from "../model/random.js";
import type { Pixels } from "../pictures/picture.js";
import { type Canvas, type Medium, paintRows } from "./canvas.js";
import { finish } from "./finish.js";
import type { Look, MediumName } from "./looks.js";
import { anime } from "./media/anime.js";
import { clay } from "./media/clay.js";
import { comic } from "./media/comic.js";
import { ink } from "./media/ink.js";
import { neon } from "./media/neon.js";
import { oil } from "./media/oil.js";
import { pixel } from "./media/pixel.js";
import { sketch } from "./media/sketch.js";
import { watercolour } from "./media/watercolour.js";
import { createPalette } from "./palette.js";

export interface PaintOptions {
  readonly look: Look;
  readonly random: Random;
  /** How much the prompt counts, 0 to 1; 0.5 is the model's default. */
  readonly guidance: number;
  /** Steps of a diffusion: the fewer, the more noise is left. */
  readonly steps: number;
  /** How far the result may go from the source, 0 to 1. */
  readonly strength: number;
  /** How much is kept of the source's edges, lightness, colours and middle, each 0 to 1. */
  readonly keep: {
    readonly edges: number;
    readonly light: number;
    readonly color: number;
    readonly centre: number;
  };
}

const MEDIA: Readonly<Record<MediumName, Medium>> = {
  oil,
  watercolour,
  ink,
  sketch,
  pixel,
  comic,
  anime,
  clay,
  neon,
};

/** What is painted in when no word says so. */
const USUAL: readonly MediumName[] = ["oil", "oil", "watercolour", "anime"];
/** Watercolour has no dark that deep, and lines drown in it. */
const USUAL_AT_NIGHT: readonly MediumName[] = ["oil", "anime"];
const USUAL_IN_THE_DARK: readonly MediumName[] = ["oil"];

/** Media on white paper, which no light falls on. */
const ON_PAPER: ReadonlySet<MediumName> = new Set(["watercolour", "ink", "sketch"]);

function isDark({ data }: Pixels): boolean {
  let sum = 0;
  let count = 0;
  // Every 97th value is enough, and is of every channel in turn.
  for (let at = 0; at < data.length; at += 97) {
    sum += data[at] ?? 0;
    count++;
  }
  return sum / count < 75;
}

/** Of the source's size, and equal for equal input. @param source three channels. */
export async function paint(source: Pixels, options: PaintOptions): Promise<Pixels> {
  const { look, random, guidance, keep } = options;
  const palette = createPalette(random, { ...look, guidance });
  const fitting = look.mood === "night" ? USUAL_AT_NIGHT : isDark(source) ? USUAL_IN_THE_DARK : USUAL;
  const usual = pick(random, fitting) ?? "oil";
  const name = look.medium ?? usual;
  const unit = Math.max(0.35, Math.sqrt(source.width * source.height) / 1024);
  const canvas: Canvas = { source, palette, random, detail: keep.edges, unit };
  const painted = await paintRows(source, await MEDIA[name](canvas));
  await finish(painted, source, palette, random, {
    amount: 1 - (1 - options.strength) ** 1.6,
    keepLight: Math.min(0.85, 0.8 * keep.light + 0.35 * keep.edges),
    keepColor: 0.9 * keep.color,
    keepCentre: 0.85 * keep.centre,
    noise: 95 * Math.exp(-options.steps / 4.5) - 0.9,
    light: name === "pixel" ? 0 : ON_PAPER.has(name) ? 0.25 : look.mood === "night" ? 0.35 : 1,
  });
  return painted;
}
