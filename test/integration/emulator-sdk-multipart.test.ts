/** Multipart uploads of the emulator, driven only by the official @volcengine/tos-sdk. */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TosClient } from "@volcengine/tos-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMULATOR_CREDENTIALS } from "../../src/emulator/emulator.js";
import { createOfficialClient } from "../helpers/official-sdk.js";
import { type StartedEmulator, startEmulator, temporaryFolder } from "../unit/emulator/helpers.js";

const PARTS = ["first part, ", "second part, ", "third part"];
const md5 = (bytes: string | Buffer) => createHash("md5").update(bytes).digest();

let emulator: StartedEmulator;
let sdk: TosClient;

beforeAll(async () => {
  emulator = await startEmulator({ minPartBytes: 10 });
  sdk = createOfficialClient({
    port: emulator.port,
    credentials: EMULATOR_CREDENTIALS,
    bucket: "sdkbucket",
  });
  await sdk.createBucket({ bucket: "sdkbucket" });
});
afterAll(() => emulator.stop());

async function upload(key: string, bodies: readonly string[] = PARTS) {
  const { data } = await sdk.createMultipartUpload({ key, meta: { note: "中 文" } });
  const parts: { eTag: string; partNumber: number }[] = [];
  for (const [at, body] of bodies.entries()) {
    const part = { key, uploadId: data.UploadId, partNumber: at + 1, body: Buffer.from(body) };
    const uploaded = await sdk.uploadPart(part);
    parts.push({ eTag: uploaded.data.ETag, partNumber: at + 1 });
  }
  return { key, uploadId: data.UploadId, parts };
}

// The SDK sends every member of its input that it does not know as a parameter of the query.
const listParts = ({ key, uploadId }: { key: string; uploadId: string }, maxParts = 1000) =>
  sdk.listParts({ key, uploadId, maxParts });

const text = async (key: string) =>
  (await sdk.getObjectV2({ key, dataType: "buffer" })).data.content.toString();

describe("a multipart upload", () => {
  it("becomes one object with the combined ETag and the CRC64 of all its bytes", async () => {
    const started = await upload("whole 文");
    const listed = await listParts(started, 2);
    expect(listed.data).toMatchObject({
      Parts: [
        { PartNumber: 1, Size: PARTS[0]?.length },
        { PartNumber: 2, Size: PARTS[1]?.length },
      ],
      IsTruncated: true,
      NextPartNumberMarker: 2,
    });
    const { data } = await sdk.completeMultipartUpload(started);
    const expected = md5(Buffer.concat(PARTS.map(md5))).toString("hex");
    await sdk.putObject({ key: "at once", body: Buffer.from(PARTS.join("")) });
    const atOnce = await sdk.headObject("at once");
    expect(data).toMatchObject({
      Bucket: "sdkbucket",
      Key: "whole 文",
      ETag: `"${expected}-3"`,
      HashCrc64ecma: atOnce.data["x-tos-hash-crc64ecma"],
    });
    expect(await text("whole 文")).toBe(PARTS.join(""));
    expect((await sdk.headObject("whole 文")).data["x-tos-meta-note"]).toBe("中 文");
    await expect(sdk.completeMultipartUpload(started)).rejects.toMatchObject({ code: "NoSuchUpload" });
  });

  it("can be completed with all that was uploaded, and be replaced in part before", async () => {
    const { key, uploadId } = await upload("all");
    await sdk.uploadPart({ key, uploadId, partNumber: 2, body: Buffer.from("replaced, ") });
    const { data } = await sdk.completeMultipartUpload({ key, uploadId, parts: [], completeAll: true });
    expect(data.CompletedParts?.map(({ PartNumber }) => PartNumber)).toEqual([1, 2, 3]);
    expect(await text("all")).toBe("first part, replaced, third part");
  });

  it("can be completed with its parts in any order", async () => {
    const started = await upload("any order");
    await sdk.completeMultipartUpload({ ...started, parts: started.parts.toReversed() });
    expect(await text("any order")).toBe(PARTS.join(""));
  });

  it("takes parts of other objects", async () => {
    await sdk.putObject({ key: "source 文", body: Buffer.from("0123456789abcdef") });
    const { data } = await sdk.createMultipartUpload({ key: "assembled" });
    const part = { key: "assembled", uploadId: data.UploadId, srcBucket: "sdkbucket", srcKey: "source 文" };
    const copied = [
      await sdk.uploadPartCopy({ ...part, partNumber: 1 }),
      await sdk.uploadPartCopy({
        ...part,
        partNumber: 2,
        copySourceRangeStart: 10,
        copySourceRangeEnd: 12,
      }),
    ];
    const parts = copied.map((reply, at) => ({ eTag: reply.data.ETag, partNumber: at + 1 }));
    await sdk.completeMultipartUpload({ key: "assembled", uploadId: data.UploadId, parts });
    expect(await text("assembled")).toBe("0123456789abcdefabc");
  });

  it.each<[string, number, string, (parts: { eTag: string; partNumber: number }[]) => typeof parts]>([
    ["named twice", 400, "InvalidPart", ([first]) => (first === undefined ? [] : [first, first])],
    ["with another ETag", 400, "InvalidPart", (parts) => parts.map((part) => ({ ...part, eTag: '"no"' }))],
    [
      "never uploaded",
      400,
      "InvalidPart",
      (parts) => [...parts, { eTag: parts[0]?.eTag ?? "", partNumber: 9 }],
    ],
    ["of no number", 400, "MalformedBody", () => []],
  ])("is refused with parts %s, and can still be completed", async (_name, statusCode, code, change) => {
    const started = await upload("refused");
    const wrong = sdk.completeMultipartUpload({ ...started, parts: change(started.parts) });
    await expect(wrong).rejects.toMatchObject({ statusCode, code });
    expect((await sdk.completeMultipartUpload(started)).statusCode).toBe(200);
  });

  it("is refused with a small part before the last one", async () => {
    const started = await upload("small", ["first part", "short", "last"]);
    await expect(sdk.completeMultipartUpload(started)).rejects.toMatchObject({
      statusCode: 400,
      code: "EntityTooSmall",
    });
    const { parts } = started;
    const without = parts.filter(({ partNumber }) => partNumber !== 2);
    await sdk.completeMultipartUpload({ ...started, parts: without });
    expect(await text("small")).toBe("first partlast");
  });

  it("does not overwrite where that is forbidden, and stays", async () => {
    await sdk.putObject({ key: "taken", body: Buffer.from("x") });
    const started = await upload("taken");
    await expect(sdk.completeMultipartUpload({ ...started, forbidOverwrite: true })).rejects.toMatchObject({
      code: "DuplicateObject",
      ec: "0017-00000004",
    });
    expect((await listParts(started)).data.Parts).toHaveLength(3);
    expect(await text("taken")).toBe("x");
  });

  it("is gone when it was aborted", async () => {
    const started = await upload("aborted");
    expect((await sdk.abortMultipartUpload(started)).statusCode).toBe(204);
    const gone = { statusCode: 404, code: "NoSuchUpload" };
    await expect(listParts(started)).rejects.toMatchObject(gone);
    await expect(sdk.abortMultipartUpload(started)).rejects.toMatchObject(gone);
    const part = { ...started, partNumber: 1, body: Buffer.from("late") };
    await expect(sdk.uploadPart(part)).rejects.toMatchObject(gone);
    await expect(sdk.headObject("aborted")).rejects.toMatchObject({ statusCode: 404 });
  });
});

