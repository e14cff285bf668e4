/** The pictures of a bucket, page by page, in front of the emulator: what is listed, and what each page costs upstream. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ImagesDocument, type ImagesQueryVariables } from "../generated/operations.js";
import { startServerFor, type TestServer } from "../helpers/server.js";
import { type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";
import { ODD_KEYS } from "../unit/emulator/odd-keys.js";

const KEYS = { TOS_ACCESS_KEY: "emulator", TOS_SECRET_KEY: "emulator-secret" };

let started: StartedEmulator;
let server: TestServer;

/** 250 objects: two kinds of pictures by their ending, one by its type, and two kinds of others. */
const MIXED = Array.from({ length: 250 }, (_, at) => {
  const name = `mixed/${String(at).padStart(3, "0")}`;
  return [
    { key: `${name}.jpg`, type: "image/jpeg" },
    { key: `${name}.PNG`, type: "binary/octet-stream" },
    { key: `${name}.txt`, type: "image/jpeg" },
    { key: name, type: "image/webp" },
    { key: name, type: "text/plain" },
  ][at % 5] as { key: string; type: string };
});
const PICTURES = MIXED.filter(({ key, type }) => /\.(jpg|PNG)$/.test(key) || type === "image/webp").map(
  ({ key }) => key,
);

const put = (key: string, type: string, bucket = "examplebucket", body = "body") =>
  started.call("PUT", `/${bucket}/${key}`, { body, headers: { "content-type": type } });

beforeAll(async () => {
  started = await startEmulator();
  server = await startServerFor(started.url, KEYS);
  for (const bucket of ["examplebucket", "odd-bucket", "empty-bucket"])
    await started.call("PUT", `/${bucket}`);
  for (const { key, type } of MIXED) await put(key, type);
  await put("mixed/folder/", "image/png");
  await put("other.jpg", "image/jpeg");
});
beforeEach(() => started.emulator.requests.clear());
afterAll(async () => {
  await server.close();
  await started.stop();
});

/** The names of the operations that the emulator was asked for, and how often. */
function calls(): Record<string, number> {
  const count: Record<string, number> = {};
  for (const { operation } of started.emulator.requests.all()) {
    count[operation ?? ""] = (count[operation ?? ""] ?? 0) + 1;
  }
  return count;
}

async function page(variables: Partial<ImagesQueryVariables> = {}, from = server) {
  const { images } = await from.execute(ImagesDocument, { first: 20, ...variables });
  if (images === null) throw new Error("no page");
  return { keys: images.edges.map(({ node }) => node.key), ...images };
}

