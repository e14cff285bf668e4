/** `watermark` (docs/6349/153627): a text, a picture of the same bucket, or both beside each other. */
import { GRAVITIES } from "../operations/area.js";
import { Parameters } from "../parameters.js";
import type { Pixels } from "../picture.js";
import type { Planner, ReadObject } from "../planner.js";
import { fade, join, lay, tile } from "./compose.js";
import { planMarkPicture } from "./picture.js";
import { drawText } from "./text.js";

const COMMON = ["t", "g", "x", "y", "voffset", "fill"];
const OF_TEXT = ["text", "type", "color", "size", "shadow", "rotate"];
const OF_PICTURE = ["image", "P"];
const OF_BOTH = ["order", "align", "interval"];

/** Draws the mark for a picture. */
type DrawMark = (main: Pixels, readObject: ReadObject) => Promise<Pixels>;

/**
 * Ranges and defaults: docs/6349/153627 and the Go SDK's data_process_types.go.
 * Assumption: as Aliyun OSS where they say nothing: black text of 40 pixels, picture before text (order 0), both on one
 * lower edge (align 2), no space between. `type` names fonts of the service: the emulator has one, and takes any name.
 */
export const planWatermark: Planner = (action) => {
  const parameters = new Parameters(action, [...COMMON, ...OF_TEXT, ...OF_PICTURE, ...OF_BOTH]);
  const opacity = parameters.integer("t", 0, 100) ?? 100;
  const gravity = parameters.oneOf("g", GRAVITIES) ?? "se";
  const margins = {
    x: parameters.integer("x", 0, 4096) ?? 10,
    y: parameters.integer("y", 0, 4096) ?? 10,
    voffset: parameters.integer("voffset", -1000, 1000) ?? 0,
  };
  const fills = parameters.oneOf("fill", ["0", "1"]) === "1";
  const draw = planMark(parameters);
  return async (picture, readObject) => {
    const mark = await fade(await draw(picture.pixels, readObject), opacity);
    const pixels = fills
      ? await tile(picture.pixels, mark, margins)
      : await lay(picture.pixels, mark, gravity, margins);
    return { ...picture, pixels };
  };
};

function planMark(parameters: Parameters): DrawMark {
  const text = planText(parameters);
  const image = parameters.base64("image");
  const share = parameters.integer("P", 1, 100);
  const picture = image === undefined ? null : planMarkPicture(image, share);
  const order = parameters.integer("order", 0, 1) ?? 0;
  const align = ([0, 1, 2] as const)[parameters.integer("align", 0, 2) ?? 2] ?? 2;
  const interval = parameters.integer("interval", 0, 1000) ?? 0;
  if (text === null) return picture ?? parameters.missing("text or image");
  if (picture === null) return text;
  return async (main, readObject) => {
    const [ofPicture, ofText] = [await picture(main, readObject), await text()];
    return order === 0
      ? join(ofPicture, ofText, { align, interval })
      : join(ofText, ofPicture, { align, interval });
  };
}

function planText(parameters: Parameters): (() => Promise<Pixels>) | null {
  const text = parameters.base64("text");
  parameters.base64("type");
  const style = {
    size: parameters.integer("size", 1, 1000) ?? 40,
    color: parameters.color("color") ?? "#000000",
    shadow: parameters.integer("shadow", 0, 100) ?? 0,
    rotate: parameters.integer("rotate", 0, 360) ?? 0,
  };
  return text === undefined ? null : () => drawText(text, style);
}
