/** Listings of the emulator on the wire: the JSON of both versions, and how long a thousand objects take. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BucketStore } from "../../src/emulator/storage/bucket-store.js";
import {
  type CallOptions,
  type StartedEmulator,
  startEmulator,
  temporaryFolder,
} from "../unit/emulator/helpers.js";

const NOW = new Date("2026-01-02T12:00:00.400Z");

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let emulator: StartedEmulator;

beforeAll(async () => {
  folder = await temporaryFolder();
  await writeThousand(folder.path);
  emulator = await startEmulator({ dataFolder: folder.path, now: () => NOW });
  await call("PUT", "/bucket");
  for (const key of ["a b", "dir/1", "dir/2", "中"]) {
    await call("PUT", `/bucket/${key}`, { body: "body", headers: { "x-tos-storage-class": "IA" } });
  }
});
afterAll(async () => {
  await emulator.stop();
  await folder.remove();
});

async function writeThousand(dataFolder: string): Promise<void> {
  const store = await BucketStore.open({ dataFolder, now: () => NOW, log: () => {} });
  const { objects } = await store.create("thousand");
  const body = async function* () {
    yield Buffer.from("body");
  };
  const keys = Array.from({ length: 1000 }, (_, at) => `key-${at}`);
  await Promise.all(keys.map((key) => objects.put(key, body(), { headers: {} })));
}

const call = (method: string, path: string, options: CallOptions = {}) =>
  emulator.call(method, path, { now: NOW, ...options });

const list = async (parameters: Record<string, string>, bucket = "bucket") =>
  (await call("GET", `/${bucket}`, { query: Object.entries(parameters) })).json();

const content = (Key: string) => ({
  Key,
  LastModified: "2026-01-02T12:00:00.400Z",
  ETag: '"841a2d689ad86bd1611447453c22c6fc"',
  Size: 4,
  StorageClass: "IA",
  Owner: { ID: "emulator", DisplayName: "emulator" },
  HashCrc64ecma: expect.stringMatching(/^\d+$/),
  Type: "Normal",
});

describe("a listing", () => {
  it("of the second version has its members", async () => {
    const first = await list({ "list-type": "2", "max-keys": "2", delimiter: "/", "start-after": "a" });
    expect(first).toEqual({
      Name: "bucket",
      Prefix: "",
      Delimiter: "/",
      StartAfter: "a",
      MaxKeys: 2,
      KeyCount: 2,
      IsTruncated: true,
      NextContinuationToken: expect.any(String),
      CommonPrefixes: [{ Prefix: "dir/" }],
      Contents: [content("a b")],
    });
    const token = first.NextContinuationToken;
    const second = await list({ "list-type": "2", delimiter: "/", "continuation-token": token });
    expect(second).toEqual({
      Name: "bucket",
      Prefix: "",
      Delimiter: "/",
      ContinuationToken: token,
      MaxKeys: 1000,
      KeyCount: 1,
      IsTruncated: false,
      CommonPrefixes: [],
      Contents: [content("中")],
    });
  });

  it("of the first version has its members", async () => {
    const first = await list({ "max-keys": "2", delimiter: "/", "encoding-type": "url" });
    expect(first).toEqual({
      Name: "bucket",
      Prefix: "",
      Delimiter: "/",
      EncodingType: "url",
      MaxKeys: 2,
      Marker: "",
      NextMarker: "dir/",
      IsTruncated: true,
      CommonPrefixes: [{ Prefix: "dir/" }],
      Contents: [content("a%20b")],
    });
    const second = await list({ marker: "dir/", delimiter: "/" });
    expect(second).toMatchObject({ Marker: "dir/", IsTruncated: false, Contents: [content("中")] });
    expect(second.NextMarker).toBeUndefined();
  });

  it.each([
    ["max-keys", "many"],
    ["encoding-type", "base64"],
    ["continuation-token", "?"],
  ])("with %s %s is refused", async (name, value) => {
    expect(await list({ "list-type": "2", [name]: value })).toMatchObject({ Code: "InvalidArgument" });
  });

  it("with max-keys over the most there is gives the most there is, and with 0 nothing", async () => {
    expect(await list({ "list-type": "2", "max-keys": "5000" })).toMatchObject({
      MaxKeys: 1000,
      KeyCount: 4,
    });
    expect(await list({ "list-type": "2", "max-keys": "0" })).toMatchObject({
      KeyCount: 0,
      IsTruncated: false,
    });
  });

  it("of a thousand objects comes in well under a second", async () => {
    const since = performance.now();
    const { KeyCount, Contents } = await list({ "list-type": "2" }, "thousand");
    const elapsed = performance.now() - since;
    process.stdout.write(`a thousand objects were listed in ${elapsed.toFixed(1)} ms\n`);
    expect([KeyCount, Contents.length]).toEqual([1000, 1000]);
    expect(elapsed).toBeLessThan(1000);
  });
});
