/** A local TOS over HTTP: a bench for tests, a backend for development and demonstrations. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TosCredentials } from "../tos/credentials.js";
import type { Identity } from "./auth/rights.js";
import { createModelSettings, type ModelOptions } from "./generation/settings.js";
import { createHandler } from "./http/handler.js";
import { sowSamples } from "./samples/sow.js";
import { BucketStore } from "./storage/bucket-store.js";

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
  /** Default 0: any free port. */
  readonly port?: number;
  /** How long a generation takes beside the stand-in's own work, in milliseconds. Default 0. */
  readonly latencyMs?: number;
  /** What buckets say of their place. Signatures are accepted for any region. Default cn-beijing. */
  readonly region?: string;
  /** Whose signatures are accepted, and for what. Default {@link EMULATOR_CREDENTIALS}, with every right. */
  readonly identities?: readonly Identity[];
  /** Whether the first start puts sample buckets, pictures and styles into the folder. Default true. */
  readonly samples?: boolean;
  readonly now?: () => Date;
  /** Gets a line for each thing that should not happen. */
  readonly log?: (message: string) => void;
}

export interface Emulator {
  /** `http://127.0.0.1:4010`, to be used as the endpoint. */
  readonly url: string;
  readonly port: number;
  /** The names of its buckets. */
  buckets(): readonly string[];
  /** Ends connections and running generations; resolves when no socket, timer or file is left open. */
  close(): Promise<void>;
}

/** Rejects when the folder cannot be used or the address is taken. */
export async function createEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { dataFolder, host = "127.0.0.1", port = 0, latencyMs = 0, region = "cn-beijing" } = options;
  const { now = () => new Date(), log = () => {}, identities = [EMULATOR_CREDENTIALS] } = options;
  const buckets = await BucketStore.open({ dataFolder, now, log });
  if (options.samples ?? true) await sowSamples(buckets, dataFolder);

  const closing = new AbortController();
  const handle = createHandler({
    services: {
      buckets,
      region,
      latencyMs,
      model: createModelSettings(options, now),
      now,
      closing: closing.signal,
    },
    identities,
    log,
  });
  const running = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const done = handle(request, response).finally(() => running.delete(done));
    running.add(done);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const shownHost = address.family === "IPv6" ? `[${address.address}]` : address.address;

  return {
    url: `http://${shownHost}:${address.port}`,
    port: address.port,
    buckets: () => buckets.all().map(({ name }) => name),
    close: async () => {
      closing.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, ...running]);
    },
  };
}
