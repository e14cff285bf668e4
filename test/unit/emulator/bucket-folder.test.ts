/** The folder of a bucket: what a start finds in it, and what it clears away. */
import { existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BucketStore } from "../../../src/emulator/storage/bucket-store.js";
import { temporaryFolder } from "./helpers.js";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const logged: string[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  logged.length = 0;
});
afterEach(() => folder.remove());

const open = () =>
  BucketStore.open({
    dataFolder: folder.path,
    now: () => new Date(),
    log: (message) => logged.push(message),
  });

const inBucket = (...parts: string[]) => join(folder.path, "buckets", "bucket", ...parts);

async function* chunksOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

describe("a start", () => {
  it("clears away the half-written JSON of a kill", async () => {
    const first = await open();
    (await first.create("bucket")).styles.put("s", "", "image/resize,w_1");
    const left = inBucket("styles.json.3f0c9a52-6f9f-4e59-9a54-0d4c1f6f0b11");
    writeFileSync(left, '{"half');
    const second = await open();
    expect(existsSync(left)).toBe(false);
    expect(second.get("bucket").styles.get("s")?.content).toBe("image/resize,w_1");
    expect(readdirSync(inBucket()).sort()).toEqual(["bucket.json", "objects", "styles.json"]);
  });

  it("leaves out a bucket whose making was cut short, which can be made again", async () => {
    await open();
    mkdirSync(inBucket(), { recursive: true });
    const store = await open();
    expect(store.all()).toEqual([]);
    expect((await store.create("bucket")).name).toBe("bucket");
  });

  it("leaves out an upload that is not whole, and tells of it", async () => {
    const { uploads } = await (await open()).create("bucket");
    const [good, torn] = [uploads.create("good", { headers: {} }), uploads.create("torn", { headers: {} })];
    for (const upload of [good, torn]) await uploads.putPart(upload, 1, chunksOf("part"), () => {});
    truncateSync(inBucket("uploads", torn.id, "1"), 3);
    const second = (await open()).get("bucket").uploads;
    expect(second.all().map(({ key }) => key)).toEqual(["good"]);
    expect(logged).toEqual([expect.stringContaining(`left out upload ${torn.id}`)]);
  });
});

it("an account has a hundred buckets at most", async () => {
  const store = await open();
  for (let at = 0; at < 100; at++) await store.create(`bucket-${at}`);
  await expect(store.create("one-more")).rejects.toMatchObject({ entry: { code: "TooManyBuckets" } });
  await store.delete("bucket-7");
  expect((await store.create("one-more")).name).toBe("one-more");
});
