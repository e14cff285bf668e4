/** Image styles under management: what the mutations do in TOS, what they answer, and that the next look sees it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createEmulator, EMULATOR_CREDENTIALS, type Emulator } from "../../src/emulator/emulator.js";
import type { FaultEffect } from "../../src/emulator/injection/rule.js";
import { MAX_STYLES } from "../../src/tos/names.js";
import {
  CreateProcessingStyleDocument,
  DeleteProcessingStyleDocument,
  ImageDocument,
  type ProcessingChainInput,
  ProcessingStyleDocument,
  ProcessingStylesDocument,
  UpdateProcessingStyleDocument,
} from "../generated/operations.js";
import { startServerFor, type TestServer } from "../helpers/server.js";

let folder: string;
let emulator: Emulator;
let server: TestServer;
let name: string;
let count = 0;
/** How far the emulator's clock is ahead, in milliseconds, within what signatures allow. */
let ahead = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "styles-"));
  emulator = await createEmulator({ dataFolder: folder, now: () => new Date(Date.now() + ahead) });
  server = await startServerFor(emulator.url, {
    TOS_ACCESS_KEY: EMULATOR_CREDENTIALS.accessKeyId,
    TOS_SECRET_KEY: EMULATOR_CREDENTIALS.secretAccessKey,
    TOS_TIMEOUT_MS: "500",
  });
});
beforeEach(() => {
  count += 1;
  name = `style-${count}`;
  ahead = 0;
  emulator.requests.clear();
});
afterEach(() => emulator.faults.clear());
afterAll(async () => {
  await server.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

const W100: ProcessingChainInput = { actions: "image/resize,w_100" };
const W50: ProcessingChainInput = { actions: "image/resize,w_50/rotate,90" };

async function create(processing = W100, bucket?: string) {
  const input = { name, processing, ...(bucket !== undefined && { bucket }) };
  return (await server.execute(CreateProcessingStyleDocument, { input })).createProcessingStyle;
}
async function update(processing = W50, bucket?: string) {
  const input = { name, processing, ...(bucket !== undefined && { bucket }) };
  return (await server.execute(UpdateProcessingStyleDocument, { input })).updateProcessingStyle;
}
async function remove(bucket?: string) {
  const input = { name, ...(bucket !== undefined && { bucket }) };
  return (await server.execute(DeleteProcessingStyleDocument, { input })).deleteProcessingStyle;
}
async function find() {
  return (await server.execute(ProcessingStyleDocument, { name })).processingStyle;
}
const asked = (): (string | null)[] => emulator.requests.all().map(({ operation }) => operation);
const fail = (operation: string, effect: FaultEffect): void =>
  void emulator.faults.add({ operation, effect });

describe("creating a style", () => {
  it("stores it, and answers with the style as TOS has it", async () => {
    const created = await create();
    if (created.__typename !== "CreatedProcessingStyle") throw new Error(JSON.stringify(created));
    expect(created).toMatchObject({
      tosRequestId: expect.stringMatching(/./),
      style: {
        id: `style:examplebucket/${name}`,
        bucket: "examplebucket",
        name,
        actions: "image/resize,w_100",
      },
    });
    expect(created.style.createdAt).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(created.style.updatedAt).toBe(created.style.createdAt);
    expect(asked()).toEqual(["GetBucketImageStyle", "PutBucketImageStyle", "GetBucketImageStyle"]);
    expect(created.tosRequestId).toBe(emulator.requests.all("PutBucketImageStyle")[0]?.requestId);
  });

  it("makes it work at once: by name, in lists, and on a picture", async () => {
    await server.execute(ProcessingStylesDocument, {});
    await create(W50);
    expect(await find()).toMatchObject({ actions: "image/resize,w_50/rotate,90" });
    const { processingStyles } = await server.execute(ProcessingStylesDocument, {
      nameContains: name.toUpperCase(),
    });
    expect(processingStyles.map((style) => style.name)).toContain(name);
    const { image } = await server.execute(ImageDocument, { key: "1171.jpeg", process: { style: name } });
    const response = await fetch(image?.signedUrl.url ?? "");
    const { height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect(height).toBe(50);
  });

  it("refuses when there is one of the name, tells which, and changes nothing", async () => {
    await create();
    emulator.requests.clear();
    expect(await create(W50)).toMatchObject({
      __typename: "ProcessingStyleExists",
      code: "STYLE_EXISTS",
      retry: "NEVER",
      style: { name, actions: "image/resize,w_100" },
    });
    expect(asked()).toEqual(["GetBucketImageStyle"]);
  });

  it("of one name twice in a document refuses the second", async () => {
    const query = `mutation ($input: CreateProcessingStyleInput!) {
      a: createProcessingStyle(input: $input) { __typename } b: createProcessingStyle(input: $input) { __typename } }`;
    const { body } = await server.post({ query, variables: { input: { name, processing: W100 } } });
    expect(body.data).toEqual({
      a: { __typename: "CreatedProcessingStyle" },
      b: { __typename: "ProcessingStyleExists" },
    });
  });

  it("succeeds when the style cannot be read back: as it was sent, without times", async () => {
    fail("GetBucketImageStyle", { kind: "missing-request-id" });
    fail("GetBucketImageStyle", { kind: "status", status: 503, code: "ServiceUnavailable" });
    expect(await create()).toMatchObject({
      __typename: "CreatedProcessingStyle",
      style: { actions: "image/resize,w_100", createdAt: null, updatedAt: null },
    });
    expect(server.logged.filter((line) => line.includes("change of an image style")).at(-1)).toContain(
      '"unread":"GetBucketImageStyle was answered with status 503',
    );
    expect((await find())?.createdAt).not.toBeNull();
  });

  it("may be repeated when its answer was lost: the style is there, and the kept list has not hidden it", async () => {
    await find();
    fail("PutBucketImageStyle", { kind: "reset-before-headers", carryOut: true });
    expect(await create()).toMatchObject({
      __typename: "ProcessingStyleFailed",
      code: "CONNECTION_FAILED",
      retry: "SAFE",
      mayHaveTakenEffect: true,
    });
    expect(await find()).toMatchObject({ actions: "image/resize,w_100" });
    expect(await create()).toMatchObject({ code: "STYLE_EXISTS", style: { actions: "image/resize,w_100" } });
  });

  it("of fifty names in one document stores fifty", async () => {
    const fields = Array.from(
      { length: 50 },
      (_, index) =>
        `a${index}: createProcessingStyle(input: { name: "${name}-${index}", processing: { actions: "image/resize,w_${index + 1}" } }) { __typename }`,
    );
    const { body } = await server.post({ query: `mutation { ${fields.join(" ")} }` });
    expect(body.errors).toBeUndefined();
    const { processingStyles } = await server.execute(ProcessingStylesDocument, {
      nameStartsWith: `${name}-`,
    });
    expect(processingStyles).toHaveLength(50);
  });
});

describe("updating a style", () => {
  it("replaces what it does, keeps when it was created, and tells what it did", async () => {
    const created = await create();
    ahead = 60_000;
    const updated = await update();
    if (created.__typename !== "CreatedProcessingStyle" || updated.__typename !== "UpdatedProcessingStyle") {
      throw new Error(JSON.stringify([created, updated]));
    }
    expect(updated).toMatchObject({
      previousActions: "image/resize,w_100",
      style: { name, actions: "image/resize,w_50/rotate,90", createdAt: created.style.createdAt },
    });
    expect(Date.parse(updated.style.updatedAt ?? "")).toBeGreaterThanOrEqual(
      Date.parse(created.style.createdAt ?? "") + 60_000,
    );
    expect(await find()).toEqual(updated.style);
  });

  it("refuses when there is none of the name, and writes nothing", async () => {
    expect(await update()).toMatchObject({
      __typename: "ProcessingStyleNotFound",
      code: "STYLE_NOT_FOUND",
      retry: "NEVER",
      bucket: "examplebucket",
      name,
    });
    expect(asked()).toEqual(["GetBucketImageStyle"]);
  });
});

describe("deleting a style", () => {
  it("removes it, and tells what it was", async () => {
    await create();
    expect(await find()).not.toBeNull();
    expect(await remove()).toMatchObject({
      __typename: "DeletedProcessingStyle",
      tosRequestId: expect.stringMatching(/./),
      style: { id: `style:examplebucket/${name}`, name, actions: "image/resize,w_100" },
    });
    expect(await find()).toBeNull();
  });

  it("refuses when there is none of the name", async () => {
    expect(await remove()).toMatchObject({ __typename: "ProcessingStyleNotFound", name });
    expect(asked()).toEqual(["GetBucketImageStyle"]);
  });

  it("refuses when another was faster", async () => {
    await create();
    fail("DeleteBucketImageStyle", { kind: "status", status: 404, code: "NoSuchImageStyle" });
    expect(await remove()).toMatchObject({ __typename: "ProcessingStyleNotFound", name });
  });

  it("may be repeated when its answer was lost", async () => {
    await create();
    await find();
    fail("DeleteBucketImageStyle", { kind: "reset-before-headers", carryOut: true });
    expect(await remove()).toMatchObject({ code: "CONNECTION_FAILED", mayHaveTakenEffect: true });
    expect(await find()).toBeNull();
    expect(await remove()).toMatchObject({ __typename: "ProcessingStyleNotFound" });
  });
});

describe("a change that TOS does not make", () => {
  const cases: [string, FaultEffect, object][] = [
    [
      "the rights are missing",
      { kind: "status", status: 403, code: "AccessDenied" },
      {
        __typename: "ProcessingStyleFailed",
        code: "ACCESS_DENIED",
        retry: "NEVER",
        mayHaveTakenEffect: false,
      },
    ],
    [
      "too many came",
      { kind: "status", status: 429, code: "ExceedAccountQPSLimit", retryAfterSeconds: 2 },
      { __typename: "ProcessingStyleRateLimited", code: "RATE_LIMITED", retry: "SAFE", retryAfterMs: 2000 },
    ],
    [
      "TOS refuses the content",
      { kind: "status", status: 400, code: "InvalidArgument" },
      { __typename: "ProcessingStyleFailed", code: "STYLE_REFUSED", retry: "NEVER" },
    ],
    [
      "TOS fails",
      { kind: "status", status: 500, code: "InternalError" },
      { __typename: "ProcessingStyleFailed", code: "STORAGE_FAULT", retry: "SAFE", mayHaveTakenEffect: true },
    ],
    [
      "a gateway's page comes",
      { kind: "html", status: 502 },
      { __typename: "ProcessingStyleFailed", code: "STORAGE_FAULT", tosRequestId: null },
    ],
    [
      "a gateway's page comes that says 200",
      { kind: "html", status: 200 },
      { __typename: "ProcessingStyleFailed", code: "UNREADABLE_REPLY", mayHaveTakenEffect: true },
    ],
    [
      "no answer comes in time",
      { kind: "delay-headers", ms: 5_000 },
      { __typename: "ProcessingStyleFailed", code: "TIMED_OUT", retry: "SAFE", mayHaveTakenEffect: true },
    ],
  ];

  it.each(cases)("because %s, is a typed failure", async (_why, effect, failure) => {
    fail("PutBucketImageStyle", effect);
    expect(await create()).toMatchObject(failure);
  });

  it("because the bucket has as many styles as it may, is a typed failure, and others may be changed still", async () => {
    const { processingStyles } = await server.execute(ProcessingStylesDocument, { bucket: "tostest" });
    for (let more = processingStyles.length; more < MAX_STYLES; more += 1) {
      name = `filler-${more}`;
      expect(await create(W100, "tostest")).toMatchObject({ __typename: "CreatedProcessingStyle" });
    }
    expect(await update(W50, "tostest")).toMatchObject({ __typename: "UpdatedProcessingStyle" });
    name = "one-too-many";
    expect(await create(W100, "tostest")).toMatchObject({ code: "STYLE_REFUSED", retry: "NEVER" });
  });

  it("because the bucket is missing, is a typed failure of each", async () => {
    const failure = { __typename: "ProcessingStyleFailed", code: "BUCKET_NOT_FOUND", retry: "NEVER" };
    expect(await create(W100, "no-such-bucket")).toMatchObject(failure);
    expect(await update(W100, "no-such-bucket")).toMatchObject(failure);
    expect(await remove("no-such-bucket")).toMatchObject(failure);
  });

  it("because the first look fails, writes nothing", async () => {
    fail("GetBucketImageStyle", { kind: "wrong-json" });
    expect(await create()).toMatchObject({ code: "UNREADABLE_REPLY", mayHaveTakenEffect: false });
    expect(asked()).toEqual(["GetBucketImageStyle"]);
  });
});

describe("a caller who leaves", () => {
  const query =
    "mutation ($input: CreateProcessingStyleInput!) { createProcessingStyle(input: $input) { __typename } }";
  const finished = () => server.logged.filter((line) => line.includes("change of an image style")).at(-1);

  it("while the name is looked for, has nothing written", async () => {
    fail("GetBucketImageStyle", { kind: "delay-headers", ms: 300 });
    await leaveWhen("GetBucketImageStyle");
    await expect.poll(finished).toContain('"code":"CANCELLED"');
    expect(asked()).toEqual(["GetBucketImageStyle"]);
  });

  it("while the style is written, has it written", async () => {
    fail("PutBucketImageStyle", { kind: "delay-headers", ms: 100 });
    await leaveWhen("PutBucketImageStyle");
    await expect.poll(finished).toContain('"outcome":"CreatedProcessingStyle"');
    expect(await find()).toMatchObject({ name });
  });

  /** Sends a creation, and hangs up when the emulator has been asked for an operation. */
  async function leaveWhen(operation: string): Promise<void> {
    const client = new AbortController();
    const reply = fetch(server.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables: { input: { name, processing: W100 } } }),
      signal: client.signal,
    });
    const left = expect(reply).rejects.toThrow("aborted");
    await expect.poll(asked, { interval: 5 }).toContain(operation);
    client.abort();
    await left;
  }
});

