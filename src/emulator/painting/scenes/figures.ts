/** Who stands in a scene: silhouettes that words ask for. */
import { between } from "../../model/random.js";
import { times } from "../../samples/svg.js";
import { find } from "../looks.js";
import { distant } from "./light.js";
import type { Stage } from "./scene.js";

/** Drawn in a square of 100 by 100 that stands on its lower side. */
const FIGURES: readonly (readonly [string, RegExp])[] = [
  [
    // A cat that sits and looks at you.
    "M50 100C24 100 20 84 26 66C30 54 34 50 34 42C30 34 29 24 30 8L43 17C48 15 56 15 60 17L72 8C74 24 73 34 69 42C70 50 76 56 78 68C81 86 76 100 56 100ZM78 96C96 98 100 82 92 70C90 66 86 69 88 73C92 82 90 88 78 88Z",
    /\bcats?\b|kitten|猫/i,
  ],
  [
    // A horse that walks.
    "M8 52C12 40 20 38 32 40C44 43 54 42 62 36C66 24 74 14 84 10L86 4L90 11C96 17 98 24 99 30L92 33L86 29C80 34 78 42 77 52C76 60 74 64 72 70L75 98H69L63 72C54 76 42 75 34 70L28 84L33 98H27L21 82L23 66C18 62 16 60 15 54C12 66 13 74 9 84C4 78 5 64 8 52ZM34 70L40 98H46L44 74ZM63 70L58 98H64L69 74Z",
    /horse|pony|马/i,
  ],
  [
    // A dog.
    "M12 60C8 50 6 44 10 36C13 44 16 50 24 51H58C62 40 66 30 74 26L73 18L82 23C90 25 93 29 98 33C98 40 92 43 84 43C82 52 81 60 78 66L79 98H72L67 72C56 76 44 75 34 72L30 84L33 98H26L22 84L23 70C18 68 14 66 12 60Z",
    /\bdogs?\b|puppy|狗|犬/i,
  ],
  [
    // Someone, seen from behind, in a long coat.
    "M50 4C58 4 62 10 62 18C62 25 59 29 56 31C66 34 70 42 72 56L78 98H58L54 74H46L42 98H22L28 56C30 42 34 34 44 31C41 29 38 25 38 18C38 10 42 4 50 4Z",
    /\b(girl|boy|man|woman|person|people|portrait|knight|warrior|astronaut)\b|人|女|男|孩|武士|骑士|宇航员/i,
  ],
  [
    // A house with a chimney.
    "M6 54L50 16L64 28V18H74V37L94 54H86V100H60V74H42V100H14V54Z",
    /house|cottage|cabin|castle|temple|房|屋|城堡|寺/i,
  ],
];

const BIRDS = /\bbirds?\b|gull|crane|eagle|鸟|鹤|鹰|雁/i;

export function hasFigure(prompt: string): boolean {
  return find(FIGURES, prompt) !== null;
}

export function figuresFor(prompt: string, { width, height, random, light }: Stage): string {
  const short = Math.min(width, height);
  const figure = find(FIGURES, prompt);
  const size = short * 0.36;
  const x = width * between(random, 0.36, 0.64) - size / 2;
  const dark = distant(light, light.haze.hue + 160, 0.05, 0.24, 0);
  const standing =
    figure === null
      ? ""
      : `<path transform="translate(${x} ${height * 0.965 - size}) scale(${size / 100})" d="${figure}" fill="${dark}" stroke="${light.sun.color}" stroke-width="1.6" stroke-opacity=".55" paint-order="stroke"/>`;
  if (!BIRDS.test(prompt)) return standing;
  const flock = times(9, () => {
    const wing = short * between(random, 0.012, 0.034);
    const [bx, by] = [between(random, 0.15, 0.85) * width, between(random, 0.1, 0.4) * height];
    return `<path d="M${bx - wing} ${by}q${wing * 0.5} ${-wing * 0.7} ${wing} 0q${wing * 0.5} ${-wing * 0.7} ${wing} 0q${-wing * 0.5} ${-wing * 0.4} ${-wing} ${wing * 0.22}q${-wing * 0.5} ${-wing * 0.6} ${-wing} ${-wing * 0.22}Z" fill="${dark}"/>`;
  });
  return standing + flock;
}

/** A boat under sail, whose waterline is at x, y. */
export function boat(x: number, y: number, size: number): string {
  const s = size / 100;
  return `<g transform="translate(${x} ${y}) scale(${s})"><path d="M-46 -12H48L34 6H-34Z" fill="#5b3a2a"/><path d="M-2 -16V-98L-38 -16Z" fill="#fdf6e6"/><path d="M4 -16V-92Q36 -60 38 -16Z" fill="#e8d6b8"/><path d="M-34 6H34Q0 18 -34 6Z" fill="#1b2735" opacity=".35"/></g>`;
}
