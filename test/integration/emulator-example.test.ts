import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TosClient } from "@volcengine/tos-sdk";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createEmulator, EMULATOR_CREDENTIALS, type Emulator } from "../../src/emulator/emulator.js";

let folder: string;
let emulator: Emulator;
let tos: TosClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tos-"));
  emulator = await createEmulator({ dataFolder: folder });
  tos = new TosClient({
    accessKeyId: EMULATOR_CREDENTIALS.accessKeyId,
    accessKeySecret: EMULATOR_CREDENTIALS.secretAccessKey,
    region: "cn-beijing",
    endpoint: `127.0.0.1:${emulator.port}`,
    secure: false,
    bucket: "examplebucket",
  });
});
afterEach(() => {
  emulator.faults.clear();
  emulator.requests.clear();
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

it("stores what it is given", async () => {
  await tos.putObject({ key: "hello.txt", body: Buffer.from("hello") });
  const { data } = await tos.getObjectV2({ key: "hello.txt", dataType: "buffer" });
  expect(data.content.toString()).toBe("hello");
});

it("is asked again after a failure that passes", async () => {
  emulator.faults.add({
    operation: "HeadObject",
    count: 2,
    effect: { kind: "status", status: 503, code: "ServiceUnavailable" },
  });
  expect((await tos.headObject("1171.jpeg")).statusCode).toBe(200);
  expect(emulator.requests.all("HeadObject").map(({ status }) => status)).toEqual([503, 503, 200]);
});
