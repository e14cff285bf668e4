/** Buckets and objects of the emulator, driven only by the official @volcengine/tos-sdk. */
import { Readable } from "node:stream";
import type { TosClient } from "@volcengine/tos-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMULATOR_CREDENTIALS } from "../../src/emulator/emulator.js";
import { createOfficialClient } from "../helpers/official-sdk.js";
import { type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";
import { ODD_KEYS } from "../unit/emulator/odd-keys.js";

let emulator: StartedEmulator;
let sdk: TosClient;

beforeAll(async () => {
  emulator = await startEmulator();
  sdk = createOfficialClient({
    port: emulator.port,
    credentials: EMULATOR_CREDENTIALS,
    bucket: "sdkbucket",
  });
  await sdk.createBucket({ bucket: "sdkbucket" });
});
afterAll(() => emulator.stop());

const text = async (key: string, bucket = "sdkbucket") =>
  (await sdk.getObjectV2({ bucket, key, dataType: "buffer" })).data.content.toString();

const put = (key: string, body = key) => sdk.putObject({ key, body: Buffer.from(body) });

describe("buckets", () => {
  it("are made, found, listed and deleted", async () => {
    await sdk.createBucket({ bucket: "another", acl: "private" as never, storageClass: "STANDARD" as never });
    const names = async () => (await sdk.listBuckets()).data.Buckets.map(({ Name }) => Name);
    expect(await names()).toEqual(["another", "sdkbucket"]);
    expect((await sdk.headBucket("another")).data).toMatchObject({ "x-tos-bucket-region": "cn-beijing" });
    expect((await sdk.deleteBucket("another")).statusCode).toBe(204);
    expect(await names()).toEqual(["sdkbucket"]);
    await expect(sdk.headBucket("another")).rejects.toMatchObject({ statusCode: 404, ec: "0006-00000001" });
  });

  it("cannot be made twice, nor deleted with something in them", async () => {
    await expect(sdk.createBucket({ bucket: "sdkbucket" })).rejects.toMatchObject({
      statusCode: 409,
      code: "BucketAlreadyOwnedByYou",
    });
    await sdk.createBucket({ bucket: "full" });
    await sdk.putObject({ bucket: "full", key: "k", body: Buffer.from("x") });
    const refused = { statusCode: 409, code: "BucketNotEmpty" };
    await expect(sdk.deleteBucket("full")).rejects.toMatchObject(refused);
    await sdk.deleteObject({ bucket: "full", key: "k" });
    const { data } = await sdk.createMultipartUpload({ bucket: "full", key: "k" });
    await expect(sdk.deleteBucket("full")).rejects.toMatchObject(refused);
    await sdk.abortMultipartUpload({ bucket: "full", key: "k", uploadId: data.UploadId });
    expect((await sdk.deleteBucket("full")).statusCode).toBe(204);
  });

  it("begin empty when one of the same name was deleted", async () => {
    const { data } = await sdk.createBucket({ bucket: "reborn" }).then(async () => {
      await sdk.putObject({ bucket: "reborn", key: "k", body: Buffer.from("x") });
      await sdk.deleteObject({ bucket: "reborn", key: "k" });
      await sdk.deleteBucket("reborn");
      await sdk.createBucket({ bucket: "reborn" });
      return sdk.listObjectsType2({ bucket: "reborn" });
    });
    expect(data).toMatchObject({ KeyCount: 0, Contents: [] });
    await sdk.deleteBucket("reborn");
  });
});

describe("objects", () => {
  // The SDK's HTTP client folds dot segments before it sends.
  it.each(ODD_KEYS.filter((key) => !key.includes("./")))("of key %j go in, come back and go", async (key) => {
    const body = Buffer.from(`content of ${key}`);
    await sdk.putObject({ key, body });
    expect(await text(key)).toBe(`content of ${key}`);
    const head = await sdk.headObject(key);
    expect(head.data["content-length"]).toBe(String(body.length));
    expect((await sdk.deleteObject(key)).statusCode).toBe(204);
    await expect(sdk.headObject(key)).rejects.toMatchObject({ statusCode: 404 });
    await expect(text(key)).rejects.toMatchObject({ statusCode: 404, ec: "0017-00000003" });
    expect((await sdk.deleteObject(key)).statusCode).toBe(204);
  });

  it("keep what was said of them, in any script", async () => {
    await sdk.putObject({
      key: "described",
      body: Buffer.from("x"),
      contentType: "text/html",
      cacheControl: "no-cache",
      contentDisposition: 'attachment; filename="图片.jpg"',
      contentLanguage: "zh-CN",
      storageClass: "IA" as never,
      meta: { Note: "中 文 😀", plain: "100% sure" },
    });
    const { data } = await sdk.headObject("described");
    expect(data).toMatchObject({
      "cache-control": "no-cache",
      "content-disposition": 'attachment; filename="图片.jpg"',
      "content-language": "zh-CN",
      "x-tos-storage-class": "IA",
      "x-tos-meta-note": "中 文 😀",
      "x-tos-meta-plain": "100% sure",
      etag: '"9dd4e461268c8034f5c8564e155c67a6"',
      "x-tos-hash-crc64ecma": expect.stringMatching(/^\d+$/),
    });
  });

  it("are read in part, on condition and under other headers", async () => {
    await put("digits", "0123456789");
    const get = (options: object) =>
      sdk.getObjectV2({ key: "digits", dataType: "buffer", ...options }).then(
        ({ statusCode, data }) => [statusCode, data.content.toString()],
        // It does not read the JSON of an error where a buffer is asked for, and so knows no Code.
        ({ statusCode }) => [statusCode],
      );
    expect(await get({ rangeStart: 2, rangeEnd: 4 })).toEqual([206, "234"]);
    expect(await get({ range: "bytes=-3" })).toEqual([206, "789"]);
    expect(await get({ range: "bytes=10-" })).toEqual([416]);
    const { data } = await sdk.headObject("digits");
    expect(await get({ ifMatch: data.etag })).toEqual([200, "0123456789"]);
    expect(await get({ ifMatch: '"other"' })).toEqual([412]);
    expect(await get({ ifNoneMatch: data.etag })).toEqual([304]);
    const replaced = await sdk.getObjectV2({
      key: "digits",
      dataType: "buffer",
      response: { "content-type": "text/css" },
    } as never);
    expect(replaced.headers["content-type"]).toBe("text/css");
  });

  it("are streamed in and out", async () => {
    const body = Buffer.alloc(3_000_000, "0123456789abcdef");
    await sdk.putObject({ key: "streamed", body: Readable.from([body]) });
    const { data } = await sdk.getObjectV2({ key: "streamed" });
    const chunks: Buffer[] = [];
    for await (const chunk of data.content) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(body)).toBe(true);
  });

  it("are not overwritten where that is forbidden", async () => {
    const once = () => sdk.putObject({ key: "once", body: Buffer.from("x"), forbidOverwrite: true });
    await once();
    await expect(once()).rejects.toMatchObject({
      statusCode: 409,
      code: "DuplicateObject",
      ec: "0017-00000004",
    });
  });

  it("are copied with or without what was said of them", async () => {
    const [key, srcKey] = ["copy of 中文", "a dir/原 文+1.txt"];
    await sdk.putObject({ key: srcKey, body: Buffer.from("original"), meta: { note: "first" } });
    const source = { srcBucket: "sdkbucket", srcKey };
    const { data } = await sdk.copyObject({ key, ...source });
    expect(data.ETag).toBe('"919c8b643b7133116b02fc0d9bb7df3f"');
    expect(await text(key)).toBe("original");
    expect((await sdk.headObject(key)).data["x-tos-meta-note"]).toBe("first");
    await sdk.copyObject({ key, ...source, metadataDirective: "REPLACE", meta: { other: "second" } });
    const { data: replaced } = await sdk.headObject(key);
    expect([replaced["x-tos-meta-note"], replaced["x-tos-meta-other"]]).toEqual([undefined, "second"]);
    await expect(sdk.copyObject({ key, ...source, forbidOverwrite: true })).rejects.toMatchObject({
      statusCode: 409,
    });
    await expect(sdk.copyObject({ key, ...source, copySourceIfMatch: '"no"' })).rejects.toMatchObject({
      statusCode: 412,
    });
    await expect(sdk.copyObject({ key, ...source, srcKey: "none" })).rejects.toMatchObject({
      statusCode: 404,
      code: "NoSuchKey",
    });
  });

  it("are deleted many at once", async () => {
    for (const key of ["gone/1", "gone/中 2", "gone/3"]) await put(key);
    const objects = [{ key: "gone/1" }, { key: "gone/中 2" }, { key: "gone/never" }];
    const { data } = await sdk.deleteMultiObjects({ objects });
    expect(data).toEqual({
      Deleted: [{ Key: "gone/1" }, { Key: "gone/中 2" }, { Key: "gone/never" }],
      Error: [],
    });
    const quiet = await sdk.deleteMultiObjects({ objects: [{ key: "gone/3" }], quiet: true });
    expect(quiet.data).toEqual({ Deleted: [], Error: [] });
    expect((await sdk.listObjectsType2({ prefix: "gone/" })).data.Contents).toEqual([]);
  });

  it("have an ACL, which can be put and got", async () => {
    await sdk.putObject({ key: "public", body: Buffer.from("x"), acl: "public-read" as never });
    const owner = {
      Grantee: { Type: "CanonicalUser", ID: "emulator", DisplayName: "emulator" },
      Permission: "FULL_CONTROL",
    };
    const everyone = { Grantee: { Type: "Group", Canned: "AllUsers" }, Permission: "READ" };
    expect((await sdk.getObjectAcl("public")).data).toMatchObject({ Grants: [owner, everyone] });
    await sdk.putObjectAcl({ key: "public", acl: "private" as never });
    expect((await sdk.getObjectAcl("public")).data).toMatchObject({ Grants: [owner], IsDefault: false });
    const aclBody = { Owner: { ID: "emulator" }, Grants: [everyone] } as never;
    await sdk.putObjectAcl({ key: "public", aclBody });
    expect((await sdk.getObjectAcl("public")).data).toMatchObject({ Grants: [everyone] });
    expect(await text("public")).toBe("x");
  });
});

