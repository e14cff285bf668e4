import { describe, expect, it } from "vitest";
import { readIdentities } from "../../../src/emulator/auth/identity-file.js";

describe("an identity file", () => {
  it("holds key pairs, tokens and rights by bucket", () => {
    const text = JSON.stringify([
      { accessKeyId: "a", secretAccessKey: "s" },
      {
        accessKeyId: "b",
        secretAccessKey: "t",
        securityToken: "token",
        expiresAt: "2026-01-02T03:04:05Z",
        rights: { examplebucket: ["read"], "*": [] },
      },
    ]);
    expect(readIdentities(text)).toEqual([
      { accessKeyId: "a", secretAccessKey: "s" },
      {
        accessKeyId: "b",
        secretAccessKey: "t",
        securityToken: "token",
        expiresAt: new Date("2026-01-02T03:04:05Z"),
        rights: { examplebucket: ["read"], "*": [] },
      },
    ]);
  });

  it.each([
    ["{", "the identity file is not JSON"],
    ["{}", "the identity file must be a JSON list of at least one identity"],
    ["[]", "the identity file must be a JSON list of at least one identity"],
  ])("%s is refused", (text, message) => {
    expect(() => readIdentities(text)).toThrow(message);
  });

  const good = { accessKeyId: "a", secretAccessKey: "hidden" };
  it.each<[unknown, string]>([
    ["a", "identity 1: must be an object"],
    [{ secretAccessKey: "hidden" }, "identity 1: accessKeyId must be a string without a slash"],
    [{ ...good, accessKeyId: "a/b" }, "identity 1: accessKeyId must be a string without a slash"],
    [{ accessKeyId: "a" }, "identity 1: secretAccessKey must be a string"],
    [{ ...good, securityToken: 1 }, "identity 1: securityToken must be a string"],
    [
      { ...good, expiresAt: "tomorrow" },
      "identity 1: expiresAt must be a time in ISO 8601, such as 2026-01-01T00:00:00Z",
    ],
    [
      { ...good, rights: [] },
      'identity 1: rights must be an object, such as {"examplebucket": ["read", "write"], "*": []}',
    ],
    [{ ...good, rights: { b: ["admin"] } }, 'identity 1: rights of b must be a list of "read" and "write"'],
    [
      { ...good, right: {} },
      "identity 1: right is not known: use accessKeyId, secretAccessKey, securityToken, expiresAt, rights",
    ],
  ])("with %j says what to change", (identity, problem) => {
    expect(() => readIdentities(JSON.stringify([identity]))).toThrow(
      new Error(`the identity file has problems:\n${problem}`),
    );
  });

  it("with one key twice is refused", () => {
    expect(() => readIdentities(JSON.stringify([good, good]))).toThrow("must differ between identities");
  });
});