it("uploads are listed by key and time, by page, prefix and delimiter", async () => {
  const started: { Key: string; UploadId: string }[] = [];
  for (const key of ["up/b", "up/a", "up/a", "up/c/1", "up/c/2"]) {
    const { data } = await sdk.createMultipartUpload({ key });
    started.push({ Key: key, UploadId: data.UploadId });
  }
  const listed: string[] = [];
  let markers = {};
  for (let more = true; more; ) {
    const { data } = await sdk.listMultipartUploads({ prefix: "up/", maxUploads: 2, ...markers });
    listed.push(...data.Uploads.map(({ Key, UploadId }) => `${Key} ${UploadId}`));
    more = data.IsTruncated;
    markers = { keyMarker: data.NextKeyMarker, uploadIdMarker: data.NextUploadIdMarker };
  }
  expect([...listed].sort()).toEqual(started.map(({ Key, UploadId }) => `${Key} ${UploadId}`).sort());
  expect(listed.map((each) => each.split(" ")[0])).toEqual(["up/a", "up/a", "up/b", "up/c/1", "up/c/2"]);
  const { data } = await sdk.listMultipartUploads({ prefix: "up/", delimiter: "/" });
  expect(data.CommonPrefixes).toEqual([{ Prefix: "up/c/" }]);
  expect(data.Uploads.map(({ Key }) => Key)).toEqual(["up/a", "up/a", "up/b"]);
});

it("the SDK's own uploader and downloader, which check the CRC64 of the whole, go through", async () => {
  // Given a Buffer, the uploader takes its size for 0 and fails its own check.
  const folder = await temporaryFolder();
  const [file, downloaded] = [join(folder.path, "file"), join(folder.path, "downloaded")];
  await writeFile(file, Buffer.alloc(11 * 1024 * 1024, "0123456789abcdef-"));
  const sizes = { partSize: 5 * 1024 * 1024, taskNum: 2 };
  await sdk.uploadFile({ key: "uploaded", file, ...sizes });
  expect((await sdk.headObject("uploaded")).data.etag).toMatch(/^"[0-9a-f]{32}-3"$/);
  await sdk.downloadFile({ key: "uploaded", filePath: downloaded, ...sizes });
  expect((await readFile(downloaded)).equals(await readFile(file))).toBe(true);
  await folder.remove();
});
