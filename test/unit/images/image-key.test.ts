import { describe, expect, it } from "vitest";
import { checkDeletableKey, isImageType, kindOfKey } from "../../../src/images/image-key.js";

describe("a key", () => {
  it.each([
    ["1171.jpeg", "image"],
    ["a/b/PHOTO.JPG", "image"],
    ["2026.01/x.tif", "image"],
    ["a.txt.webp", "image"],
    ["a.heic", "image"],
    ["saved by Windows.jfif", "image"],
    ["logo.svg", "image"],
    ["http://example.com/a.png", "image"],
    ["a.txt", "other"],
    ["a.png.txt", "other"],
    ["photos.png/", "other"],
    ["folder/", "other"],
    ["a.123", "other"],
    ["photo", "unknown"],
    ["v1.2/photo", "unknown"],
    ["trailing.", "unknown"],
    [".png", "unknown"],
    ["中文", "unknown"],
    ["jpg", "unknown"],
  ])("%s names %s", (key, kind) => {
    expect(kindOfKey(key)).toBe(kind);
    expect(checkDeletableKey(key) === null).toBe(kind !== "other");
  });
});

describe("a stored type", () => {
  it.each(["image/jpeg", "IMAGE/PNG", "image/svg+xml; charset=utf-8"])("of pictures is %s", (type) => {
    expect(isImageType(type)).toBe(true);
  });

  it.each([null, "", "binary/octet-stream", "text/image/png", "images/png"])("of others is %s", (type) => {
    expect(isImageType(type)).toBe(false);
  });
});
