/** What the emulator finds when it starts, and what Node.js's HTTP parser would answer in its place. */
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEmulator, EMULATOR_CREDENTIALS, type Emulator } from "../../src/emulator/emulator.js";
import { signHeaders } from "../../src/tos/signature.js";

let folder: string;
let emulator: Emulator | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "emulator-start-"));
});
afterEach(async () => {
  await emulator?.close();
  emulator = undefined;
  await rm(folder, { recursive: true });
});

const start = async (): Promise<Emulator> => {
  emulator = await createEmulator({ dataFolder: folder });
  return emulator;
};

describe("a data folder", () => {
  it("is used by one emulator at a time, and given back when that ends", async () => {
    const first = await start();
    await expect(createEmulator({ dataFolder: folder })).rejects.toThrow(
      "another emulator of this process uses it",
    );
    await first.close();
    expect(existsSync(join(folder, "emulator.pid"))).toBe(false);
    await start();
  });

  it("is refused while another process has it", async () => {
    await writeFile(join(folder, "emulator.pid"), `${process.ppid}\n`);
    await expect(createEmulator({ dataFolder: folder })).rejects.toThrow(
      `the emulator of process ${process.ppid} uses it`,
    );
  });

  it.each(["999999999\n", "", "no number"])("is taken over from a process that is gone: %j", async (left) => {
    await writeFile(join(folder, "emulator.pid"), left);
    await start();
    expect(await readFile(join(folder, "emulator.pid"), "utf8")).toBe(`${process.pid}\n`);
  });

  it("keeps the files of others, and loses what a killed emulator has left", async () => {
    await mkdir(join(folder, "temporary/mine"), { recursive: true });
    await writeFile(join(folder, "temporary/mine/note.txt"), "mine");
    await writeFile(join(folder, "temporary/note.txt"), "mine");
    const left = join(folder, "temporary/0b2fbb7e-6c1c-4b0c-9d0e-3f2f6f0a7a11");
    await writeFile(left, "half an object");
    await mkdir(join(folder, "buckets"));
    await writeFile(join(folder, "buckets/.DS_Store"), "Finder");
    await start();
    expect(await readFile(join(folder, "temporary/mine/note.txt"), "utf8")).toBe("mine");
    expect(await readFile(join(folder, "temporary/note.txt"), "utf8")).toBe("mine");
    expect(existsSync(left)).toBe(false);
  });
});

/** Sends bytes as they are, and returns everything that comes back until the connection ends. */
async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.end(text);
  let received = "";
  for await (const chunk of socket) received += chunk;
  return received;
}

describe("a request that is not well-formed", () => {
  it.each([
    ["no HTTP", "nonsense\r\n\r\n"],
    [
      "a length that is none",
      "PUT /examplebucket/k HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: x\r\n\r\n",
    ],
    ["a folded header", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nx-tos-meta-a: b\r\n c\r\n\r\n"],
  ])("is refused as TOS writes errors: %s", async (_what, text) => {
    const reply = await raw((await start()).port, text);
    expect(reply).toMatch(/^HTTP\/1\.1 400 /);
    expect(reply).toMatch(/\r\nx-tos-request-id: [0-9a-f]{16}-[0-9a-f]{7}\r\n/);
    expect(JSON.parse(reply.slice(reply.indexOf("\r\n\r\n")))).toMatchObject({ Code: "InvalidArgument" });
  });

  it("is refused with a reply that can be read, when its headers are too large", async () => {
    const { url } = await start();
    const reply = await fetch(`${url}/examplebucket/k`, { headers: { "x-tos-meta-a": "y".repeat(20_000) } });
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ Message: "The headers are larger than 16 KiB" });
  });
});

describe("a client that waits for 100 Continue", () => {
  /** Resolves with whether the body was asked for, and the status of the reply. */
  async function put(
    port: number,
    secretAccessKey: string,
  ): Promise<{ asked: boolean; status: number | undefined }> {
    const target = {
      method: "PUT",
      path: "/examplebucket/k",
      query: [],
      host: `127.0.0.1:${port}`,
      headers: {},
    };
    const signed = signHeaders(
      target,
      { ...EMULATOR_CREDENTIALS, secretAccessKey },
      { region: "cn-beijing", now: new Date() },
    );
    const sent = request({
      port,
      host: "127.0.0.1",
      method: "PUT",
      path: target.path,
      headers: { ...signed, host: target.host, expect: "100-continue", "content-length": "4" },
    });
    let asked = false;
    sent.once("continue", () => {
      asked = true;
      sent.end("body");
    });
    sent.flushHeaders();
    const [response] = await once(sent, "response");
    response.resume();
    sent.destroy();
    return { asked, status: response.statusCode };
  }

  it("is asked for its body once its signature is good, and not before", async () => {
    const { port } = await start();
    expect(await put(port, "wrong")).toEqual({ asked: false, status: 403 });
    expect(await put(port, EMULATOR_CREDENTIALS.secretAccessKey)).toEqual({ asked: true, status: 200 });
  });
});

describe("x-tos-forbid-overwrite", () => {
  it("is true or false, and refused when it is anything else: nothing is overwritten by a slip", async () => {
    const { port, url } = await start();
    const headers = { "x-tos-forbid-overwrite": "maybe" };
    const target = {
      method: "PUT",
      path: "/examplebucket/1171.jpeg",
      query: [],
      host: `127.0.0.1:${port}`,
      headers,
    };
    const signed = signHeaders(target, EMULATOR_CREDENTIALS, { region: "cn-beijing", now: new Date() });
    const reply = await fetch(`${url}${target.path}`, {
      method: "PUT",
      headers: { ...headers, ...signed },
      body: "x",
    });
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({
      Code: "InvalidArgument",
      Message: expect.stringContaining("must be true or false"),
    });
  });
});
