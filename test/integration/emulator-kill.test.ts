/** An emulator that is killed in the middle of its writes holds, when it starts again, what was whole. */
import { EventEmitter, once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { Agent, request } from "undici";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { EMULATOR_CREDENTIALS } from "../../src/emulator/emulator.js";
import { canonicalQuery, type QueryPairs, signHeaders, uriEncode } from "../../src/tos/signature.js";
import { startEmulatorProcess } from "../helpers/emulator-process.js";
import { type StartedEmulator, startEmulator, temporaryFolder } from "../unit/emulator/helpers.js";

const KEYS = Array.from({ length: 200 }, (_, at) => `objects/${at % 2 === 0 ? "finished" : "held"}-${at}`);
const BYTES = 64 * 1024;
/** How many puts are answered before the kill. */
const ENOUGH = 30;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let agent: Agent;
let uploadId: string;
let restarted: StartedEmulator;
const acknowledged = new Set<string>();
const logged: string[] = [];
/** What the kill found, and what the restart left. */
const seen = { unanswered: 0, temporariesBefore: 0 };

const temporaries = () => readdirSync(join(folder.path, "temporary"));

/** Every version of every object repeats its own name, so that a mixture shows. */
function contentOf(version: "old" | "new", key: string): Buffer {
  return Buffer.alloc(version === "old" ? BYTES : BYTES + key.length, `${version} ${key};`);
}

interface Sent {
  readonly query?: QueryPairs;
  readonly body?: Buffer | Readable;
  /** Of the body, in bytes. */
  readonly length?: number;
}

async function send(url: string, method: string, path: string, { query = [], body, length = 0 }: Sent = {}) {
  const host = new URL(url).host;
  const headers = { "content-length": String(length) };
  const signed = signHeaders({ method, path, query, host, headers }, EMULATOR_CREDENTIALS, {
    region: "cn-beijing",
    now: new Date(),
  });
  const reply = await request(`${url}${uriEncode(path, true)}?${canonicalQuery(query)}`, {
    method: method as "PUT",
    headers: { ...headers, ...signed },
    body: body ?? null,
    dispatcher: agent,
  });
  return { status: reply.statusCode, text: await reply.body.text() };
}

/** A body that stops half-way until the connection ends. */
function heldBody(content: Buffer): Readable {
  return Readable.from(
    (async function* () {
      yield content.subarray(0, content.length / 2);
      await new Promise<never>(() => {});
    })(),
  );
}

beforeAll(async () => {
  folder = await temporaryFolder();
  agent = new Agent({ connections: KEYS.length + 1 });
  const { url, kill } = await startEmulatorProcess(folder.path);
  const put = (key: string, body: Buffer | Readable, length: number) =>
    send(url, "PUT", `/bucket/${key}`, { body, length });
  await send(url, "PUT", "/bucket");
  const seeded = await Promise.all(KEYS.map((key) => put(key, contentOf("old", key), BYTES)));
  expect(new Set(seeded.map(({ status }) => status))).toEqual(new Set([200]));

  const created = await send(url, "POST", "/bucket/parted", { query: [["uploads", ""]] });
  ({ UploadId: uploadId } = JSON.parse(created.text) as { UploadId: string });
  const putPart = (number: number, body: Buffer | Readable, length: number) =>
    send(url, "PUT", "/bucket/parted", {
      query: [
        ["partNumber", String(number)],
        ["uploadId", uploadId],
      ],
      body,
      length,
    });
  expect((await putPart(1, Buffer.from("whole"), 5)).status).toBe(200);
  const halfPart = putPart(2, heldBody(Buffer.alloc(BYTES)), BYTES);
  const underWay = halfPart.catch(() => {});
  await vi.waitFor(() => expect(temporaries()).toHaveLength(1), 5000);

  const events = new EventEmitter();
  const enough = once(events, "enough");
  const puts = KEYS.map(async (key) => {
    const content = contentOf("new", key);
    const { status } = await put(key, key.includes("held") ? heldBody(content) : content, content.length);
    if (status === 200) acknowledged.add(key);
    if (acknowledged.size === ENOUGH) events.emit("enough");
  });
  const settled = Promise.allSettled(puts);
  await enough;
  await kill();
  seen.unanswered = (await settled).filter(({ status }) => status === "rejected").length;
  seen.temporariesBefore = temporaries().length;
  await underWay;
  restarted = await startEmulator({ dataFolder: folder.path, log: (line) => logged.push(line) });
});
afterAll(async () => {
  await restarted.stop();
  await agent.destroy();
  await folder.remove();
});

describe("an emulator that was killed in the middle of 200 concurrent puts", () => {
  it("was in the middle of them", () => {
    expect(acknowledged.size).toBeGreaterThanOrEqual(ENOUGH);
    expect(seen.unanswered).toBeGreaterThanOrEqual(KEYS.length / 2);
    expect(seen.temporariesBefore).toBeGreaterThan(1);
  });

  it("holds every object whole, old or new: new where it said so, old where half was sent", async () => {
    const versions = new Map<string, string>();
    for (const key of KEYS) {
      const { status, bytes } = await restarted.call("GET", `/bucket/${key}`);
      const found = (["old", "new"] as const).find((version) => bytes.equals(contentOf(version, key)));
      versions.set(key, status === 200 && found !== undefined ? found : "torn");
    }
    expect([...versions].filter(([, version]) => version === "torn")).toEqual([]);
    expect([...acknowledged].filter((key) => versions.get(key) !== "new")).toEqual([]);
    expect(KEYS.filter((key) => key.includes("held") && versions.get(key) !== "old")).toEqual([]);
  });

  it("keeps the whole part of an upload, and nothing of the half one", async () => {
    const listed = await restarted.call("GET", "/bucket/parted", { query: [["uploadId", uploadId]] });
    expect(listed.json().Parts).toMatchObject([{ PartNumber: 1, Size: 5 }]);
    const files = readdirSync(join(folder.path, "buckets", "bucket", "uploads", uploadId));
    expect(files.sort()).toEqual(["1", "upload.json"]);
  });

  it("has nothing temporary left, and nothing to complain of", () => {
    const entries = readdirSync(join(folder.path, "buckets", "bucket", "objects"), {
      recursive: true,
      withFileTypes: true,
    });
    expect(entries.filter((entry) => entry.isFile())).toHaveLength(KEYS.length);
    expect([temporaries(), logged]).toEqual([[], []]);
  });
});
