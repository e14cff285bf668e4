/** A local TOS over HTTP: a bench for tests, a backend for development and demonstrations. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { TosCredentials } from "../tos/credentials.js";
import type { Identity } from "./auth/rights.js";
import { createModelSettings, type ModelOptions } from "./generation/settings.js";
import { createHandler } from "./http/handler.js";
import { refuseUnreadable } from "./http/unreadable-request.js";
import { createControlServer } from "./injection/control.js";
import { createFaultRules, type FaultRules } from "./injection/fault-rules.js";
import { createRequestLog, type RequestLog } from "./injection/request-log.js";
import { type Listener, listen } from "./listen.js";
import { publicHostOf } from "./public-url.js";
import { sowSamples } from "./samples/sow.js";
import { BucketStore } from "./storage/bucket-store.js";
import { lockFolder } from "./storage/folder-lock.js";

/** What the emulator accepts unless told otherwise. No secret: it protects nothing. */
export const EMULATOR_CREDENTIALS: TosCredentials = {
  accessKeyId: "emulator",
  secretAccessKey: "emulator-secret",
};

export interface EmulatorOptions extends ModelOptions {
  /** Where buckets, objects and styles live; made when it is not there. One emulator at a time may use it. */
  readonly dataFolder: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free port of the system's choice. */
  readonly port?: number;
  /**
   * An http(s) URL, without path, under which clients reach the emulator when that is neither an address nor localhost:
   * from outside of a container, behind a proxy. Buckets are taken from its path and from names below it.
   */
  readonly publicUrl?: string;
  /** Where fault rules and the request log are served over HTTP, on loopback only; 0 takes any free port. Default: nowhere. */
  readonly controlPort?: number;
  /** How long a generation takes beside the stand-in's own work, in milliseconds. Default 0. */
  readonly latencyMs?: number;
  /** What buckets say of their place. Signatures are accepted for any region. Default cn-beijing. */
  readonly region?: string;
  /** Whose signatures are accepted, and for what. Default {@link EMULATOR_CREDENTIALS}, with every right. */
  readonly identities?: readonly Identity[];
  /** Buckets that are made at start where they are missing. Default none beside the samples. */
  readonly buckets?: readonly string[];
  /** Whether the first start puts sample buckets, pictures and styles into the folder. Default true. */
  readonly samples?: boolean;
  /** What every part of a multipart upload but the last one must have, in bytes. Default 5 MiB, as the service. */
  readonly minPartBytes?: number;
  readonly now?: () => Date;
  /** Gets a line for each thing that should not happen. */
  readonly log?: (message: string) => void;
}

export interface Emulator {
  /** `http://127.0.0.1:4010`, to be used as the endpoint. */
  readonly url: string;
  readonly port: number;
  /** `http://127.0.0.1:4011`; null without `controlPort`. */
  readonly controlUrl: string | null;
  /** The faults that its replies are to have. */
  readonly faults: FaultRules;
  /** What it was asked. */
  readonly requests: RequestLog;
  /** The names of its buckets. */
  buckets(): readonly string[];
  /** Ends connections and running generations; resolves when no socket, timer or file is left open. */
  close(): Promise<void>;
}

/** Rejects when the folder cannot be used or is in use, an address is taken, or the public URL is none. */
export async function createEmulator(options: EmulatorOptions): Promise<Emulator> {
  const unlock = lockFolder(options.dataFolder);
  try {
    const emulator = await start(options);
    return { ...emulator, close: () => emulator.close().finally(unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function start(options: EmulatorOptions): Promise<Emulator> {
  const { dataFolder, host = "127.0.0.1", port = 0, latencyMs = 0, region = "cn-beijing" } = options;
  const { now = () => new Date(), log = () => {}, identities = [EMULATOR_CREDENTIALS] } = options;
  const publicHost = options.publicUrl === undefined ? null : publicHostOf(options.publicUrl);
  const { minPartBytes = 5 * 1024 * 1024 } = options;
  const buckets = await BucketStore.open({ dataFolder, now, log });
  if (options.samples ?? true) await sowSamples(buckets, dataFolder);
  for (const name of options.buckets ?? []) if (!buckets.has(name)) await buckets.create(name);

  const closing = new AbortController();
  const faults = createFaultRules();
  const requests = createRequestLog();
  const handle = createHandler({
    services: {
      buckets,
      region,
      latencyMs,
      minPartBytes,
      model: createModelSettings(options, now),
      now,
      closing: closing.signal,
    },
    identities,
    publicHost,
    faults,
    requests,
    log,
  });
  const running = new Set<Promise<void>>();
  const receive = (request: IncomingMessage, response: ServerResponse): void => {
    const done = handle(request, response).finally(() => running.delete(done));
    running.add(done);
  };
  // Beyond the parser's bound nothing can be answered properly: it is far above what is accepted.
  const server = createServer({ maxHeaderSize: 256 * 1024 }, receive);
  server.on("checkContinue", receive);
  server.on("clientError", refuseUnreadable);
  const tos = await listen(server, port, host);
  const control = await listenForControl({ faults, requests }, options.controlPort, tos);

  return {
    url: tos.url,
    port: tos.port,
    controlUrl: control?.url ?? null,
    faults,
    requests,
    buckets: () => buckets.all().map(({ name }) => name),
    close: async () => {
      closing.abort();
      await Promise.all([tos.close(), control?.close(), ...running]);
    },
  };
}

/** Ends the other server when it cannot listen. */
async function listenForControl(
  controlled: { readonly faults: FaultRules; readonly requests: RequestLog },
  port: number | undefined,
  tos: Listener,
): Promise<Listener | null> {
  if (port === undefined) return null;
  try {
    return await listen(createControlServer(controlled), port, "127.0.0.1");
  } catch (error) {
    await tos.close();
    throw error;
  }
}
