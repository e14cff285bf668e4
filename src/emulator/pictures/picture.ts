/**
 * A picture between two operations: raw pixels, so that operations run in the order that they are written in (sharp alone
 * would order them its own way), and what its encoding will be.
 */
import type { Sharp } from "sharp";
import { FAULTS, TosFault } from "../faults.js";
import { contentTypeOf, type Format, formatOfName } from "./formats.js";
import { jpegQuality } from "./jpeg-quality.js";
import { sharp } from "./sharp.js";

/** Limits of the source of any processing (docs/6349/153623). */
export const MAX_SOURCE_BYTES = 20 * 1024 * 1024;
const MAX_SOURCE_SIDE = 30_000;
export const MAX_SOURCE_PIXELS = 250_000_000;

export interface Pixels {
  /** 8 bits a channel, rows from the top, no padding. */
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  /** 3 is sRGB, 4 has an alpha channel. */
  readonly channels: 3 | 4;
}

export interface Picture {
  readonly pixels: Pixels;
  /** EXIF orientation, 1 to 8, that is not applied to the pixels yet. */
  readonly orientation: number;
  readonly format: Format;
  /** 1 to 100; null for the format's default. */
  readonly quality: number | null;
  readonly progressive: boolean;
  /** The quality of a JPEG source, 1 to 100; null for another one. */
  readonly sourceQuality: number | null;
  /** Whether to take time for a smaller file. */
  readonly slim: boolean;
}

/** How a picture whose frames stand one below the other moves. */
export interface Frames {
  /** Of one frame. */
  readonly height: number;
  /** Milliseconds that each frame stays. */
  readonly delay: number[];
  /** How many times it is shown; 0 for ever. */
  readonly loop: number;
}

export interface EncodedPicture {
  readonly data: Buffer;
  readonly contentType: string;
}

export interface PictureHeader {
  readonly format: Format;
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
}

/** Reads format and size without decoding. Throws EC 0022-00000005 for what is no picture or too large a one. */
export async function readPictureHeader(bytes: Uint8Array): Promise<PictureHeader> {
  if (bytes.length > MAX_SOURCE_BYTES) throw notProcessable("the picture is larger than 20 MB");
  const meta =
    bytes.length === 0
      ? null
      : await sharp(bytes, { limitInputPixels: false })
          .metadata()
          .catch(() => null);
  const format = meta === null ? null : formatOfName(meta.format);
  if (meta === null || format === null) {
    const isBmp = bytes[0] === 0x42 && bytes[1] === 0x4d;
    throw notProcessable(
      isBmp ? "the emulator reads no BMP" : "the object is not a picture of a supported format",
    );
  }
  const { width, height, orientation = 1 } = meta;
  if (width > MAX_SOURCE_SIDE || height > MAX_SOURCE_SIDE || width * height > MAX_SOURCE_PIXELS) {
    throw notProcessable("the picture has more than 30,000 pixels a side or 250 million in all");
  }
  return { format, width, height, orientation };
}

/** Decodes a picture; of an animation, its first frame. Throws EC 0022-00000005. */
export async function decodePicture(bytes: Uint8Array): Promise<Picture> {
  const { format, orientation } = await readPictureHeader(bytes);
  const pixels = await toPixels(sharp(bytes, { limitInputPixels: MAX_SOURCE_PIXELS })).catch(() => {
    throw notProcessable("the picture is damaged");
  });
  return {
    pixels,
    orientation,
    format,
    quality: null,
    progressive: false,
    sourceQuality: format === "jpeg" ? jpegQuality(bytes) : null,
    slim: false,
  };
}

/** @param pageHeight of one frame, when there are several one below the other. */
export function fromPixels({ data, width, height, channels }: Pixels, pageHeight?: number): Sharp {
  const raw = { width, height, channels, ...(pageHeight !== undefined && { pageHeight }) };
  return sharp(data, { raw, limitInputPixels: false });
}

export async function toPixels(image: Sharp): Promise<Pixels> {
  const { data, info } = await image
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3 && info.channels !== 4) {
    throw new Error(`a picture came out with ${info.channels} channels`);
  }
  return { data, width: info.width, height: info.height, channels: info.channels };
}

/** Encodes in the picture's format. What a format cannot hold, as JPEG transparency, is laid on white. */
export async function encodePicture(picture: Picture, frames?: Frames): Promise<EncodedPicture> {
  const { format, progressive, slim } = picture;
  const quality = picture.quality === null ? {} : { quality: picture.quality };
  const timing = frames === undefined ? {} : { delay: frames.delay, loop: frames.loop };
  let image = fromPixels(picture.pixels, frames?.height);
  if (picture.orientation !== 1) image = image.withMetadata({ orientation: picture.orientation });
  switch (format) {
    case "jpeg":
      image = image.flatten({ background: "#ffffff" }).jpeg({ ...quality, progressive, mozjpeg: slim });
      break;
    case "png":
      image = image.png(slim ? { ...quality, progressive, palette: true } : { progressive });
      break;
    case "webp":
      image = image.webp({ ...quality, ...timing, effort: slim ? 6 : 2 });
      break;
    case "gif":
      image = image.gif({ ...timing, effort: slim ? 10 : 3 });
      break;
    case "tiff":
      image = image.tiff({ compression: "lzw" });
      break;
  }
  const data = await image.toBuffer().catch((error: unknown) => {
    // GIF and WebP have size limits of their own.
    throw notProcessable(`the result cannot be written as ${format}: ${String(error)}`);
  });
  return { data, contentType: contentTypeOf(format) };
}

export function notProcessable(detail: string): TosFault {
  return new TosFault(FAULTS.process, { detail });
}
