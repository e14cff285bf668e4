/** A picture of words alone: a scene that the words name, or that the seed chooses, in the light that the words ask for. */
import { pick, type Random } from "../../model/random.js";
import { type Pixels, toPixels } from "../../pictures/picture.js";
import { sharp } from "../../pictures/sharp.js";
import { find, type Mood } from "../looks.js";
import { abstract } from "./abstract.js";
import { city } from "./city.js";
import { desert } from "./desert.js";
import { figuresFor, hasFigure } from "./figures.js";
import { flowers } from "./flowers.js";
import { forest } from "./forest.js";
import { type Light, lightOf } from "./light.js";
import { mountains } from "./mountains.js";
import { sea } from "./sea.js";
import { space } from "./space.js";

export interface Stage {
  readonly width: number;
  readonly height: number;
  readonly random: Random;
  readonly light: Light;
}

/**
 * The text of an SVG of the stage's size. Single shapes have `fill-opacity`: `opacity` would make the renderer draw each of
 * them on a sheet of its own, and the scene take twice as long.
 */
export type Scene = (stage: Stage) => string;

const SCENES: readonly (readonly [Scene, RegExp])[] = [
  [abstract, /abstract|geometr|pattern|wallpaper|抽象|几何|图案/i],
  [space, /\bspace\b|universe|galaxy|planet|nebula|cosmos|astronaut|太空|宇宙|星球|银河|星云|宇航/i],
  [city, /city|street|skyline|building|tower|urban|town|cyber|城|街|楼|都市|大厦|赛博/i],
  [sea, /\bsea\b|ocean|beach|\bcoast|island|\bboat|\bship|lighthouse|wave|海|船|岛|沙滩|灯塔|浪/i],
  [desert, /desert|dune|camel|cactus|沙漠|沙丘|骆驼/i],
  [forest, /forest|wood|jungle|\btrees?\b|森林|树|林/i],
  [flowers, /flower|rose|tulip|bouquet|garden|lotus|blossom|sakura|花|玫瑰|郁金香|荷|樱/i],
  [mountains, /mountain|hill|lake|valley|landscape|river|field|山|湖|谷|河|江|田|草原|风景/i],
];

const USUAL: readonly Scene[] = [mountains, sea, forest, flowers, city];
/** Where there is ground to stand on. */
const GROUNDS: readonly Scene[] = [mountains, flowers, forest, desert];

/** The scene that the words name; without one, the seed chooses. */
export function sceneOf(prompt: string, random: Random): Scene {
  const usual = pick(random, hasFigure(prompt) ? GROUNDS : USUAL) ?? mountains;
  return find(SCENES, prompt) ?? usual;
}

export async function drawScene(
  prompt: string,
  mood: Mood | null,
  { width, height, random }: { width: number; height: number; random: Random },
): Promise<Pixels> {
  const scene = sceneOf(prompt, random);
  const stage: Stage = { width, height, random, light: lightOf(mood, random) };
  const drawn = scene(stage);
  const figures = figuresFor(prompt, stage);
  const text = drawn.replace("</svg>", `${figures}</svg>`);
  return toPixels(sharp(Buffer.from(text)).flatten({ background: "#ffffff" }));
}
