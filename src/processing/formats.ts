/** The pictures that image processing reads, and their limits. Source: https://www.volcengine.com/docs/6349/153623. */
import { posix } from "node:path";

/** A format that image processing reads. */
export interface PictureFormat {
  /** The service's name of it, such as `jpg`. */
  readonly name: string;
  /** `image/jpeg` */
  readonly mediaType: string;
  /** Endings of file names, in lower case and without the dot, the usual one first. */
  readonly extensions: readonly string[];
}

export const PICTURE_FORMATS: readonly PictureFormat[] = [
  { name: "jpg", mediaType: "image/jpeg", extensions: ["jpg", "jpeg", "jpe", "jfif"] },
  { name: "png", mediaType: "image/png", extensions: ["png"] },
  { name: "bmp", mediaType: "image/bmp", extensions: ["bmp"] },
  { name: "gif", mediaType: "image/gif", extensions: ["gif"] },
  { name: "webp", mediaType: "image/webp", extensions: ["webp"] },
  { name: "tiff", mediaType: "image/tiff", extensions: ["tiff", "tif"] },
];

/** Of a picture that is processed: its bytes, the pixels of a side, and the pixels in all. */
export const PICTURE_LIMITS = {
  maxBytes: 20 * 1024 * 1024,
  maxSide: 30_000,
  maxPixels: 250_000_000,
} as const;

/** What people and documentation call a format, such as `JPEG`, by any of the names that TOS has for it: `jpg`, `jpeg`. */
export function formatTitle(name: string): string {
  const format = PICTURE_FORMATS.find(({ extensions }) => extensions.includes(name));
  return (format?.mediaType.replace("image/", "") ?? name).toUpperCase();
}

/** The format of a media type, exactly as it is written there; null for a picture that is not read, and for anything else. */
export function formatOfMediaType(mediaType: string): PictureFormat | null {
  return PICTURE_FORMATS.find((format) => format.mediaType === mediaType) ?? null;
}

/** The ending of the last segment of an object's key, in lower case and without its dot; empty where it has none. */
export function endingOfKey(key: string): string {
  return posix.extname(key).slice(1).toLowerCase();
}
