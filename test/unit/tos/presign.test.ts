import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseEndpoint } from "../../../src/tos/endpoint.js";
import { createPresigner, createPutPresigner } from "../../../src/tos/presign.js";

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

describe("a presigned PUT", () => {
  const presignPut = createPutPresigner({
    endpoint: parseEndpoint("https://tos-cn-beijing.volces.com"),
    region: "cn-beijing",
    credentials: () => credentials,
    now,
  });

  it("binds the headers that it names, by the signature of the canonical request that the page describes", () => {
    const { url, expiresAt } = presignPut({
      bucket: "examplebucket",
      key: "uploads/a b.jpg",
      expiresInSeconds: 900,
      signedHeaders: {
        "x-tos-forbid-overwrite": "true",
        "content-type": "image/jpeg",
        "content-length": "5",
      },
    });
    const query =
      "X-Tos-Algorithm=TOS4-HMAC-SHA256&X-Tos-Credential=testAK%2F20220101%2Fcn-beijing%2Ftos%2Frequest" +
      "&X-Tos-Date=20220101T000000Z&X-Tos-Expires=900" +
      "&X-Tos-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bx-tos-forbid-overwrite";
    const canonical = `PUT
/uploads/a%20b.jpg
${query}
content-length:5
content-type:image/jpeg
host:examplebucket.tos-cn-beijing.volces.com
x-tos-forbid-overwrite:true

content-length;content-type;host;x-tos-forbid-overwrite
UNSIGNED-PAYLOAD`;
    const digest = createHash("sha256").update(canonical).digest("hex");
    const toSign = `TOS4-HMAC-SHA256\n20220101T000000Z\n20220101/cn-beijing/tos/request\n${digest}`;
    const key = ["20220101", "cn-beijing", "tos", "request"].reduce<string | Buffer>(
      (secret, part) => createHmac("sha256", secret).update(part).digest(),
      "testSK",
    );
    const signature = createHmac("sha256", key).update(toSign).digest("hex");
    expect(url).toBe(
      `https://examplebucket.tos-cn-beijing.volces.com/uploads/a%20b.jpg?${query}&X-Tos-Signature=${signature}`,
    );
    expect(expiresAt).toEqual(new Date("2022-01-01T00:15:00Z"));
  });

  it("has another signature than the GET of the same object", () => {
    const request = { bucket: "examplebucket", key: "k", expiresInSeconds: 60 };
    const get = createPresigner({
      endpoint: parseEndpoint("https://tos-cn-beijing.volces.com"),
      region: "cn-beijing",
      credentials: () => credentials,
      now,
    })(request);
    const put = presignPut({ ...request, signedHeaders: {} });
    const [unsigned, signature] = put.url.split("&X-Tos-Signature=");
    expect(get.url.split("&X-Tos-Signature=")[0]).toBe(unsigned);
    expect(get.url).not.toContain(signature);
  });

  it("ends with the STS token that signs it", () => {
    const { url, expiresAt } = createPutPresigner({
      endpoint: parseEndpoint("https://tos-cn-beijing.volces.com"),
      region: "cn-beijing",
      credentials: () => ({
        ...credentials,
        securityToken: "t",
        expiresAt: new Date("2022-01-01T00:10:00Z"),
      }),
      now,
    })({ bucket: "examplebucket", key: "k", expiresInSeconds: 900, signedHeaders: {} });
    expect(url).toContain("X-Tos-Expires=600&X-Tos-Security-Token=t&");
    expect(expiresAt).toEqual(new Date("2022-01-01T00:10:00Z"));
  });
});
