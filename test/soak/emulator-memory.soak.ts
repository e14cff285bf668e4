/** A gigabyte through the emulator: what it takes of memory does not grow with the object. `npm run test:soak`. */
import { Readable } from "node:stream";
import { request } from "undici";
import { expect, it } from "vitest";
import { EMULATOR_CREDENTIALS } from "../../src/emulator/emulator.js";
import { signHeaders } from "../../src/tos/signature.js";
import { startEmulatorProcess } from "../helpers/emulator-process.js";
import { temporaryFolder } from "../unit/emulator/helpers.js";

const MB = 1024 * 1024;
const SIZE = 1024 * MB;
const MAX_GROWTH = 150 * MB;

/** A megabyte that differs from the others. */
function block(at: number): Buffer {
  const bytes = Buffer.alloc(MB, 0x5a);
  bytes.writeUInt32BE(at);
  return bytes;
}

async function* blocks(): AsyncGenerator<Buffer> {
  for (let at = 0; at < SIZE / MB; at++) yield block(at);
}

it("a gigabyte goes in and out of the emulator with flat memory", { timeout: 600_000 }, async () => {
  const folder = await temporaryFolder();
  const emulator = await startEmulatorProcess(folder.path);
  const host = new URL(emulator.url).host;
  const send = (method: "PUT" | "GET", path: string, headers: Record<string, string>, body?: Readable) => {
    const signed = signHeaders({ method, path, query: [], host, headers }, EMULATOR_CREDENTIALS, {
      region: "cn-beijing",
      now: new Date(),
    });
    const options = { method, headers: { ...headers, ...signed }, body: body ?? null };
    return request(emulator.url + path, { ...options, headersTimeout: 0, bodyTimeout: 0 });
  };
  const figures: string[] = [];
  const rate = (since: number, bytes: number) =>
    `${Math.round(bytes / MB / ((performance.now() - since) / 1000))} MB/s`;
  try {
    await (await send("PUT", "/bucket", { "content-length": "0" })).body.dump();
    const before = await emulator.maxRssBytes();

    let since = performance.now();
    const put = await send("PUT", "/bucket/big", { "content-length": String(SIZE) }, Readable.from(blocks()));
    await put.body.dump();
    expect(put.statusCode).toBe(200);
    figures.push(`in at ${rate(since, SIZE)}`);

    since = performance.now();
    const whole = await send("GET", "/bucket/big", {});
    let read = 0;
    for await (const chunk of whole.body) read += (chunk as Buffer).length;
    expect(read).toBe(SIZE);
    figures.push(`out at ${rate(since, SIZE)}`);

    since = performance.now();
    const from = 511 * MB;
    const ranged = await send("GET", "/bucket/big", { range: `bytes=${from}-${SIZE - 1}` });
    expect([ranged.statusCode, ranged.headers["content-range"]]).toEqual([
      206,
      `bytes ${from}-${SIZE - 1}/${SIZE}`,
    ]);
    let start: Buffer | null = null;
    let length = 0;
    for await (const chunk of ranged.body) {
      start ??= (chunk as Buffer).subarray(0, 4);
      length += (chunk as Buffer).length;
    }
    expect([start?.readUInt32BE(), length]).toEqual([511, SIZE - from]);
    figures.push(`a range out at ${rate(since, length)}`);

    const growth = (await emulator.maxRssBytes()) - before;
    figures.push(`peak RSS ${Math.round(before / MB)} MB before, ${Math.round(growth / MB)} MB more after`);
    process.stdout.write(`${figures.join("; ")}\n`);
    expect(growth).toBeLessThan(MAX_GROWTH);
  } finally {
    await emulator.kill();
    await folder.remove();
  }
});
