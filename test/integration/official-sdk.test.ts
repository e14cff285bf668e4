/** Objects and styles travel between this server's client and the official SDK, over the emulator. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TosClient as OfficialClient } from "@volcengine/tos-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmulator, EMULATOR_CREDENTIALS, type Emulator } from "../../src/emulator/emulator.js";
import { createTosClient, type TosClient } from "../../src/tos/client.js";
import { parseEndpoint } from "../../src/tos/endpoint.js";

let folder: string;
let emulator: Emulator;
let official: OfficialClient;
let ours: TosClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "official-sdk-"));
  emulator = await createEmulator({ dataFolder: folder });
  official = new OfficialClient({
    accessKeyId: EMULATOR_CREDENTIALS.accessKeyId,
    accessKeySecret: EMULATOR_CREDENTIALS.secretAccessKey,
    region: "cn-beijing",
    endpoint: `127.0.0.1:${emulator.port}`,
    secure: false,
    bucket: "examplebucket",
  });
  ours = createTosClient({
    endpoint: parseEndpoint(emulator.url),
    region: "cn-beijing",
    credentials: () => EMULATOR_CREDENTIALS,
  });
});
afterAll(async () => {
  await ours.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

const keys = ["plain.txt", "a dir/千军万马 (1)!.txt", "percent%2Fsign+plus.txt", "a//b.txt"];

describe("an object", () => {
  it.each(keys)("written by this client is read by the official one: %s", async (key) => {
    const body = Buffer.from(`ours ${key}`);
    await ours.putObject("examplebucket", key, body, { contentType: "text/plain" });
    const { data, statusCode } = await official.getObjectV2({ key, dataType: "buffer" });
    expect(statusCode).toBe(200);
    expect(data.content).toEqual(body);
    const head = await official.headObject({ key });
    expect(head.data).toMatchObject({ "content-type": "text/plain", "content-length": String(body.length) });
  });

  it.each(keys)("written by the official client is read by this one: %s", async (key) => {
    const body = Buffer.from(`theirs ${key}`);
    const { data } = await official.putObject({ key, body, contentType: "text/html" } as Parameters<
      OfficialClient["putObject"]
    >[0]);
    expect(data).toBeDefined();
    expect((await ours.getObject("examplebucket", key)).body).toEqual(body);
    expect(await ours.headObject("examplebucket", key)).toMatchObject({ byteSize: body.length });
  });

  it("is downloaded by what this client presigned", async () => {
    await official.putObject({ key: "signed.txt", body: Buffer.from("signed") });
    const { url } = ours.presign({ bucket: "examplebucket", key: "signed.txt", expiresInSeconds: 60 });
    expect(await (await fetch(url)).text()).toBe("signed");
    expect((await fetch(url.replace("signed.txt", "other.txt"))).status).toBe(403);
  });

  it("is not overwritten when that is forbidden", async () => {
    await ours.putObject("examplebucket", "kept.txt", Buffer.from("first"));
    await expect(
      ours.putObject("examplebucket", "kept.txt", Buffer.from("second"), { forbidOverwrite: true }),
    ).rejects.toMatchObject({ name: "TosServiceError", ec: "0017-00000004" });
    expect((await ours.getObject("examplebucket", "kept.txt")).body.toString()).toBe("first");
  });

  it("that does not exist is an error that both clients read alike", async () => {
    await expect(official.headObject({ key: "missing" })).rejects.toMatchObject({ statusCode: 404 });
    await expect(official.listObjectsType2({ bucket: "missing-bucket" })).rejects.toMatchObject({
      statusCode: 404,
      code: "NoSuchBucket",
    });
    await expect(ours.listImageStyles("missing-bucket")).rejects.toMatchObject({
      status: 404,
      serviceCode: "NoSuchBucket",
    });
    await expect(ours.getObject("examplebucket", "missing")).rejects.toMatchObject({
      status: 404,
      serviceCode: "NoSuchKey",
      ec: "0017-00000003",
    });
  });
});

describe("an image style", () => {
  it("put by the official client is listed by this one", async () => {
    await official.putBucketImageStyle({
      bucket: "examplebucket",
      styleName: "fromSdk",
      content: "image/resize,w_50",
      styleObjectPrefix: "",
    });
    const styles = await ours.listImageStyles("examplebucket");
    expect(styles.find(({ name }) => name === "fromSdk")).toMatchObject({
      content: "image/resize,w_50",
      createdAt: expect.any(Date),
    });
    expect(await ours.getImageStyle("examplebucket", "fromSdk")).toMatchObject({
      content: "image/resize,w_50",
    });
    expect(await ours.getImageStyle("examplebucket", "noSuchStyle")).toBeNull();
  });
});
