/** Whether a stored picture fits what reads it first: the model, or the image processing before it. */
import { modelOf } from "../doubao/model-choice.js";
import { formatTitle, PICTURE_LIMITS } from "../processing/formats.js";
import type { PictureInfo } from "../tos/objects.js";
import { sourceRejected } from "./failure.js";
import type { GenerationFailure } from "./outcome.js";
import type { ImageToImageRequest } from "./request.js";

/**
 * The failure that a picture's format or dimensions are, or null. With a preprocess the model sees what that makes of the
 * picture, so that only the limits of image processing apply here.
 * @param picture null when the object is no picture that TOS can read.
 */
export function unfitPicture(
  request: ImageToImageRequest,
  picture: PictureInfo | null,
): GenerationFailure | null {
  if (picture === null) {
    return sourceRejected(request, "UNREADABLE", "The source is not a picture that TOS can read.");
  }
  return request.preprocess === null ? unfitForModel(request, picture) : unfitForProcessing(request, picture);
}

function unfitForProcessing(
  request: ImageToImageRequest,
  { width, height }: PictureInfo,
): GenerationFailure | null {
  const { maxSide, maxPixels } = PICTURE_LIMITS;
  if (Math.max(width, height) <= maxSide && width * height <= maxPixels) return null;
  const message = `Image processing takes pictures of at most ${maxSide} pixels a side and ${maxPixels} in all: use another.`;
  return sourceRejected(request, "TOO_LARGE", message);
}

function unfitForModel(
  request: ImageToImageRequest,
  { width, height, format }: PictureInfo,
): GenerationFailure | null {
  const limits = modelOf(request.model)?.sourceImage;
  if (limits == null) return null;
  const { maxSide, maxRatio, formats } = limits;
  const [shorter, longer] = width < height ? [width, height] : [height, width];
  if (maxSide !== null && longer >= maxSide) {
    const message = `The model takes pictures whose sides are shorter than ${maxSide} pixels: let \`preprocess\` make it smaller.`;
    return sourceRejected(request, "TOO_LARGE", message);
  }
  if (maxRatio !== null && longer >= maxRatio * shorter) {
    const message = `The model takes pictures whose longer side is less than ${maxRatio} times the shorter one: let \`preprocess\` crop it.`;
    return sourceRejected(request, "UNSUPPORTED_RATIO", message);
  }
  if (formats.length === 0 || formats.includes(formatTitle(format))) return null;
  const message = `The model's documentation names the formats ${formats.join(", ")}, and another may be refused: let \`preprocess\` convert it, for example with image/format,jpg.`;
  return sourceRejected(request, "UNSUPPORTED_FORMAT", message);
}
