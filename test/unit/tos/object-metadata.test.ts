import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMetadata } from "../../../src/tos/object-metadata.js";
import "../../helpers/property-seed.js";

describe("an object's metadata", () => {
  it("is what the headers x-tos-meta-… hold, by lower-case name, sorted", () => {
    const headers = {
      etag: '"1"',
      "x-tos-meta-zebra": "2",
      "X-Tos-Meta-Author": "1",
      "x-tos-metadata-directive": "COPY",
      "x-tos-meta-gone": undefined,
    };
    expect(readMetadata(headers)).toEqual([
      { name: "author", value: "1" },
      { name: "zebra", value: "2" },
    ]);
  });

  it.each([
    ["%E4%B8%AD %E6%96%87", "中 文"],
    ["100%25", "100%"],
    ["a+b", "a+b"],
    ["100% sure", "100% sure"],
    ["%E4%B8 and %41", "%E4%B8 and A"],
    ["%F0%9F%98%80", "😀"],
    ["%ED%A0%80", "%ED%A0%80"],
    ["", ""],
  ])("of the value %j reads %j", (sent, value) => {
    expect(readMetadata({ "x-tos-meta-name": sent })).toEqual([{ name: "name", value }]);
  });

  it("decodes names, and joins what was given more than once", () => {
    expect(readMetadata({ "x-tos-meta-%E5%90%8D": ["a", "%E4%B8%AD"] })).toEqual([
      { name: "名", value: "a, 中" },
    ]);
  });

  it("reads back every text that is sent percent-encoded, and fails for none that is not", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), (text, any) => {
        const read = readMetadata({ "x-tos-meta-a": encodeURIComponent(text), "x-tos-meta-b": any });
        expect(read[0]).toEqual({ name: "a", value: text });
        expect(typeof read[1]?.value).toBe("string");
      }),
    );
  });
});
