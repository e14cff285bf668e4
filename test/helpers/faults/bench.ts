/** The API in front of an emulator, with a client of TOS for each bucket: what happens to the calls of one concerns no other. */
import { pino } from "pino";
import sharp from "sharp";
import { type RunningApp, startApp } from "../../../src/app.js";
import { readConfig } from "../../../src/config.js";
import { EMULATOR_CREDENTIALS } from "../../../src/emulator/emulator.js";
import { createTosClient, type TosClient } from "../../../src/tos/client.js";
import { parseEndpoint } from "../../../src/tos/endpoint.js";
import { type StartedEmulator, startEmulator } from "../../unit/emulator/helpers.js";
import { type Answer, readAnswer } from "./answer.js";
import { documentOf } from "./document.js";
import { HEALTHY, type Place, type Row } from "./rows.js";

/** In milliseconds. */
export interface Times {
  /** Of a query, a deletion, a change of a style, and a call of theirs. */
  readonly readMs: number;
  readonly generationMs: number;
  readonly connectMs?: number;
}

/** Enough for whatever ends by itself. */
export const PATIENT: Times = { readMs: 15_000, generationMs: 20_000 };
/** For what ends by its deadline alone. */
export const HASTY: Times = { readMs: 2000, generationMs: 4000, connectMs: 500 };

export interface Bench {
  readonly emulator: StartedEmulator["emulator"];
  /** Where the emulator listens. */
  readonly url: string;
  /** Reaches the emulator directly: to prepare a place, and to look at what became of it. */
  readonly tos: TosClient;
  /** Makes the row's place ready, asks for its field and one beside it, and reads the answer. */
  ask(row: Row, place: Place, times: Times): Promise<Answer>;
  /** The calls for this bucket go to this endpoint from now on, by a client without any connection yet. */
  route(bucket: string, times: Times, url?: string): Promise<void>;
  /** Of the API, for a request of another kind. */
  apiUrl(): Promise<string>;
  /** Lines of the log that tell of an error: what TOS does wrong is none of ours. */
  faultsOfOurs(): readonly string[];
  close(): Promise<void>;
}

export async function startBench(buckets: readonly string[]): Promise<Bench> {
  const started = await startEmulator({ buckets: [HEALTHY, ...buckets] });
  const newClient = ({ readMs, connectMs = 5000 }: Times, url = started.url) =>
    createTosClient({
      endpoint: parseEndpoint(url),
      region: "cn-beijing",
      credentials: () => EMULATOR_CREDENTIALS,
      timeoutMs: readMs,
      connectTimeoutMs: connectMs,
    });
  const direct = newClient(PATIENT);
  const clients = new Map<string, TosClient>();
  const logged: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => logged.push(line) });
  const tos = byBucket((bucket) => clients.get(bucket) ?? direct);
  const apps = new Map<Times, Promise<RunningApp>>();
  const appFor = (times: Times): Promise<RunningApp> => {
    const app = apps.get(times) ?? startApp(readConfig(environment(times)), { log, tos });
    apps.set(times, app);
    return app;
  };
  const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: "#5c783b" } })
    .jpeg()
    .toBuffer();
  for (const bucket of [HEALTHY, ...buckets]) {
    await direct.putObject(bucket, "source.jpg", picture, { contentType: "image/jpeg" });
    await direct.putObject(bucket, "bare", picture, { contentType: "image/jpeg" });
    await direct.putImageStyle(bucket, "style01", "image/resize,w_32");
  }
  const route: Bench["route"] = async (bucket, times, url) => {
    await clients.get(bucket)?.close();
    clients.set(bucket, newClient(times, url));
  };

  return {
    emulator: started.emulator,
    url: started.url,
    tos: direct,
    route,
    async ask(row, place, times) {
      const { url } = await appFor(times);
      const began = performance.now();
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(documentOf(row, place, times.generationMs)),
      });
      return readAnswer(row, await response.json(), performance.now() - began);
    },
    apiUrl: async () => (await appFor(PATIENT)).url,
    faultsOfOurs: () => logged.filter((line) => JSON.parse(line).level >= 50),
    async close() {
      for (const app of apps.values()) await (await app).close();
      for (const client of [direct, ...clients.values()]) await client.close();
      await started.stop();
    },
  };
}

/** Puts there what a row needs, under a name that no case before has used. */
export async function prepare({ tos }: Bench, { needs }: Row, { bucket, name }: Place): Promise<void> {
  if (needs === "object") await tos.putObject(bucket, name, Buffer.from("x"), { contentType: "image/jpeg" });
  if (needs === "style") await tos.putImageStyle(bucket, name, "image/resize,w_16");
}

function environment({ readMs, generationMs }: Times): Record<string, string> {
  return {
    PORT: "0",
    TOS_ENDPOINT: "http://127.0.0.1:1",
    TOS_ACCESS_KEY: "unused",
    TOS_SECRET_KEY: "unused",
    TOS_TIMEOUT_MS: String(readMs),
    GENERATION_TIMEOUT_MS: String(generationMs),
    // Each generation is to fail by itself, and none to wait for another.
    GENERATION_CONCURRENCY: "1000",
    // Each case is to ask TOS itself.
    STYLE_CACHE_TTL_MS: "0",
  };
}

/** Every method of the client is about one bucket, which it is given first, or as a member of what it is given first. */
function byBucket(clientOf: (bucket: string) => TosClient): TosClient {
  return new Proxy({} as TosClient, {
    get:
      (_target, method) =>
      (...args: unknown[]): unknown => {
        const [first] = args;
        const bucket =
          typeof first === "object" && first !== null && "bucket" in first ? first.bucket : first;
        const client = clientOf(String(bucket));
        return Reflect.apply(Reflect.get(client, method) as (...given: unknown[]) => unknown, client, args);
      },
  });
}
