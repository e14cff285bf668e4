import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCredentials } from "../../../../src/tos/credentials/read-credentials.js";

const pair = { AccessKeyId: "ak", SecretAccessKey: "sk" };
const read = (value: unknown) => readCredentials(JSON.stringify(value));

describe("credentials in JSON", () => {
  it.each([
    ["of STS", { ...pair, SessionToken: "t", ExpiredTime: "2026-01-31T20:00:00+08:00" }],
    [
      "of this client",
      { accessKeyId: "ak", secretAccessKey: "sk", securityToken: "t", expiresAt: "2026-01-31T12:00:00.000Z" },
    ],
    [
      "in lower camel case",
      {
        accessKeyId: "ak",
        secretAccessKey: "sk",
        sessionToken: "t",
        expiredTime: "2026-01-31T12:00:00Z",
      },
    ],
    [
      "with other members",
      { ...pair, SessionToken: " t\n", ExpiredTime: "2026-01-31T20:00:00+0800", CurrentTime: "x" },
    ],
  ])("are read by the names %s", (_names, value) => {
    expect(read(value)).toEqual({
      credentials: {
        accessKeyId: "ak",
        secretAccessKey: "sk",
        securityToken: "t",
        expiresAt: new Date("2026-01-31T12:00:00Z"),
      },
    });
  });

  it.each([
    ["left out", pair],
    ["empty", { ...pair, SessionToken: "", ExpiredTime: "" }],
    ["null", { ...pair, SessionToken: null, ExpiredTime: null }],
  ])("may have token and end %s", (_how, value) => {
    expect(read(value)).toEqual({ credentials: { accessKeyId: "ak", secretAccessKey: "sk" } });
  });

  it("may begin with a byte order mark", () => {
    expect(readCredentials(`\ufeff${JSON.stringify(pair)}`)).toHaveProperty("credentials");
  });

  const instant = "has an ExpiredTime that is no instant such as 2026-01-31T12:00:00Z";
  it.each<[unknown, string]>([
    [[pair], "is not a JSON object"],
    ["ak", "is not a JSON object"],
    [null, "is not a JSON object"],
    [{}, "has no AccessKeyId"],
    [{ AccessKeyId: "ak", SecretAccessKey: "" }, "has no SecretAccessKey"],
    [{ ...pair, SecretAccessKey: 7 }, "has a SecretAccessKey that is no text"],
    [{ ...pair, accessKeyId: "ak" }, "has AccessKeyId and accessKeyId, which mean the same"],
    [
      { ...pair, SessionToken: "a b" },
      "has a SessionToken that is not of visible ASCII characters without spaces",
    ],
    [{ ...pair, ExpiredTime: "2026-01-31T12:00:00" }, instant],
    [{ ...pair, ExpiredTime: "2026-02-31T32:00:00Z" }, instant],
    [{ ...pair, ExpiredTime: "tomorrow" }, instant],
  ])("are refused as %j", (value, problem) => {
    expect(read(value)).toEqual({ problem });
  });

  it("are refused as half a text, and as none", () => {
    const text = JSON.stringify(pair);
    for (const part of ["", " ", text.slice(0, 20), text.slice(0, -1)]) {
      expect(readCredentials(part)).toEqual({ problem: "is not a JSON object" });
    }
  });

  it("are read or refused for any text and any members, without a word of what was read", () => {
    const names = ["AccessKeyId", "secretAccessKey", "SessionToken", "ExpiredTime", "expiresAt"];
    const member = fc.oneof(
      fc.string().map((text) => `CANARY${text}`),
      fc.constant("ak"),
      fc.jsonValue(),
    );
    const record = fc.dictionary(fc.constantFrom(...names), member).map((value) => JSON.stringify(value));
    const broken = fc.string().map((text) => `{"SecretAccessKey": CANARY${text}`);
    fc.assert(
      fc.property(fc.oneof(record, broken, fc.string()), (text) => {
        const found = readCredentials(text);
        if ("problem" in found) expect(found.problem).not.toContain("CANARY");
        else expect(found.credentials.secretAccessKey).toMatch(/^[\x21-\x7e]+$/);
      }),
    );
  });
});
