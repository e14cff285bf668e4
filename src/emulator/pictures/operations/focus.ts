/** `blur` and `sharpen`. */

import { Parameters } from "../parameters.js";
import { fromPixels, toPixels } from "../picture.js";
import type { Planner } from "../planner.js";

/** `blur,r_3,s_2`: a Gauss curve of standard deviation s that reaches r pixels far; `blur,20` is r and s alike. */
export const planBlur: Planner = (action) => {
  const parameters = new Parameters(action, ["r", "s"], true);
  const radius = parameters.integer("r", 0, 50) ?? parameters.integer(null, 0, 50);
  const deviation = parameters.integer("s", 1, 50);
  const sigma = Math.min(radius ?? 50, deviation ?? 50);
  if (radius === undefined && deviation === undefined) parameters.missing("r or s");
  return async (picture) => {
    if (sigma === 0) return picture;
    return { ...picture, pixels: await toPixels(fromPixels(picture.pixels).blur(sigma)) };
  };
};

/** Assumption: the range of the bare value is that of Aliyun OSS, 50 to 399, where 100 is an ordinary amount. */
export const planSharpen: Planner = (action) => {
  const amount = new Parameters(action, [], true).bareInteger(50, 399);
  return async (picture) => {
    const image = fromPixels(picture.pixels).sharpen({ sigma: 1, m1: amount / 100, m2: amount / 50 });
    return { ...picture, pixels: await toPixels(image) };
  };
};
