/** The operations that say how the result is written: `format`, `quality`, `interlace`, `slim`, `strip`. */
import { formatOfName } from "../formats.js";
import { Parameters } from "../parameters.js";
import { notProcessable } from "../picture.js";
import type { Planner } from "../planner.js";

export const planFormat: Planner = (action) => {
  const parameters = new Parameters(action, [], true);
  const name = parameters.text(null) ?? parameters.missing("a format");
  const format = formatOfName(name);
  if (format === null) {
    throw notProcessable("format: the emulator writes jpg, png, webp, gif and tiff, and no bmp and heic");
  }
  return (picture) => ({ ...picture, format });
};

/**
 * `Q_80` is the quality itself, `q_80` 80 per cent of the source's (docs of the Douyin open platform, tos-image-process).
 * Assumption: as Aliyun OSS: Q does not go above the quality of a JPEG source; of another source, whose quality cannot be
 * told, q is taken for Q; Q wins where both are given.
 */
export const planQuality: Planner = (action) => {
  const parameters = new Parameters(action, ["q", "Q"]);
  const absolute = parameters.integer("Q", 1, 100);
  const relative = parameters.integer("q", 1, 100);
  const wanted = absolute ?? relative ?? parameters.missing("q or Q");
  return (picture) => {
    const source = picture.sourceQuality ?? 100;
    const quality =
      absolute === undefined ? Math.max(1, Math.round((source * wanted) / 100)) : Math.min(source, absolute);
    return { ...picture, quality };
  };
};

export const planInterlace: Planner = (action) => {
  const parameters = new Parameters(action, [], true);
  const progressive = (parameters.oneOf(null, ["0", "1"]) ?? parameters.missing("0 or 1")) === "1";
  return (picture) => ({ ...picture, progressive });
};

/**
 * Smaller files at some cost of time (Go SDK, data_process_types.go: zlevel 0 to 10, 3 by default).
 * Assumption: a level takes three points of quality from 85, unless `quality` has named one.
 */
export const planSlim: Planner = (action) => {
  const level = new Parameters(action, ["zlevel"]).integer("zlevel", 0, 10) ?? 3;
  return (picture) => ({ ...picture, slim: true, quality: picture.quality ?? 85 - 3 * level });
};

/** Raw pixels have lost all metadata but the orientation already. */
export const planStrip: Planner = (action) => {
  new Parameters(action, []);
  return (picture) => ({ ...picture, orientation: 1 });
};
