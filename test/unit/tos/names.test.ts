import { describe, expect, it } from "vitest";
import {
  checkBucketName,
  checkKeyPrefix,
  checkObjectKey,
  checkObjectKeyNotUrl,
  checkStyleName,
} from "../../../src/tos/names.js";

describe("the name of a bucket", () => {
  it.each(["abc", "a-b", "examplebucket", "0a0", "a".repeat(63)])("may be %s", (name) => {
    expect(checkBucketName(name)).toBeNull();
  });

  it.each(["", "ab", "a".repeat(64), "Abc", "a_b", "a.b", "-ab", "ab-", "a b", "桶桶桶", "abc\n", "abc/def"])(
    "may not be %j",
    (name) => {
      expect(checkBucketName(name)).toMatch(/^must be a bucket name: 3 to 63/);
    },
  );
});

describe("the key of an object", () => {
  it.each(["a", "1171.jpeg", "千军万马.jpg", "a b/c%2F..d", "a//b", ".hidden", "a.", "é".repeat(512)])(
    "may be %j",
    (key) => {
      expect(checkObjectKey(key)).toBeNull();
    },
  );

  it.each([
    ["", "must not be empty"],
    ["é".repeat(513), "must be at most 1024 bytes in UTF-8"],
    ["\\a", "must not start with a backslash"],
    ["a\tb", "must not contain control characters"],
    ["a\u007f", "must not contain control characters"],
    ["a\u0000", "must not contain control characters"],
    ["a\ud800", "must be well-formed Unicode: it holds half of a surrogate pair"],
    ["..", expect.stringContaining("path segment of one or two dots")],
    ["a/../b", expect.stringContaining("path segment of one or two dots")],
    ["a/.", expect.stringContaining("path segment of one or two dots")],
  ])("may not be %j", (key, message) => {
    expect(checkObjectKey(key)).toEqual(message);
  });

  it.each(["https://example.com/a.jpg", "HTTP://x", "s3://bucket/key"])("is not a URL such as %s", (key) => {
    expect(checkObjectKeyNotUrl(key)).toMatch(/not a URL/);
  });

  it("may hold a colon without being a URL", () => {
    expect(checkObjectKeyNotUrl("a:b/c")).toBeNull();
  });
});

describe("the beginning of keys", () => {
  it.each(["", "a", "2026/", "a/.", "..", "/", "千".repeat(341), "https://x"])("may be %j", (prefix) => {
    expect(checkKeyPrefix(prefix)).toBeNull();
  });

  it.each([
    ["千".repeat(342), "must be at most 1024 bytes in UTF-8"],
    ["a\n", "must not contain control characters"],
    ["a\ud800", "must be well-formed Unicode: it holds half of a surrogate pair"],
  ])("may not be %j", (prefix, message) => {
    expect(checkKeyPrefix(prefix)).toBe(message);
  });
});

describe("the name of a style", () => {
  it.each(["style01", "a", "_thumb_nail-2.0", "2x", "a".repeat(256)])("may be %s", (name) => {
    expect(checkStyleName(name)).toBeNull();
  });

  it.each(["", "a/b", "a b", "a\n", "样式", "-a", ".a", "a".repeat(257)])("may not be %j", (name) => {
    expect(checkStyleName(name)).toMatch(/^must be a style name/);
  });
});
