/** Styles, processing, presigned URLs and credentials of the emulator, driven only by the official @volcengine/tos-sdk. */
import type { TosClient } from "@volcengine/tos-sdk";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Identity } from "../../src/emulator/auth/rights.js";
import { createOfficialClient, splitPresignedUrl } from "../helpers/official-sdk.js";
import { type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";

const KEY = { accessKeyId: "emulator", secretAccessKey: "emulator-secret" };
const STS = { accessKeyId: "sts", secretAccessKey: "sts-secret", securityToken: "the-token" };
const COPIER: Identity = {
  accessKeyId: "copier",
  secretAccessKey: "copier-secret",
  rights: { sdkbucket: ["read", "write"], readable: ["read"] },
};

let emulator: StartedEmulator;
let sdk: TosClient;

const clientOf = (credentials: Identity) =>
  createOfficialClient({ port: emulator.port, credentials, bucket: "sdkbucket" });

beforeAll(async () => {
  emulator = await startEmulator({ identities: [KEY, STS, COPIER] });
  sdk = clientOf(KEY);
  for (const bucket of ["sdkbucket", "readable", "secret"]) {
    await sdk.createBucket({ bucket });
    await sdk.putObject({ bucket, key: "text", body: Buffer.from(`of ${bucket}`) });
  }
  const picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: "#204060" } })
    .png()
    .toBuffer();
  await sdk.putObject({ key: "picture.png", body: picture });
});
afterAll(() => emulator.stop());

describe("image styles", () => {
  it("are put, got, listed and deleted", async () => {
    // Without styleObjectPrefix the SDK signs the word "undefined" and does not send it.
    const style = { bucket: "sdkbucket", styleName: "s1", styleObjectPrefix: "" };
    await sdk.putBucketImageStyle({ ...style, content: "image/resize,w_100" });
    expect((await sdk.getBucketImageStyle("sdkbucket", "s1")).data).toMatchObject({
      Name: "s1",
      Content: "image/resize,w_100",
    });
    expect((await sdk.getBucketImageStyle("sdkbucket", "none")).data).toBeNull();
    // Typed as a list, it is the body as it came.
    expect((await sdk.getBucketImageStyleList("sdkbucket")).data).toMatchObject({
      ImageStyles: [{ Name: "s1" }],
    });
    expect((await sdk.getImageStyleBriefInfo({ bucket: "sdkbucket" })).data).toMatchObject({
      BucketName: "sdkbucket",
    });
    await sdk.deleteBucketImageStyle(style);
    expect((await sdk.getBucketImageStyle("sdkbucket", "s1")).data).toBeNull();
  });

  it("process a picture, as actions do", async () => {
    const style = { bucket: "sdkbucket", styleName: "small", styleObjectPrefix: "" };
    await sdk.putBucketImageStyle({ ...style, content: "image/resize,w_30/format,webp" });
    const get = async (process: string) => {
      const { data } = await sdk.getObjectV2({ key: "picture.png", dataType: "buffer", process });
      const { format, width, height } = await sharp(data.content).metadata();
      return [format, width, height];
    };
    expect(await get("style/small")).toEqual(["webp", 30, 20]);
    expect(await get("image/resize,w_60/rotate,90")).toEqual(["png", 40, 60]);
    await expect(get("style/none")).rejects.toMatchObject({ statusCode: 404, ec: "0022-00000009" });
    await expect(get("image/nonsense")).rejects.toMatchObject({ statusCode: 400, ec: "0022-00000005" });
  });
});

describe("presigned URLs", () => {
  const fetchUrl = async (url: string, method = "GET", body?: string) => {
    const { host, target } = splitPresignedUrl(url);
    return emulator.raw(method, target, { host }, body);
  };

  it("read and write, with the SDK's endpoint where the region belongs", async () => {
    const put = sdk.getPreSignedUrl({ key: "presigned 文", method: "PUT" });
    expect((await fetchUrl(put, "PUT", "by URL")).status).toBe(200);
    const get = sdk.getPreSignedUrl({ key: "presigned 文", response: { contentType: "text/css" } });
    const answer = await fetchUrl(get);
    expect([answer.text, answer.headers["content-type"]]).toEqual(["by URL", "text/css"]);
    const info = sdk.getPreSignedUrl({ key: "picture.png", query: { "x-tos-process": "image/info" } });
    expect((await fetchUrl(info)).json()).toMatchObject({ ImageHeight: { value: "200" } });
  });

  it("of STS credentials are accepted, and changed ones are refused", async () => {
    const url = clientOf(STS).getPreSignedUrl({ key: "text", expires: 60 });
    expect((await fetchUrl(url)).text).toBe("of sdkbucket");
    for (const [from, to] of [
      ["/text?", "/picture.png?"],
      ["X-Tos-Expires=60", "X-Tos-Expires=61"],
      ["the-token", "another"],
    ] as const) {
      expect(url).toContain(from);
      expect((await fetchUrl(url.replace(from, to))).status).toBe(403);
    }
  });
});

describe("credentials", () => {
  it.each<[string, Identity, string]>([
    ["a wrong secret", { ...KEY, secretAccessKey: "wrong" }, "SignatureDoesNotMatch"],
    ["an unknown key", { ...KEY, accessKeyId: "nobody" }, "InvalidAccessKeyId"],
    ["another token", { ...STS, securityToken: "other" }, "InvalidSecurityToken"],
    ["a token that belongs to nobody", { ...KEY, securityToken: "the-token" }, "InvalidSecurityToken"],
  ])("with %s are refused", async (_name, credentials, code) => {
    const refused = clientOf(credentials).listObjectsType2({});
    await expect(refused).rejects.toMatchObject({ statusCode: 403, code });
  });

  it("of STS are accepted", async () => {
    const { data } = await clientOf(STS).getObjectV2({ key: "text", dataType: "buffer" });
    expect(data.content.toString()).toBe("of sdkbucket");
  });

  it("copy only from a bucket that they may read", async () => {
    const own = clientOf(COPIER);
    const copy = (srcBucket: string) => own.copyObject({ key: "copied", srcBucket, srcKey: "text" });
    await copy("readable");
    const { data } = await sdk.getObjectV2({ key: "copied", dataType: "buffer" });
    expect(data.content.toString()).toBe("of readable");
    await expect(copy("secret")).rejects.toMatchObject({ statusCode: 403, code: "AccessDenied" });
    const upload = (await own.createMultipartUpload({ key: "parted" })).data;
    const part = { key: "parted", uploadId: upload.UploadId, partNumber: 1, srcKey: "text" };
    await own.uploadPartCopy({ ...part, srcBucket: "readable" });
    await expect(own.uploadPartCopy({ ...part, srcBucket: "secret" })).rejects.toMatchObject({
      statusCode: 403,
      code: "AccessDenied",
    });
  });
});
