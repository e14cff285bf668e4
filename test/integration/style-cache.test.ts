/** What the kept lists of image styles save, and what they must not hide, by the emulator's log of requests. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createEmulator, EMULATOR_CREDENTIALS, type Emulator } from "../../src/emulator/emulator.js";
import { createTosClient, type TosClient } from "../../src/tos/client.js";
import { parseEndpoint } from "../../src/tos/endpoint.js";
import { createStyleCache } from "../../src/tos/style-cache.js";
import { startServerFor, type TestServer } from "../helpers/server.js";

let folder: string;
let emulator: Emulator;
/** Another client of TOS: the console, another replica. */
let elsewhere: TosClient;
let server: TestServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "style-cache-"));
  emulator = await createEmulator({ dataFolder: folder });
  elsewhere = createTosClient({
    endpoint: parseEndpoint(emulator.url),
    region: "cn-beijing",
    credentials: () => EMULATOR_CREDENTIALS,
  });
});
beforeEach(async () => {
  // A new server has nothing kept yet.
  server = await startServerFor(emulator.url, {
    TOS_ACCESS_KEY: EMULATOR_CREDENTIALS.accessKeyId,
    TOS_SECRET_KEY: EMULATOR_CREDENTIALS.secretAccessKey,
  });
  emulator.requests.clear();
});
afterEach(async () => {
  emulator.faults.clear();
  await server.close();
});
afterAll(async () => {
  await elsewhere.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

/** What the server asked of the emulator. */
const asked = (): (string | null)[] => emulator.requests.all().map(({ operation }) => operation);

async function ask(selection: string) {
  const { body } = await server.post({ query: `{ ${selection} }` });
  return body;
}

describe("a request with fifty references to styles", () => {
  const aliases = Array.from(
    { length: 50 },
    (_, index) =>
      `a${index}: processingStyle(name: "${index % 2 ? "style01" : `none${index}`}") { id actions }`,
  ).join(" ");

  it("makes one call, and the next one none", async () => {
    const { data, errors } = await ask(aliases);
    expect(errors).toBeUndefined();
    expect(Object.keys(data ?? {})).toHaveLength(50);
    expect(data).toMatchObject({ a0: null, a1: { id: "style:examplebucket/style01" } });
    expect(asked()).toEqual(["ListBucketImageStyle"]);
    await ask('processingStyles { name } processingStyle(name: "style01") { actions }');
    expect(asked()).toEqual(["ListBucketImageStyle"]);
  });

  it("makes one call more when some are not in the list that was kept", async () => {
    await ask("processingStyles { name }");
    expect((await ask(aliases)).data).toMatchObject({ a48: null, a49: { actions: expect.any(String) } });
    expect(asked()).toEqual(["ListBucketImageStyle", "ListBucketImageStyle"]);
  });
});

it("requests at the same time share a call", async () => {
  emulator.faults.add({ operation: "ListBucketImageStyle", effect: { kind: "delay-headers", ms: 100 } });
  const replies = await Promise.all(Array.from({ length: 10 }, () => ask("processingStyles { name }")));
  expect(new Set(replies.map(({ data }) => JSON.stringify(data))).size).toBe(1);
  expect(replies[0]?.data).toMatchObject({ processingStyles: expect.arrayContaining([{ name: "style01" }]) });
  expect(asked()).toEqual(["ListBucketImageStyle"]);
});

describe("a style that was made elsewhere a moment ago", () => {
  const name = "made-elsewhere";
  beforeEach(async () => {
    await ask("processingStyles { name }");
    await elsewhere.putImageStyle("examplebucket", name, "image/rotate,90");
    emulator.requests.clear();
  });
  afterEach(() => elsewhere.deleteImageStyle("examplebucket", name));

  it("is found", async () => {
    const { data } = await ask(`processingStyle(name: "${name}") { actions }`);
    expect(data).toEqual({ processingStyle: { actions: "image/rotate,90" } });
    expect(asked()).toEqual(["ListBucketImageStyle"]);
  });

  it("is generated with", async () => {
    const query = `mutation { generateImage(input: { prompt: "山", source: { key: "1171.jpeg" },
      preprocess: { style: "${name}" }, output: { bucket: "tostest", key: "elsewhere.jpg" } }) { __typename } }`;
    const { body } = await server.post({ query });
    expect(body.data).toEqual({ generateImage: { __typename: "GeneratedImage" } });
    expect(asked()).toEqual(["ListBucketImageStyle", "ImageToImage"]);
  });

  it("is not said to be missing when the look fails", async () => {
    emulator.faults.add({
      operation: "ListBucketImageStyle",
      effect: { kind: "status", status: 503, code: "ServiceUnavailable" },
    });
    const { errors } = await ask(`processingStyle(name: "${name}") { actions }`);
    expect(errors).toMatchObject([{ extensions: { code: "UPSTREAM_UNAVAILABLE" } }]);
  });
});

it("a style that was deleted elsewhere is missed at the latest when TOS has missed it", async () => {
  const name = "deleted-elsewhere";
  await elsewhere.putImageStyle("examplebucket", name, "image/rotate,90");
  const find = () => ask(`processingStyle(name: "${name}") { name }`);
  await find();
  await elsewhere.deleteImageStyle("examplebucket", name);
  expect((await find()).data).toEqual({ processingStyle: { name } });
  const query = `mutation { generateImage(input: { prompt: "山", source: { key: "1171.jpeg" },
    preprocess: { style: "${name}" }, output: { bucket: "tostest", key: "gone.jpg" } }) { __typename } }`;
  const generate = async () => (await server.post({ query })).body.data;
  expect(await generate()).toEqual({ generateImage: { __typename: "StyleNotFound" } });
  expect((await find()).data).toEqual({ processingStyle: null });
  emulator.requests.clear();
  expect(await generate()).toEqual({ generateImage: { __typename: "StyleNotFound" } });
  expect(asked()).not.toContain("ImageToImage");
});

it("a failure is kept for nobody", async () => {
  emulator.faults.add({
    operation: "ListBucketImageStyle",
    effect: { kind: "status", status: 403, code: "AccessDenied" },
  });
  const { errors } = await ask("processingStyles { name }");
  expect(errors).toMatchObject([{ extensions: { code: "UPSTREAM_DENIED" } }]);
  expect((await ask("processingStyles { name }")).errors).toBeUndefined();
  expect(asked()).toHaveLength(2);
});

describe("a list beyond its time to live", () => {
  it("is served at once while it is read anew, also while TOS fails", async () => {
    let time = 1_000;
    const cache = createStyleCache({ tos: elsewhere, ttlMs: 30_000, now: () => time });
    const names = async (): Promise<string[]> => [...(await cache.list("examplebucket")).byName.keys()];
    const before = await names();
    await elsewhere.putImageStyle("examplebucket", "later", "image/rotate,90");
    emulator.faults.add({
      operation: "ListBucketImageStyle",
      effect: { kind: "status", status: 503, code: "ServiceUnavailable" },
    });
    time += 30_001;
    expect(await names()).toEqual(before);
    await expect.poll(() => emulator.requests.all("ListBucketImageStyle").at(-1)?.status).toBe(503);
    // The first one serves the old list and begins to read.
    await expect.poll(names).toEqual([...before, "later"].sort());
    await elsewhere.deleteImageStyle("examplebucket", "later");
    cache.close();
  });
});
