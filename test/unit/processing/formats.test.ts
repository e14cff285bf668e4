import { expect, it } from "vitest";
import {
  endingOfKey,
  formatOfMediaType,
  formatTitle,
  PICTURE_FORMATS,
} from "../../../src/processing/formats.js";

it("Each format is found by its media type", () => {
  for (const format of PICTURE_FORMATS) {
    expect(formatOfMediaType(format.mediaType)).toBe(format);
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

it.each([
  ["jpg", "JPEG"],
  ["jpeg", "JPEG"],
  ["tif", "TIFF"],
  ["webp", "WEBP"],
  ["heic", "HEIC"],
])("People call %s %s", (name, title) => {
  expect(formatTitle(name)).toBe(title);
});

it.each([
  ["a b/c.d.jpg", "jpg"],
  ["C.JPEG", "jpeg"],
  ["a.jpg.txt", "txt"],
  ["a.jpg ", "jpg "],
  ["v1.2/a", ""],
  ["a.", ""],
  [".jpg", ""],
  ["", ""],
])("The key %j ends in %j", (key, ending) => {
  expect(endingOfKey(key)).toBe(ending);
});