it("a prefix with a space and a plus is found as the SDK sends it, with a plus for the space", async () => {
  for (const key of ["a b/1+2", "a+b/1"]) await sdk.putObject({ key, body: Buffer.from("x") });
  const listed = async (prefix: string) =>
    (await sdk.listObjectsType2({ prefix })).data.Contents.map(({ Key }) => Key);
  expect(await listed("a b/1+")).toEqual(["a b/1+2"]);
  expect(await listed("a+b/")).toEqual(["a+b/1"]);
});

describe("a listing", () => {
  const KEYS = ["list/1", "list/2", "list/3", "list/sub/4", "list/sub/5", "list/中"];
  beforeAll(async () => {
    for (const key of KEYS) await put(key);
  });

  it("comes by page, each going on where the last one ended", async () => {
    const keys: string[] = [];
    let continuationToken: string | undefined;
    do {
      const { data } = await sdk.listObjectsType2({
        prefix: "list/",
        maxKeys: 2,
        listOnlyOnce: true,
        ...(continuationToken !== undefined && { continuationToken }),
      });
      expect(data.KeyCount).toBeLessThanOrEqual(2);
      keys.push(...data.Contents.map(({ Key }) => Key));
      continuationToken = data.IsTruncated ? data.NextContinuationToken : undefined;
    } while (continuationToken !== undefined);
    expect(keys).toEqual(KEYS);
  });

  it("of the first version goes on after a marker", async () => {
    const keys: string[] = [];
    let marker = "";
    for (let more = true; more; ) {
      const { data } = await sdk.listObjects({ prefix: "list/", maxKeys: 2, marker });
      keys.push(...data.Contents.map(({ Key }) => Key));
      more = data.IsTruncated;
      marker = data.NextMarker ?? "";
    }
    expect(keys).toEqual(KEYS);
  });

  it("folds what goes on after a delimiter, begins after a key, and encodes names", async () => {
    const folded = await sdk.listObjectsType2({ prefix: "list/", delimiter: "/", startAfter: "list/2" });
    expect(folded.data).toMatchObject({
      CommonPrefixes: [{ Prefix: "list/sub/" }],
      Contents: [{ Key: "list/3", Size: 6, StorageClass: "STANDARD", Owner: { ID: "emulator" } }, {}],
    });
    const encoded = await sdk.listObjectsType2({ prefix: "list/中", encodingType: "url" });
    expect(encoded.data).toMatchObject({
      Prefix: "list/%E4%B8%AD",
      EncodingType: "url",
      Contents: [{ Key: "list/%E4%B8%AD" }],
    });
  });
});
