/** A started emulator on a folder of its own, and a client that signs as our own server does. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "undici";
import {
  createEmulator,
  EMULATOR_CREDENTIALS,
  type Emulator,
  type EmulatorOptions,
} from "../../../src/emulator/emulator.js";
import type { TosCredentials } from "../../../src/tos/credentials.js";
import { canonicalQuery, type QueryPairs, signHeaders, uriEncode } from "../../../src/tos/signature.js";

export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "emulator-test-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export interface CallOptions {
  readonly query?: QueryPairs;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly host?: string;
  readonly credentials?: TosCredentials;
  readonly payloadHash?: string;
  readonly now?: Date;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on the members of foreign JSON
  json(): any;
}

export interface StartedEmulator {
  readonly emulator: Emulator;
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly folder: string;
  /** Sends a signed request. The path is decoded: it is encoded here. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Sends what it is given. */
  raw(method: string, target: string, headers: Record<string, string>, body?: string): Promise<Answer>;
  /** Drops the client's connection, with what is under way on it, when the request has been sent. */
  hangUp(): Promise<void>;
  /** Ends client and emulator, and removes the folder unless it was given. */
  stop(): Promise<void>;
}

export async function startEmulator(options: Partial<EmulatorOptions> = {}): Promise<StartedEmulator> {
  const own = options.dataFolder === undefined ? await temporaryFolder() : null;
  const folder = options.dataFolder ?? own?.path ?? "";
  const emulator = await createEmulator({ samples: false, ...options, dataFolder: folder });
  let client = new Client(emulator.url);
  const host = `127.0.0.1:${emulator.port}`;

  const raw: StartedEmulator["raw"] = async (method, target, headers, body) => {
    const response = await client.request({
      method: method as "GET",
      path: target,
      headers,
      body: body ?? null,
    });
    const bytes = Buffer.from(await response.body.arrayBuffer());
    const text = bytes.toString("utf8");
    const flat = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
    return {
      status: response.statusCode,
      headers: Object.fromEntries(flat),
      bytes,
      text,
      json: () => JSON.parse(text),
    };
  };

  return {
    emulator,
    url: emulator.url,
    host,
    port: emulator.port,
    folder,
    raw,
    call: (method, path, { query = [], body, headers = {}, ...more } = {}) => {
      const request = { method, path, query, headers, host: more.host ?? host };
      const signed = signHeaders(
        more.payloadHash === undefined ? request : { ...request, payloadHash: more.payloadHash },
        more.credentials ?? EMULATOR_CREDENTIALS,
        { region: "cn-beijing", now: more.now ?? new Date() },
      );
      const target = uriEncode(path, true) + (query.length === 0 ? "" : `?${canonicalQuery(query)}`);
      return raw(method, target, { ...headers, ...signed, host: request.host }, body as string | undefined);
    },
    hangUp: async () => {
      const old = client;
      client = new Client(emulator.url);
      // Two turns through another connection: by then the server has read what the old one sent.
      for (let turn = 0; turn < 2; turn++) await raw("GET", "/", { host });
      await old.destroy();
    },
    stop: async () => {
      await client.destroy();
      await emulator.close();
      await own?.remove();
    },
  };
}

/** `200 content`, or the status, Code and EC of an error. */
export function outcomeOf(answer: Answer): string {
  if (answer.status < 400) return `${answer.status} ${answer.text}`.trimEnd();
  const { Code, EC } = answer.json();
  return [answer.status, Code, EC].filter((part) => part !== undefined).join(" ");
}