describe("a list of styles", () => {
  it("is of those whose name holds a text, in the order that is asked for", async () => {
    const parts = ["b-Mark", "a-mark", "c-MARK"];
    for (const part of parts) {
      await server.execute(CreateProcessingStyleDocument, {
        input: { name: `${name}-${part}`, processing: W100 },
      });
      ahead += 1_000;
    }
    await server.execute(UpdateProcessingStyleDocument, {
      input: { name: `${name}-b-Mark`, processing: W50 },
    });
    const names = async (variables: object): Promise<string[]> => {
      const asking = { nameStartsWith: `${name}-`, nameContains: "mark", ...variables };
      const { processingStyles } = await server.execute(ProcessingStylesDocument, asking);
      return processingStyles.map((style) => style.name.slice(name.length + 1));
    };
    expect(await names({})).toEqual(["a-mark", "b-Mark", "c-MARK"]);
    expect(await names({ orderBy: { direction: "DESC" } })).toEqual(["c-MARK", "b-Mark", "a-mark"]);
    expect(await names({ orderBy: { field: "CREATED_AT" } })).toEqual(parts);
    expect(await names({ orderBy: { field: "UPDATED_AT", direction: "DESC" } })).toEqual([
      "b-Mark",
      "c-MARK",
      "a-mark",
    ]);
    expect(await names({ nameContains: "A-M" })).toEqual(["a-mark"]);
    expect(await names({ nameContains: "%" })).toEqual([]);
  });
});
