/** What happens when two requests meet at one object, one upload or one bucket: the store decides at the commit. */
import { EventEmitter, once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BucketStore } from "../../../src/emulator/storage/bucket-store.js";
import { temporaryFolder } from "./helpers.js";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let store: BucketStore;

const open = () =>
  BucketStore.open({
    dataFolder: folder.path,
    now: () => new Date("2026-01-02T03:04:05Z"),
    log: (message) => {
      throw new Error(message);
    },
  });

beforeEach(async () => {
  folder = await temporaryFolder();
  store = await open();
  await store.create("bucket");
});
afterEach(() => folder.remove());

const bucket = () => store.get("bucket");

async function* chunksOf(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

const put = (key: string, text: string) => bucket().objects.put(key, chunksOf(text), { headers: {} });

const read = async (key: string) => (await (await bucket().objects.open(key)).read()).toString();

/** A body that stands still after its first half until it is told to go on. */
function pausedBody(text: string) {
  const events = new EventEmitter();
  const [reached, goneOn] = [once(events, "reached"), once(events, "goOn")];
  const chunks = (async function* () {
    yield Buffer.from(text.slice(0, 2));
    events.emit("reached");
    await goneOn;
    yield Buffer.from(text.slice(2));
  })();
  return { chunks, reached, goOn: () => events.emit("goOn") };
}

const temporaries = () => readdirSync(join(folder.path, "temporary"));

describe("a bucket that is deleted", () => {
  it("does not come back with an object that was still under way", async () => {
    const body = pausedBody("late body");
    const late = bucket().objects.put("k", body.chunks, { headers: {} });
    await body.reached;
    await store.delete("bucket");
    await store.create("bucket");
    body.goOn();
    await expect(late).rejects.toMatchObject({ entry: { code: "NoSuchBucket" } });
    expect(bucket().objects.keys()).toEqual([]);
    expect(temporaries()).toEqual([]);
    expect((await open()).get("bucket").objects.keys()).toEqual([]);
  });

  it("takes its styles with it, and leaves nothing on disk", async () => {
    bucket().styles.put("s", "", "image/resize,w_1");
    await store.delete("bucket");
    expect([readdirSync(join(folder.path, "buckets")), temporaries()]).toEqual([[], []]);
    await expect(store.delete("bucket")).rejects.toMatchObject({ entry: { code: "NoSuchBucket" } });
    const { styles } = await store.create("bucket");
    expect(styles.all()).toEqual([]);
  });
});

describe("what is said of an object", () => {
  it("changes with its file, and survives a restart", async () => {
    await put("k", "bytes");
    await bucket().objects.redescribe("k", { acl: { grants: [] } });
    store = await open();
    expect(bucket().objects.head("k")).toMatchObject({ acl: { grants: [] }, size: 5 });
    expect(await read("k")).toBe("bytes");
  });

  it("is said of what replaced it meanwhile, which is not undone", async () => {
    await put("k", "old");
    await Promise.all([
      bucket().objects.redescribe("k", { acl: { grants: [] } }),
      put("k", "new"),
      bucket().objects.redescribe("k", { storageClass: "IA" }),
    ]);
    expect(await read("k")).toBe("new");
    const { record, close } = await bucket().objects.open("k");
    await close();
    expect(bucket().objects.head("k")).toEqual(record);
    expect(temporaries()).toEqual([]);
  });
});

describe("a copy", () => {
  it("is whole while its source is being replaced", async () => {
    const versions = ["one ".repeat(50_000), "two ".repeat(60_000)];
    await put("source", versions[0] ?? "");
    const source = { objects: bucket().objects, key: "source" };
    await Promise.all(
      Array.from({ length: 20 }, async (_, at) => {
        await put("source", versions[at % 2] ?? "");
        await bucket().objects.copy(source, `copy ${at}`, ({ headers }) => ({ headers }));
      }),
    );
    for (let at = 0; at < 20; at++) expect(versions).toContain(await read(`copy ${at}`));
  });
});

describe("an upload", () => {
  const putPart = (number: number, text: string, upload: ReturnType<typeof create>) =>
    bucket().uploads.putPart(upload, number, chunksOf(text), () => {});
  const create = () =>
    bucket().uploads.create("k", { headers: { "content-type": "a/b" }, storageClass: "IA" });

  it("survives a restart with its parts, and completes then", async () => {
    const { id } = create();
    await putPart(2, "second", bucket().uploads.get("k", id));
    await putPart(1, "first ", bucket().uploads.get("k", id));
    store = await open();
    const { uploads, objects } = bucket();
    const upload = uploads.get("k", id);
    expect([...upload.parts.keys()].sort()).toEqual([1, 2]);
    await uploads.complete(upload, [1, 2], { forbidOverwrite: false });
    expect(await read("k")).toBe("first second");
    expect(objects.head("k")).toMatchObject({ headers: { "content-type": "a/b" }, storageClass: "IA" });
    expect([uploads.all(), temporaries()]).toEqual([[], []]);
    expect(readdirSync(join(folder.path, "buckets", "bucket", "uploads"))).toEqual([]);
  });

  it("of another key is none", () => {
    const { id } = create();
    const wrong = () => bucket().uploads.get("other", id);
    expect(wrong).toThrow(expect.objectContaining({ resource: "/bucket/other" }));
  });

  it("that is completed twice at once makes one object", async () => {
    const upload = create();
    await putPart(1, "part", upload);
    const complete = () => bucket().uploads.complete(upload, [1], { forbidOverwrite: false });
    const done = await Promise.allSettled([complete(), complete()]);
    expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = done.find((each) => each.status === "rejected");
    expect(refused?.reason).toMatchObject({ entry: { code: "NoSuchUpload" } });
    expect(await read("k")).toBe("part");
    expect(temporaries()).toEqual([]);
  });

  it("that is aborted takes no part that was still under way", async () => {
    const upload = create();
    const body = pausedBody("late part");
    const late = bucket().uploads.putPart(upload, 1, body.chunks, () => {});
    await body.reached;
    await bucket().uploads.abort("k", upload.id);
    body.goOn();
    await expect(late).rejects.toMatchObject({ entry: { code: "NoSuchUpload" } });
    expect(temporaries()).toEqual([]);
  });
});
