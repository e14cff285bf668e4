import { mkdirSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
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

const open = (now = () => new Date()) =>
  BucketStore.open({ dataFolder: folder.path, now, log: (message) => logged.push(message) });

async function* chunksOf(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

const put = (store: BucketStore, key: string, text: string, options: { forbidOverwrite?: boolean } = {}) =>
  store
    .get("bucket")
    .objects.put(key, chunksOf(text), { headers: { "content-type": "text/plain" }, ...options });

const read = async (store: BucketStore, key: string) =>
  (await (await store.get("bucket").objects.open(key)).read()).toString();

const objectFiles = () =>
  readdirSync(join(folder.path, "buckets", "bucket", "objects"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe("objects on disk", () => {
  it("are there after a restart, with their records", async () => {
    const first = await open();
    await first.create("bucket");
    const written = await put(first, "a/b.txt", "hello");
    first.get("bucket").styles.put("thumb", "", "image/resize,w_1");

    const second = await open();
    expect(second.get("bucket").objects.head("a/b.txt")).toEqual(written);
    expect(written).toMatchObject({ size: 5, etag: '"5d41402abc4b2a76b9719d911017c592"' });
    expect(await read(second, "a/b.txt")).toBe("hello");
    expect(second.get("bucket").styles.get("thumb")?.content).toBe("image/resize,w_1");
    expect(second.get("bucket").createdAt).toBe(first.get("bucket").createdAt);
  });

  it("never meet and never leave the folder, whatever their keys", async () => {
    const store = await open();
    await store.create("bucket");
    const odd = [
      "../../escape",
      "..",
      ".",
      "a//b",
      "a/b",
      "A/B",
      "a/b/",
      "a%2Fb",
      "a.",
      "a",
      "中文",
      "é",
      "e\u0301",
      "\\x",
      "con",
      "a\u0000b",
      " ",
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.oneof(fc.constantFrom(...odd), fc.string({ minLength: 1, unit: "grapheme" })), {
          maxLength: 20,
        }),
        async (keys) => {
          for (const key of keys) await put(store, key, `content of ${key}`);
          for (const key of keys) expect(await read(store, key)).toBe(`content of ${key}`);
        },
      ),
      { numRuns: 30 },
    );
    expect(readdirSync(folder.path).sort()).toEqual(["buckets", "temporary"]);
    expect(readdirSync(join(folder.path, "buckets", "bucket")).sort()).toEqual(["bucket.json", "objects"]);
    expect(objectFiles()).toHaveLength(store.get("bucket").objects.keys().length);
  });

  it("are replaced whole: a reader of the old one reads it to its end", async () => {
    const store = await open();
    await store.create("bucket");
    await put(store, "k", "old");
    const old = await store.get("bucket").objects.open("k");
    await put(store, "k", "new content");
    expect((await old.read()).toString()).toBe("old");
    expect(await read(store, "k")).toBe("new content");
  });

  it("stay as they are when a new body fails on its way", async () => {
    const store = await open();
    await store.create("bucket");
    await put(store, "k", "old");
    const broken = async function* () {
      yield Buffer.from("half");
      throw new Error("the client left");
    };
    await expect(store.get("bucket").objects.put("k", broken(), { headers: {} })).rejects.toThrow(
      "the client left",
    );
    expect(await read(store, "k")).toBe("old");
    expect(readdirSync(join(folder.path, "temporary"))).toEqual([]);
  });

  it("are written once when many forbid to overwrite at the same time", async () => {
    const store = await open();
    await store.create("bucket");
    const done = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => put(store, "k", `${at}`, { forbidOverwrite: true })),
    );
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = done.filter((each) => each.status === "rejected");
    expect(new Set(refused.map(({ reason }) => reason.entry.ec))).toEqual(new Set(["0017-00000004"]));
  });

  it("that are not whole are left out of a start, and told of", async () => {
    const first = await open();
    await first.create("bucket");
    await put(first, "good", "good");
    await put(first, "torn", "torn");
    const [torn] = await Promise.all(
      objectFiles().map(async (path) =>
        (await readFile(path)).subarray(0, 4).toString() === "torn" ? [path] : [],
      ),
    ).then((found) => found.flat());
    truncateSync(torn ?? "", 6);
    mkdirSync(join(folder.path, "temporary"), { recursive: true });
    writeFileSync(join(folder.path, "temporary", "0b2fbb7e-6c1c-4b0c-9d0e-3f2f6f0a7a11"), "x");

    const second = await open();
    expect(second.get("bucket").objects.keys()).toEqual(["good"]);
    expect(logged).toEqual([expect.stringContaining("is not an object file")]);
    expect(readdirSync(join(folder.path, "temporary"))).toEqual([]);
  });

  it("can be deleted once", async () => {
    const store = await open();
    await store.create("bucket");
    await put(store, "k", "x");
    const { objects } = store.get("bucket");
    expect([objects.delete("k"), objects.delete("k")]).toEqual([true, false]);
    expect([objects.keys(), objectFiles()]).toEqual([[], []]);
    await expect(objects.open("k")).rejects.toMatchObject({
      entry: { code: "NoSuchKey" },
      resource: "/bucket/k",
    });
  });
});

describe("buckets", () => {
  it("are made once, also when two requests come together", async () => {
    const store = await open();
    const [a, b] = await Promise.allSettled([store.create("bucket"), store.create("bucket")]);
    expect(a.status).toBe("fulfilled");
    if (b.status === "fulfilled" && a.status === "fulfilled") expect(b.value).toBe(a.value);
    await expect(store.create("bucket")).rejects.toMatchObject({
      entry: { code: "BucketAlreadyOwnedByYou" },
    });
    await expect(store.create("../x")).rejects.toMatchObject({ entry: { code: "InvalidBucketName" } });
    expect(() => store.get("other-bucket")).toThrow(expect.objectContaining({ resource: "/other-bucket" }));
  });
});

describe("styles", () => {
  it("keep the time of their making when their content changes", async () => {
    let time = new Date("2026-01-01T00:00:00Z");
    const store = await open(() => time);
    const { styles } = await store.create("bucket");
    styles.put("b", "", "image/resize,w_1");
    styles.put("a", "", "image/resize,w_2");
    time = new Date("2026-01-02T00:00:00Z");
    styles.put("b", "", "image/resize,w_3");
    expect(styles.all().map(({ name }) => name)).toEqual(["a", "b"]);
    expect(styles.get("b")).toMatchObject({
      content: "image/resize,w_3",
      createTime: "2026-01-01T00:00:00.000Z",
      lastModifyTime: "2026-01-02T00:00:00.000Z",
    });
  });

  it("of the longest prefix win for a key", async () => {
    const { styles } = await (await open()).create("bucket");
    styles.put("s", "", "image/resize,w_1");
    styles.put("s", "a/", "image/resize,w_2");
    styles.put("s", "a/b/", "image/resize,w_3");
    const resolved = ["x", "a/x", "a/b/x"].map((key) => styles.resolve("s", key));
    expect(resolved).toEqual(["image/resize,w_1", "image/resize,w_2", "image/resize,w_3"]);
    expect([styles.delete("s", "a/b/"), styles.delete("s", "a/b/")]).toEqual([true, false]);
    expect(styles.resolve("s", "a/b/x")).toBe("image/resize,w_2");
  });
});
