import { describe, expect, it } from "vitest";
import { locate, parseEndpoint, regionEndpoint } from "../../../src/tos/endpoint.js";

describe("an endpoint", () => {
  it("of a region puts the bucket into the host name", () => {
    const endpoint = parseEndpoint(regionEndpoint("cn-beijing"));
    expect(locate(endpoint, "examplebucket", "a key")).toEqual({
      origin: "https://examplebucket.tos-cn-beijing.volces.com",
      host: "examplebucket.tos-cn-beijing.volces.com",
      path: "/a key",
    });
    expect(locate(endpoint, "examplebucket").path).toBe("/");
  });

  it.each([
    ["http://127.0.0.1:4010", "127.0.0.1:4010"],
    ["http://localhost:4010", "localhost:4010"],
    ["http://[::1]:4010", "[::1]:4010"],
  ])("of an IP address or localhost puts the bucket into the path: %s", (text, host) => {
    expect(locate(parseEndpoint(text), "examplebucket", "k")).toEqual({
      origin: `http://${host}`,
      host,
      path: "/examplebucket/k",
    });
  });

  it("may be told to use path style or a virtual host, whatever its name", () => {
    const style = "path" as const;
    expect(locate(parseEndpoint("tos.internal", { style }), "b00", "k").path).toBe("/b00/k");
    expect(locate(parseEndpoint("localhost:1", { style: "virtual-host" }), "b00", "k").host).toBe(
      "b00.localhost:1",
    );
  });

  it("of a custom domain stands for its bucket alone", () => {
    const endpoint = parseEndpoint("img.example.com", { style: "custom-domain", bucket: "mine" });
    expect(locate(endpoint, "mine", "k")).toEqual({
      origin: "https://img.example.com",
      host: "img.example.com",
      path: "/k",
    });
    expect(() => locate(endpoint, "other", "k")).toThrow("stands for one bucket");
  });

  it("has https when it names no scheme, and no port that is the scheme's own", () => {
    expect(parseEndpoint("tos-cn-beijing.volces.com:443")).toEqual({
      protocol: "https:",
      host: "tos-cn-beijing.volces.com",
      style: "virtual-host",
    });
  });

  it.each([
    ["ftp://x", "the scheme http or https"],
    ["https://x/path", "no user, path or query"],
    ["https://user:secret@x", "no user, path or query"],
    ["https://x?a=b", "no user, path or query"],
    ["https://tos-s3-cn-beijing.volces.com", "S3-compatible endpoint"],
    ["not a host", "a host name or an http(s) URL"],
  ])("may not be %s", (text, message) => {
    expect(() => parseEndpoint(text)).toThrow(message);
  });
});
