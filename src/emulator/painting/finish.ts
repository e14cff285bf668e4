/** The last pass: light over the scene, what is kept of the source, and how finished the picture is. */
import { between, type Random } from "../model/random.js";
import type { Pixels } from "../pictures/picture.js";
import { clampedView, eachRow } from "./canvas.js";
import { noiseTile, tileAt } from "./noise.js";
import { clamp, luma } from "./numbers.js";
import type { Palette } from "./palette.js";

export interface Finish {
  /** How far the result may go from the source, 0 to 1. */
  readonly amount: number;
  /** How much of the source's lightness stays, 0 to 1. */
  readonly keepLight: number;
  /** How much of the source's colours stays, 0 to 1. */
  readonly keepColor: number;
  /** How much of the source stays in the middle, where a face would be, 0 to 1. */
  readonly keepCentre: number;
  /** How much noise is left, in levels of 255. */
  readonly noise: number;
  /** How strong the light is, 0 to 1. */
  readonly light: number;
}

/** Changes `painted`, which has the source's size. */
export async function finish(
  painted: Pixels,
  source: Pixels,
  palette: Palette,
  random: Random,
  { amount, keepLight, keepColor, keepCentre, noise, light }: Finish,
): Promise<void> {
  const { width, height, data } = painted;
  const sunX = between(random, 0.15, 0.85) * width;
  const sunY = between(random, 0.02, 0.35) * height;
  // The square of a distance: its root would cost more than it shows.
  const reach = 0.64 * (width * width + height * height);
  const out = clampedView(data);
  const grain = noiseTile(random, 2);
  const keeps = keepLight > 0 || keepColor > 0 || keepCentre > 0 || amount < 1;
  const original = source.data;
  const [lightRed, lightGreen, lightBlue] = palette.light;

  await eachRow(height, (y) => {
    const dy = y - sunY;
    for (let x = 0, at = y * width * 3; x < width; x++, at += 3) {
      const dx = x - sunX;
      const near = Math.max(0, 1 - (dx * dx + dy * dy) / reach);
      const shine = (light * 0.26 * near * near * near) / 255;
      const shade = 1 - light * 0.16 * (1 - near);
      let red = (data[at] ?? 0) * shade;
      let green = (data[at + 1] ?? 0) * shade;
      let blue = (data[at + 2] ?? 0) * shade;
      red += (lightRed - red) * shine * red;
      green += (lightGreen - green) * shine * green;
      blue += (lightBlue - blue) * shine * blue;
      if (noise > 0) {
        const speck = grain[tileAt(x * 0.9, y * 0.9)] ?? 0;
        red += noise * speck;
        green += noise * (grain[tileAt(x * 0.9 + 97, y * 0.9 + 41)] ?? 0);
        blue += noise * (grain[tileAt(x * 0.9 + 31, y * 0.9 + 173)] ?? 0);
      }
      if (keeps) {
        const oldRed = original[at] ?? 0;
        const oldGreen = original[at + 1] ?? 0;
        const oldBlue = original[at + 2] ?? 0;
        const own = luma(red, green, blue);
        const old = luma(oldRed, oldGreen, oldBlue);
        const lift = (old - own) * keepLight;
        const u = (x / width - 0.5) / 0.3;
        const v = (y / height - 0.42) / 0.34;
        const middle = keepCentre * clamp(1.4 - Math.sqrt(u * u + v * v), 0, 1);
        const stay = 1 - amount * (1 - middle);
        red = keep(red, own, oldRed, old, lift, keepColor, stay);
        green = keep(green, own, oldGreen, old, lift, keepColor, stay);
        blue = keep(blue, own, oldBlue, old, lift, keepColor, stay);
      }
      out[at] = red;
      out[at + 1] = green;
      out[at + 2] = blue;
    }
  });
}

function keep(
  value: number,
  own: number,
  oldValue: number,
  old: number,
  lift: number,
  keepColor: number,
  stay: number,
): number {
  const hued = value - own + (oldValue - old - (value - own)) * keepColor;
  const lit = own + lift + hued;
  return lit + (oldValue - lit) * stay;
}
