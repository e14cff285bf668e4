/** `rotate` (clockwise, bare degrees) and `auto-orient` (applies the EXIF orientation). */
import type { Sharp } from "sharp";
import { Parameters } from "../parameters.js";
import { fromPixels, notProcessable, type Picture, type Pixels, toPixels } from "../picture.js";
import type { Planner } from "../planner.js";

/** The longest side of a picture that can be rotated (docs/6349/153623). */
const MAX_SIDE = 4096;

/** Assumption: angles are whole degrees from 0 to 360, and the corners of a turned picture are white. */
export const planRotate: Planner = (action) => {
  const degrees = new Parameters(action, [], true).bareInteger(0, 360);
  return async (picture) => {
    const { width, height } = picture.pixels;
    if (width > MAX_SIDE || height > MAX_SIDE) {
      throw notProcessable("rotate: the picture has more than 4,096 pixels a side");
    }
    if (degrees % 360 === 0) return picture;
    const image = fromPixels(picture.pixels).rotate(degrees, { background: "#ffffff" });
    return { ...picture, pixels: await toPixels(image) };
  };
};

export const planAutoOrient: Planner = (action) => {
  const parameters = new Parameters(action, [], true);
  const on = (parameters.oneOf(null, ["0", "1"]) ?? parameters.missing("0 or 1")) === "1";
  return (picture) => (on ? standUpright(picture) : picture);
};

/** Assumption: `auto-orient-internal`, which takes nothing, does what `auto-orient,1` does. */
export const planAutoOrientInternal: Planner = (action) => {
  new Parameters(action, []);
  return standUpright;
};

/** Applies the EXIF orientation to the pixels. */
export async function standUpright(picture: Picture): Promise<Picture> {
  if (picture.orientation === 1) return picture;
  return { ...picture, pixels: await orient(picture.pixels, picture.orientation), orientation: 1 };
}

async function orient(pixels: Pixels, orientation: number): Promise<Pixels> {
  const upright = ORIENTATIONS[orientation - 1];
  return upright === undefined ? pixels : toPixels(upright(fromPixels(pixels)));
}

/** From EXIF orientation 1 to 8; sharp rotates after it mirrors. */
const ORIENTATIONS: readonly ((image: Sharp) => Sharp)[] = [
  (image) => image,
  (image) => image.flop(),
  (image) => image.rotate(180),
  (image) => image.flip(),
  (image) => image.flop().rotate(270),
  (image) => image.rotate(90),
  (image) => image.flop().rotate(90),
  (image) => image.rotate(270),
];
