/** Which rule lets which page do what. */
import { describe, expect, it } from "vitest";
import { TosFault } from "../../../src/emulator/faults.js";
import {
  answerPreflight,
  corsHeaders,
  DEVELOPMENT_RULES,
  isPreflight,
} from "../../../src/emulator/http/cors.js";
import type { CorsRule } from "../../../src/emulator/storage/cors-store.js";

const RULE: CorsRule = {
  origins: ["https://app.example.com", "https://*.example.org"],
  methods: ["GET", "PUT"],
  headers: ["Content-Type", "x-tos-*"],
  exposed: ["ETag"],
  maxAgeSeconds: 60,
  varies: true,
};

const headersOf = (headers: Record<string, string>) => new Map(Object.entries(headers));

/** What the browser is told of a PUT with these headers, from that page. */
function preflight(rules: readonly CorsRule[], origin: string, method = "PUT", asked = ""): object | string {
  const headers = headersOf({
    origin,
    "access-control-request-method": method,
    ...(asked !== "" && { "access-control-request-headers": asked }),
  });
  try {
    return { ...answerPreflight(rules, headers).headers, ...corsHeaders(rules, "OPTIONS", headers) };
  } catch (error) {
    if (!(error instanceof TosFault)) throw error;
    expect(corsHeaders(rules, "OPTIONS", headers)).toEqual({ vary: "Origin" });
    return error.entry.code;
  }
}

describe("a preflight", () => {
  it("is an OPTIONS with an origin and the method that will follow, and nothing else is", () => {
    const headers = { origin: "null", "access-control-request-method": "PUT" };
    expect(isPreflight("OPTIONS", headersOf(headers))).toBe(true);
    expect(isPreflight("GET", headersOf(headers))).toBe(false);
    expect(isPreflight("OPTIONS", headersOf({ origin: "null" }))).toBe(false);
    expect(isPreflight("OPTIONS", headersOf({ "access-control-request-method": "PUT" }))).toBe(false);
  });

  it("is answered with what the rule allows, and with the headers that were asked for", () => {
    expect(
      preflight([RULE], "https://app.example.com", "PUT", "content-type, X-Tos-Forbid-Overwrite"),
    ).toEqual({
      "access-control-allow-origin": "https://app.example.com",
      "access-control-allow-methods": "GET, PUT",
      "access-control-allow-headers": "content-type, x-tos-forbid-overwrite",
      "access-control-expose-headers": "ETag",
      "access-control-max-age": "60",
      "content-length": "0",
      vary: "Origin",
    });
  });

  it("is answered for every origin, method and header where a bucket has no rules", () => {
    expect(preflight(DEVELOPMENT_RULES, "null", "DELETE", "authorization,x-tos-date")).toEqual({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, PUT, POST, DELETE, HEAD",
      "access-control-allow-headers": "authorization, x-tos-date",
      "access-control-expose-headers": "ETag, x-tos-request-id, x-tos-id-2, x-tos-ec, x-tos-hash-crc64ecma",
      "access-control-max-age": "3600",
      "content-length": "0",
      vary: "Origin",
    });
  });

  it.each([
    ["another origin", "https://app.example.net", "PUT", ""],
    ["another scheme", "http://app.example.com", "PUT", ""],
    ["another port", "https://app.example.com:8443", "PUT", ""],
    ["an origin that begins so", "https://app.example.com.evil.net", "PUT", ""],
    ["the text of a pattern's two ends run together", "https://.example.or", "PUT", ""],
    ["a method that is not allowed", "https://app.example.com", "DELETE", ""],
    ["a method in lower case", "https://app.example.com", "put", ""],
    ["a header that is not allowed", "https://app.example.com", "PUT", "authorization"],
    [
      "one header of several that is not allowed",
      "https://app.example.com",
      "PUT",
      "content-type,authorization",
    ],
  ])("of %s is refused without a header that allows anything", (_, origin, method, asked) => {
    expect(preflight([RULE], origin, method, asked)).toBe("AccessDenied");
  });

  it.each(["https://a.example.org", "https://a.b.example.org", "https://.example.org"])(
    "of %s meets https://*.example.org",
    (origin) => {
      expect(preflight([RULE], origin)).toMatchObject({ "access-control-allow-origin": origin });
    },
  );

  it("is decided by the first rule that allows all of it", () => {
    const read = { ...RULE, methods: ["GET"] as const, maxAgeSeconds: 1 };
    expect(preflight([read, RULE], "https://app.example.com")).toMatchObject({
      "access-control-max-age": "60",
    });
    expect(preflight([read, RULE], "https://app.example.com", "GET")).toMatchObject({
      "access-control-max-age": "1",
    });
  });
});

describe("a reply", () => {
  it("may be read by a page whose origin and method a rule allows", () => {
    expect(corsHeaders([RULE], "GET", headersOf({ origin: "https://app.example.com" }))).toEqual({
      "access-control-allow-origin": "https://app.example.com",
      "access-control-expose-headers": "ETag",
      vary: "Origin",
    });
  });

  it("says nothing of origins to a client that is no page, or one that no rule allows", () => {
    const silent = [{ ...RULE, varies: false }];
    expect(corsHeaders(silent, "GET", headersOf({}))).toEqual({});
    expect(corsHeaders(silent, "GET", headersOf({ origin: "https://other.example" }))).toEqual({});
    expect(corsHeaders(silent, "DELETE", headersOf({ origin: "https://app.example.com" }))).toEqual({});
  });

  it("says to them that a page would get another, where a rule varies or a bucket has none", () => {
    const alike = { ...RULE, varies: false };
    for (const rules of [DEVELOPMENT_RULES, [RULE], [alike, RULE]]) {
      expect(corsHeaders(rules, "GET", headersOf({}))).toEqual({ vary: "Origin" });
    }
  });
});
