import { describe, expect, it } from "vitest";
import { parseEndpoint } from "../../../src/tos/endpoint.js";
import { createPresigner } from "../../../src/tos/presign.js";

const now = () => new Date("2022-01-01T00:00:00.900Z");
const credentials = { accessKeyId: "testAK", secretAccessKey: "testSK" };

describe("a presigned URL", () => {
  it("is made for the endpoint that its user reaches, with the key encoded and the processing signed", () => {
    const presign = createPresigner({
      endpoint: parseEndpoint("https://tos-cn-beijing.ivolces.com"),
      publicEndpoint: parseEndpoint("https://img.example.com", {
        style: "custom-domain",
        bucket: "examplebucket",
      }),
      region: "cn-beijing",
      credentials: () => credentials,
      now,
    });
    const { url, expiresAt } = presign({
      bucket: "examplebucket",
      key: "a b/千.jpg",
      expiresInSeconds: 60,
      process: "style/style01",
    });
    expect(url).toMatch(
      /^https:\/\/img\.example\.com\/a%20b\/%E5%8D%83\.jpg\?X-Tos-Algorithm=TOS4-HMAC-SHA256&/,
    );
    expect(url).toContain("&x-tos-process=style%2Fstyle01&X-Tos-Signature=");
    expect(expiresAt).toEqual(new Date("2022-01-01T00:01:00Z"));
  });

  it("of a bucket that the public custom domain does not stand for has our own address", () => {
    const presign = createPresigner({
      endpoint: parseEndpoint("https://tos-cn-beijing.volces.com"),
      publicEndpoint: parseEndpoint("https://img.example.com", {
        style: "custom-domain",
        bucket: "examplebucket",
      }),
      region: "cn-beijing",
      credentials: () => credentials,
      now,
    });
    const { url } = presign({ bucket: "tostest", key: "k", expiresInSeconds: 60 });
    expect(url).toMatch(/^https:\/\/tostest\.tos-cn-beijing\.volces\.com\/k\?/);
  });

  it("has ended already where the STS token has", () => {
    const ended = new Date("2021-12-31T23:00:00Z");
    const presign = createPresigner({
      endpoint: parseEndpoint("https://tos-cn-beijing.volces.com"),
      region: "cn-beijing",
      credentials: () => ({ ...credentials, securityToken: "t", expiresAt: ended }),
      now,
    });
    expect(presign({ bucket: "examplebucket", key: "k", expiresInSeconds: 60 }).expiresAt).toEqual(ended);
  });

  it("never outlives the STS token that signs it", () => {
    const presign = createPresigner({
      endpoint: parseEndpoint("https://tos-cn-beijing.volces.com"),
      region: "cn-beijing",
      credentials: () => ({
        ...credentials,
        securityToken: "t",
        expiresAt: new Date("2022-01-01T00:10:00Z"),
      }),
      now,
    });
    const { url, expiresAt } = presign({ bucket: "examplebucket", key: "k", expiresInSeconds: 3600 });
    expect(url).toContain("X-Tos-Expires=600&");
    expect(url).toContain("X-Tos-Security-Token=t&");
    expect(expiresAt).toEqual(new Date("2022-01-01T00:10:00Z"));
  });
});
