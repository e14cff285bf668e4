/**
 * `bright`, `contrast` and `colorspace`.
 * Assumption: the strength of ±100 is not published; the curve is ImageMagick's -brightness-contrast, where bright,100 is
 * white and contrast,-100 an even grey.
 */

import { Parameters } from "../parameters.js";
import { fromPixels, type Pixels } from "../picture.js";
import type { Planner, Step } from "../planner.js";

export const planBright: Planner = (action) => {
  const amount = new Parameters(action, [], true).bareInteger(-100, 100);
  return mapColors((value) => value + (amount / 100) * 255);
};

export const planContrast: Planner = (action) => {
  const amount = new Parameters(action, [], true).bareInteger(-100, 100);
  const slope = Math.tan((Math.PI / 4) * (Math.min(amount, 99.9) / 100 + 1));
  return mapColors((value) => (value - 127.5) * slope + 127.5);
};

/** `colorspace,gray` is the only one that the SDKs know. */
export const planColorspace: Planner = (action) => {
  const parameters = new Parameters(action, [], true);
  parameters.oneOf(null, ["gray"]) ?? parameters.missing("gray");
  return async (picture) => {
    // Back in sRGB at once: what follows in the chain expects colours.
    const gray = await fromPixels(picture.pixels).greyscale().toColourspace("b-w").raw().toBuffer();
    return { ...picture, pixels: spread(gray, picture.pixels) };
  };
};

/** Gives every channel but alpha the value of a grey picture of one or, with alpha, two channels. */
function spread(gray: Buffer, { width, height, channels }: Pixels): Pixels {
  const data = Buffer.alloc(width * height * channels);
  const step = channels - 2;
  for (let from = 0, to = 0; to < data.length; from += step, to += channels) {
    data.fill(gray[from] ?? 0, to, to + 3);
    if (channels === 4) data[to + 3] = gray[from + 1] ?? 255;
  }
  return { data, width, height, channels };
}

/** Applies a curve to every colour value and leaves alpha alone. */
function mapColors(curve: (value: number) => number): Step {
  const table = Uint8ClampedArray.from({ length: 256 }, (_, value) => curve(value));
  return (picture) => {
    const { channels } = picture.pixels;
    const data = Buffer.from(picture.pixels.data);
    for (let at = 0; at < data.length; at++) {
      if (channels === 3 || at % 4 !== 3) data[at] = table[data[at] ?? 0] ?? 0;
    }
    return { ...picture, pixels: { ...picture.pixels, data } };
  };
}
