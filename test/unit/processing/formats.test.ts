import { expect, it } from "vitest";
import {
  formatOfMediaType,
  formatOfName,
  formatTitle,
  PICTURE_FORMATS,
} from "../../../src/processing/formats.js";

it("Each format is found by its media type and by each of its extensions, in any case", () => {
  for (const format of PICTURE_FORMATS) {
    expect(formatOfMediaType(format.mediaType)).toBe(format);
    for (const extension of format.extensions) {
      expect(formatOfName(`a b/c.d.${extension}`)).toBe(format);
      expect(formatOfName(`C.${extension.toUpperCase()}`)).toBe(format);
    }
  }
});

it.each([
  "",
  "image/jpg",
  "IMAGE/JPEG",
  "image/jpeg; charset=utf-8",
  "image/heic",
  "image/svg+xml",
  "image/*",
])("The media type %j is none that is read", (mediaType) => {
  expect(formatOfMediaType(mediaType)).toBeNull();
});

it.each(["", "jpg", "a", "a.jpg/b", "a.jpg.txt", "a.jpgx", "a.jpg ", "a.heic"])(
  "The name %j speaks of no format",
  (name) => {
    expect(formatOfName(name)).toBeNull();
  },
);

it.each([
  ["jpg", "JPEG"],
  ["jpeg", "JPEG"],
  ["tif", "TIFF"],
  ["webp", "WEBP"],
  ["heic", "HEIC"],
])("People call %s %s", (name, title) => {
  expect(formatTitle(name)).toBe(title);
});
