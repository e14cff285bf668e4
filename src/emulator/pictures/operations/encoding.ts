/** The operations that say how the result is written: `format`, `quality`, `interlace`, `strip`. */
import type { Planner } from "../chain.js";
import { formatOfName } from "../formats.js";
import { Parameters } from "../parameters.js";
import { notProcessable } from "../picture.js";

export const planFormat: Planner = (action) => {
  const parameters = new Parameters(action, [], true);
  const name = parameters.text(null) ?? parameters.missing("a format");
  const format = formatOfName(name);
  if (format === null) {
    throw notProcessable("format: the emulator writes jpg, png, webp, gif and tiff, and no bmp and heic");
  }
  return (picture) => ({ ...picture, format });
};

/** `q` is relative to the source's quality, which no decoder tells: the emulator takes it for `Q`, the absolute one. */
export const planQuality: Planner = (action) => {
  const parameters = new Parameters(action, ["q", "Q"]);
  const quality =
    parameters.integer("Q", 1, 100) ?? parameters.integer("q", 1, 100) ?? parameters.missing("q or Q");
  return (picture) => ({ ...picture, quality });
};

export const planInterlace: Planner = (action) => {
  const parameters = new Parameters(action, [], true);
  const progressive = (parameters.oneOf(null, ["0", "1"]) ?? parameters.missing("0 or 1")) === "1";
  return (picture) => ({ ...picture, progressive });
};

/** Raw pixels have lost all metadata but the orientation already. */
export const planStrip: Planner = (action) => {
  new Parameters(action, []);
  return (picture) => ({ ...picture, orientation: 1 });
};
