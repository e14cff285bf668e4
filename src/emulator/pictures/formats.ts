/** The picture formats that the emulator writes. BMP and HEIC, which the service has too, are beyond sharp. */

export const FORMATS = ["jpeg", "png", "webp", "gif", "tiff"] as const;
export type Format = (typeof FORMATS)[number];

const BY_NAME: Readonly<Record<string, Format>> = {
  jpg: "jpeg",
  jpeg: "jpeg",
  png: "png",
  webp: "webp",
  gif: "gif",
  tiff: "tiff",
  tif: "tiff",
};

/** The format of a `format` operation's value or of a file ending, in any case; null when there is none. */
export function formatOfName(name: string): Format | null {
  const lower = name.toLowerCase();
  return Object.hasOwn(BY_NAME, lower) ? (BY_NAME[lower] ?? null) : null;
}

/** The format that a key's ending names; null when it names none. */
export function formatOfKey(key: string): Format | null {
  const ending = /\.([A-Za-z]+)$/.exec(key)?.[1];
  return ending === undefined ? null : formatOfName(ending);
}

export function contentTypeOf(format: Format): string {
  return `image/${format}`;
}

/** Assumption: `info` names JPEG "jpg", as the service's own `format,jpg` does. */
export function nameOf(format: Format): string {
  return format === "jpeg" ? "jpg" : format;
}
