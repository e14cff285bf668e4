/** An emulator that is killed in the middle of its writes holds, when it starts again, what was whole. */
import { EventEmitter, once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { Agent, request } from "undici";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { EMULATOR_CREDENTIALS } from "../../src/emulator/emulator.js";
import { canonicalQuery, type QueryPairs, signHeaders, uriEncode } from "../../src/tos/signature.js";
import { startEmulatorProcess } from "../helpers/emulator-process.js";
import { startEmulator, temporaryFolder } from "../unit/emulator/helpers.js";

const KEYS = Array.from({ length: 200 }, (_, at) => `objects/${at % 2 === 0 ? "finished" : "held"}-${at}`);
const BYTES = 96 * 1024;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let agent: Agent;

beforeAll(async () => {
  folder = await temporaryFolder();
  agent = new Agent({ connections: KEYS.length });
});
afterAll(async () => {
  await agent.destroy();
  await folder.remove();
});

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

const temporaries = () => readdirSync(join(folder.path, "temporary"));

it("killed in the middle of 200 concurrent puts, restarts with every object old or new, and nothing else", async () => {
  const first = await startEmulatorProcess(folder.path);
  const put = (key: string, body: Buffer | Readable, length: number) =>
    send(first.url, "PUT", `/bucket/${key}`, { body, length });
  await send(first.url, "PUT", "/bucket");
  const seeded = await Promise.all(KEYS.map((key) => put(key, contentOf("old", key), BYTES)));
  expect(new Set(seeded.map(({ status }) => status))).toEqual(new Set([200]));

  const acknowledged = new Set<string>();
  const events = new EventEmitter();
  const enough = once(events, "enough");
  const puts = KEYS.map(async (key) => {
    const content = contentOf("new", key);
    const { status } = await put(key, key.includes("held") ? heldBody(content) : content, content.length);
    if (status === 200) acknowledged.add(key);
    if (acknowledged.size === 30) events.emit("enough");
  });
  const settled = Promise.allSettled(puts);
  await enough;
  await first.kill();
  const unfinished = (await settled).filter(({ status }) => status === "rejected").length;
  expect(unfinished).toBeGreaterThanOrEqual(100);
  expect(temporaries().length).toBeGreaterThan(0);

  const logged: string[] = [];
  const second = await startEmulator({ dataFolder: folder.path, log: (line) => logged.push(line) });
  const versions = new Map<string, string>();
  for (const key of KEYS) {
    const { status, bytes } = await second.call("GET", `/bucket/${key}`);
    const found = (["old", "new"] as const).find((version) => bytes.equals(contentOf(version, key)));
    versions.set(key, status === 200 && found !== undefined ? found : "torn");
  }
  await second.stop();

  expect(logged).toEqual([]);
  expect(temporaries()).toEqual([]);
  expect([...versions].filter(([, version]) => version === "torn")).toEqual([]);
  // What was answered is there, and what had sent half a body has changed nothing.
  expect([...acknowledged].filter((key) => versions.get(key) !== "new")).toEqual([]);
  expect(KEYS.filter((key) => key.includes("held") && versions.get(key) !== "old")).toEqual([]);
  expect(acknowledged.size).toBeGreaterThanOrEqual(30);
  const stored = readdirSync(join(folder.path, "buckets", "bucket", "objects"), {
    recursive: true,
    withFileTypes: true,
  });
  expect(stored.filter((entry) => entry.isFile())).toHaveLength(KEYS.length);
});

it("killed in the middle of an upload, keeps the whole parts of it and none of the half", async () => {
  const first = await startEmulatorProcess(folder.path);
  const created = await send(first.url, "POST", "/bucket/parted", { query: [["uploads", ""]] });
  const { UploadId: uploadId } = JSON.parse(created.text) as { UploadId: string };
  const putPart = (number: number, body: Buffer | Readable, length: number) => {
    const query = [
      ["partNumber", String(number)],
      ["uploadId", uploadId],
    ] as const;
    return send(first.url, "PUT", "/bucket/parted", { query, body, length });
  };
  expect((await putPart(1, Buffer.from("whole"), 5)).status).toBe(200);
  const content = Buffer.alloc(BYTES, "x");
  const half = putPart(2, heldBody(content), content.length).catch((error: unknown) => error);
  await vi.waitFor(() => expect(temporaries()).toHaveLength(1), 5000);
  await first.kill();
  expect(await half).toBeInstanceOf(Error);

  const second = await startEmulator({ dataFolder: folder.path });
  const listed = await second.call("GET", "/bucket/parted", { query: [["uploadId", uploadId]] });
  expect(listed.json().Parts).toMatchObject([{ PartNumber: 1, Size: 5 }]);
  expect(temporaries()).toEqual([]);
  expect(readdirSync(join(folder.path, "buckets", "bucket", "uploads", uploadId)).sort()).toEqual([
    "1",
    "upload.json",
  ]);
  await second.stop();
});