/** Every key, by as many pages as it takes. */
async function allPages(variables: Partial<ImagesQueryVariables>): Promise<string[]> {
  const keys: string[] = [];
  let after: string | null = null;
  do {
    const { keys: some, pageInfo }: Awaited<ReturnType<typeof page>> = await page({ ...variables, after });
    expect(some.length).toBeLessThanOrEqual(variables.first ?? 20);
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    keys.push(...some);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return keys;
}

async function ask(query: string, from = server) {
  const { body } = await from.post({ query });
  expect(body.errors).toBeUndefined();
  return body.data ?? {};
}

describe("the pictures of a bucket", () => {
  it.each([20, 7, 100])("come once each and in order, %i on a page", async (first) => {
    expect(await allPages({ prefix: "mixed/", first })).toEqual(PICTURES);
  });

  it("of a page cost one listing, and a HEAD for each key without an ending that is looked at", async () => {
    const { keys, pageInfo, edges } = await page({ prefix: "mixed/" });
    expect(keys).toEqual(PICTURES.slice(0, 20));
    expect(pageInfo).toMatchObject({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: edges[0]?.cursor,
      endCursor: edges[19]?.cursor,
    });
    const { ListObjectsV2, HeadObject = 0, ...others } = calls();
    expect([ListObjectsV2, others]).toEqual([1, {}]);
    expect(HeadObject).toBeGreaterThanOrEqual(13);
    expect(HeadObject).toBeLessThan(20);
  });

  it("continue after any edge's cursor, on another server too, and when its object is gone", async () => {
    const first = await page({ prefix: "mixed/", first: 3 });
    const [, second, last] = first.edges;
    expect((await page({ prefix: "mixed/", first: 2, after: second?.cursor ?? "" })).keys).toEqual(
      PICTURES.slice(2, 4),
    );
    const other = await startServerFor(started.url, KEYS);
    try {
      await started.call("DELETE", `/examplebucket/${last?.node.key}`);
      const next = await page({ prefix: "mixed/", first: 2, after: last?.cursor ?? "" }, other);
      expect(next.keys).toEqual(PICTURES.slice(3, 5));
    } finally {
      await other.close();
      await put(last?.node.key ?? "", "image/webp");
    }
  });

  it("are those of the whole bucket without a prefix", async () => {
    expect(await allPages({ first: 100 })).toEqual([...PICTURES, "other.jpg"]);
  });

  it("are none, without a cursor, where there are none", async () => {
    const nothing = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
    expect(await page({ bucket: "empty-bucket" })).toMatchObject({ keys: [], pageInfo: nothing });
    expect(await page({ prefix: "nothing/" })).toMatchObject({ keys: [], pageInfo: nothing });
  });

  it("keep keys that are tempting to fold, split or decode, and are read under them", async () => {
    for (const key of ODD_KEYS) {
      await put(key, "image/png", "odd-bucket");
      await put(`${key}.png`, "image/png", "odd-bucket");
    }
    const expected = [
      ...ODD_KEYS.map((key) => `${key}.png`),
      // Those without an ending are known by their type.
      ...ODD_KEYS.filter((key) => !/\.txt$|\/$/.test(key)),
    ].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(await allPages({ bucket: "odd-bucket", first: 3 })).toEqual(expected);
    const { images } = await ask(
      '{ images(bucket: "odd-bucket", first: 100) { nodes { key info { contentType } } } }',
    );
    const types = (images as { nodes: { info: { contentType: string } }[] }).nodes.map(({ info }) => info);
    expect(new Set(types.map(({ contentType }) => contentType))).toEqual(new Set(["image/png"]));
  });

  it("of a bucket that is not there are an error, and of another one beside it are not", async () => {
    const { body } = await server.post({
      query:
        '{ images(bucket: "missing-bucket") { nodes { key } } other: images(prefix: "other") { nodes { key } } }',
    });
    expect(body.data).toEqual({ images: null, other: { nodes: [{ key: "other.jpg" }] } });
    expect(body.errors).toMatchObject([
      { path: ["images"], extensions: { code: "NOT_FOUND", tosRequestId: expect.any(String) } },
    ]);
  });

  it("are an error when the type of an object cannot be asked for", async () => {
    started.emulator.faults.add({
      operation: "HeadObject",
      effect: { kind: "status", status: 429, code: "ExceedAccountQPSLimit" },
    });
    const { body } = await server.post({ query: '{ images(prefix: "mixed/") { nodes { key } } }' });
    expect(body.errors).toMatchObject([{ extensions: { code: "UPSTREAM_RATE_LIMITED" } }]);
  });
});

describe("what a listing tells of its pictures", () => {
  const listed = (fields: string) => `{ images(prefix: "mixed/00") { nodes { key ${fields} } } }`;

  it("costs nothing more, and is what HEAD tells", async () => {
    const data = await ask(listed("info { byteSize etag lastModified }"));
    expect(calls()).toMatchObject({ ListObjectsV2: 1, HeadObject: 4 });
    const one = await ask('{ image(key: "mixed/000.jpg") { key info { byteSize etag lastModified } } }');
    expect((data.images as { nodes: unknown[] }).nodes[0]).toEqual(one.image);
    expect(one.image).toMatchObject({ info: { byteSize: 4, etag: '"841a2d689ad86bd1611447453c22c6fc"' } });
  });

  it("leaves the type and the metadata to one HEAD for each, which those without an ending had", async () => {
    const data = await ask(listed("info { byteSize contentType } metadata { name }"));
    expect(calls()).toEqual({ ListObjectsV2: 1, HeadObject: 8 });
    expect((data.images as { nodes: unknown[] }).nodes).toEqual([
      { key: "mixed/000.jpg", info: { byteSize: 4, contentType: "image/jpeg" }, metadata: [] },
      { key: "mixed/001.PNG", info: { byteSize: 4, contentType: "binary/octet-stream" }, metadata: [] },
      { key: "mixed/003", info: { byteSize: 4, contentType: "image/webp" }, metadata: [] },
      { key: "mixed/005.jpg", info: { byteSize: 4, contentType: "image/jpeg" }, metadata: [] },
      { key: "mixed/006.PNG", info: { byteSize: 4, contentType: "binary/octet-stream" }, metadata: [] },
      { key: "mixed/008", info: { byteSize: 4, contentType: "image/webp" }, metadata: [] },
    ]);
  });
});
