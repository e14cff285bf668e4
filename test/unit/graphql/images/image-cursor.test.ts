import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCursor, readCursor, writeCursor } from "../../../../src/graphql/images/image-cursor.js";
import { ODD_KEYS } from "../../emulator/odd-keys.js";
import "../../../helpers/property-seed.js";

const scope = { bucket: "examplebucket", prefix: "a/" };
const cursor = writeCursor(scope, "a/1171.jpeg");

describe("a cursor", () => {
  it.each([...ODD_KEYS, "a".repeat(1024), "千".repeat(341)])("carries the key %s and back", (key) => {
    expect(readCursor(scope, writeCursor(scope, key))).toBe(key);
  });

  it("carries any key and back, and never one of another list", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1 });
    fc.assert(
      fc.property(text, text, text, (key, prefix, other) => {
        const own = { bucket: "examplebucket", prefix };
        expect(readCursor(own, writeCursor(own, key))).toBe(key);
        if (other !== prefix) expect(readCursor({ ...own, prefix: other }, writeCursor(own, key))).toBeNull();
      }),
    );
  });

  it("reads the same in every release of its version", () => {
    expect(readCursor({ bucket: "examplebucket", prefix: "" }, "ASZbMzInNDQkLzExNzEuanBlZw")).toBe(
      "1171.jpeg",
    );
  });

  it.each([
    ["of another bucket", writeCursor({ ...scope, bucket: "tostest" }, "a/1171.jpeg")],
    ["of another prefix", writeCursor({ ...scope, prefix: "" }, "a/1171.jpeg")],
    [
      "of another prefix that gives the same text",
      writeCursor({ bucket: "examplebucket", prefix: "a" }, "/a/1171.jpeg"),
    ],
    ["that is empty", ""],
    ["that is no base64url", "?!"],
    ["in the other base64", `${cursor}==`],
    ["with a space", ` ${cursor}`],
    ["without its end", cursor.slice(0, -2)],
    ["without a key", Buffer.from(cursor, "base64url").subarray(0, 10).toString("base64url")],
    ["of a later version", `Ag${cursor.slice(2)}`],
    [
      "whose key is not UTF-8",
      Buffer.concat([Buffer.from(cursor, "base64url"), Buffer.of(0xff)]).toString("base64url"),
    ],
    ["of a megabyte", "A".repeat(1_000_000)],
    ["that is a bare key", Buffer.from("a/1171.jpeg").toString("base64url")],
  ])("%s is refused, without being repeated", (_what, text) => {
    expect(checkCursor(scope, text)).toBe(
      "must be a cursor that `images` gave out for the same bucket and prefix",
    );
  });

  it("is refused when any of its characters is another", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (let at = 0; at < cursor.length; at++) {
      const other = alphabet[(alphabet.indexOf(cursor[at] ?? "") + 1) % 64];
      expect(readCursor(scope, `${cursor.slice(0, at)}${other}${cursor.slice(at + 1)}`)).toBeNull();
    }
  });
});
