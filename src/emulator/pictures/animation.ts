/**
 * Animated GIF and WebP: a chain runs on each frame, and the result moves where its format can.
 * Assumption: the service keeps an animation as Aliyun OSS does; in another format the first frame is the result.
 */
import {
  type EncodedPicture,
  encodePicture,
  type Frames,
  MAX_SOURCE_PIXELS,
  notProcessable,
  type Picture,
  readPictureHeader,
  toPixels,
} from "./picture.js";
import { sharp } from "./sharp.js";

export interface Animation {
  /** At least two, of one size. */
  readonly frames: readonly Picture[];
  readonly timing: Omit<Frames, "height">;
}

/** Null for a still picture. Throws EC 0022-00000005 for what is no picture or too large a one. */
export async function decodeAnimation(bytes: Uint8Array): Promise<Animation | null> {
  const { format } = await readPictureHeader(bytes);
  if (!canMove(format)) return null;
  const {
    pages = 1,
    pageHeight = 0,
    width,
    delay = [],
    loop = 0,
  } = await sharp(bytes, {
    animated: true,
    limitInputPixels: false,
  }).metadata();
  if (pages < 2) return null;
  if (width * pageHeight * pages > MAX_SOURCE_PIXELS) {
    throw notProcessable("the frames have more than 250 million pixels in all");
  }
  const all = await toPixels(sharp(bytes, { animated: true, limitInputPixels: MAX_SOURCE_PIXELS })).catch(
    () => {
      throw notProcessable("the picture is damaged");
    },
  );
  const length = width * pageHeight * all.channels;
  const frames = Array.from({ length: pages }, (_, index) => ({
    pixels: {
      data: all.data.subarray(index * length, (index + 1) * length),
      width,
      height: pageHeight,
      channels: all.channels,
    },
    orientation: 1,
    format,
    quality: null,
    progressive: false,
    sourceQuality: null,
    slim: false,
  }));
  return { frames, timing: { delay, loop } };
}

/** Runs a chain on every frame and writes the result. */
export async function processAnimation(
  { frames: [first, ...rest], timing }: Animation,
  run: (frame: Picture) => Promise<Picture>,
): Promise<EncodedPicture> {
  if (first === undefined) throw new Error("an animation without frames");
  const result = await run(first);
  if (!canMove(result.format)) return encodePicture(result);
  const parts = [result.pixels.data];
  for (const frame of rest) parts.push((await run(frame)).pixels.data);
  const { height } = result.pixels;
  const pixels = { ...result.pixels, data: Buffer.concat(parts), height: height * parts.length };
  return encodePicture({ ...result, pixels }, { height, ...timing });
}

function canMove(format: Picture["format"]): boolean {
  return format === "gif" || format === "webp";
}
