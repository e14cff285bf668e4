/**
 * The server's process is ended at random moments, again and again, while pictures are generated. What clients, the
 * emulator's request log, the server's log and the stored objects say of it is told run by run; nothing is asserted here.
 */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { Agent, request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";
import sharp from "sharp";
import { EMULATOR_CREDENTIALS } from "../../src/emulator/emulator.js";
import type { RequestRecord } from "../../src/emulator/injection/request-log.js";
import { createTosClient } from "../../src/tos/client.js";
import { parseEndpoint } from "../../src/tos/endpoint.js";
import { type EmulatorProcess, startEmulatorProcess } from "./emulator-process.js";
import { buildServer, type LogLine, type ServerProcess, startServerProcess } from "./server-process.js";

export interface KillScenario {
  readonly signal: "SIGTERM" | "SIGKILL";
  /** How often the process is ended. */
  readonly times: number;
  /** Whether every second time the emulator is killed, too. Default false. */
  readonly killEmulator?: boolean;
  /** Of the random moments; without it that of all property tests. */
  readonly seed?: number;
}

/** Moments in milliseconds from the beginning of a run. */
interface KillPlan {
  readonly clients: readonly {
    readonly sendAt: number;
    /** How long after sending the client leaves; null for one that stays. */
    readonly leaveAfter: number | null;
  }[];
  readonly killAt: number;
}

export interface KilledRequest {
  /** Of its output. */
  readonly key: string;
  /** Whether all of it was handed to the system before the signal was. */
  readonly sentBefore: boolean;
  /** Whether it had its answer before the signal. */
  readonly answeredBefore: boolean;
  /** `__typename` of its result, the code of the error that ended it, or null when its client has left. */
  readonly end: string | null;
}

export interface KillRun {
  readonly plan: KillPlan;
  readonly requests: readonly KilledRequest[];
  readonly exit: Awaited<ServerProcess["exit"]>;
  /** What the ended server has logged. */
  readonly logged: readonly LogLine[];
  /** The keys of the generations that reached the emulator, in order; null when it was killed, and its log with it. */
  readonly paid: readonly string[] | null;
  /** After the restart: every stored output, and whether it is a whole picture. */
  readonly stored: readonly { readonly key: string; readonly whole: boolean }[];
  /** After the restart: the end of another generation. */
  readonly afterwards: string | null;
  /** After the restart: files of writes that were not finished. */
  readonly temporaries: readonly string[];
}

const OUTPUTS = "tostest";
/** What the model takes, in milliseconds, beside its own work. */
const LATENCY_MS = 300;

const PLAN: fc.Arbitrary<KillPlan> = fc.record({
  clients: fc.array(
    fc.record({
      sendAt: fc.integer({ min: 0, max: 800 }),
      leaveAfter: fc.option(fc.integer({ min: 20, max: 400 }), { freq: 5 }),
    }),
    { minLength: 8, maxLength: 12, size: "max" },
  ),
  killAt: fc.integer({ min: 100, max: 1_000 }),
});

export async function runKills(scenario: KillScenario): Promise<KillRun[]> {
  const { signal, times, seed, killEmulator = false } = scenario;
  const plans = fc.sample(PLAN, { numRuns: times, ...(seed !== undefined && { seed }) });
  const dataFolder = await mkdtemp(join(tmpdir(), "kills-"));
  const built = await buildServer();
  const startEmulator = () =>
    startEmulatorProcess(dataFolder, { samples: true, latencyMs: LATENCY_MS, controlPort: 0 });
  const startServer = () =>
    startServerProcess(built, {
      TOS_ENDPOINT: emulator.url,
      TOS_ACCESS_KEY: EMULATOR_CREDENTIALS.accessKeyId,
      TOS_SECRET_KEY: EMULATOR_CREDENTIALS.secretAccessKey,
      TOS_BUCKET: "examplebucket",
    });
  let emulator = await startEmulator();
  let server: ServerProcess | undefined;
  const runs: KillRun[] = [];
  try {
    server = await startServer();
    for (const [at, plan] of plans.entries()) {
      await fetch(`${emulator.controlUrl}/requests`, { method: "DELETE" });
      const withEmulator = killEmulator && at % 2 === 1;
      const dead = server;
      const requests = await endDuring(plan, `run${at}`, server.origin, () => {
        dead.signal(signal);
        return withEmulator ? emulator.kill() : undefined;
      });
      const exit = await server.exit;
      const paid = withEmulator ? null : await paidKeys(emulator);
      if (withEmulator) emulator = await startEmulator();
      server = await startServer();
      runs.push({
        plan,
        requests,
        exit,
        logged: dead.logged(),
        paid,
        afterwards: await send(server.origin, `run${at}/after.jpg`).end,
        stored: await storedPictures(emulator, `run${at}/`),
        temporaries: withEmulator ? await readdir(join(dataFolder, "temporary")) : [],
      });
    }
    return runs;
  } finally {
    server?.signal("SIGKILL");
    await server?.exit;
    await emulator.kill();
    await built.remove();
    await rm(dataFolder, { recursive: true });
  }
}

/** Sends what the plan says and ends the process in the middle of it. */
async function endDuring(
  { clients, killAt }: KillPlan,
  prefix: string,
  origin: string,
  kill: () => Promise<void> | undefined,
): Promise<KilledRequest[]> {
  let signalled = false;
  const killed = delay(killAt).then(() => {
    signalled = true;
    return kill();
  });
  const requests = clients.map(async ({ sendAt, leaveAfter }, at): Promise<KilledRequest> => {
    const key = `${prefix}/${at}.jpg`;
    await delay(sendAt);
    const { end, sent, leave } = send(origin, key);
    const sentBefore = sent.then(() => !signalled);
    const answeredBefore = end.then(() => !signalled);
    if (leaveAfter !== null) void delay(leaveAfter).then(leave);
    return { key, end: await end, sentBefore: await sentBefore, answeredBefore: await answeredBefore };
  });
  const ended = await Promise.all(requests);
  await killed;
  return ended;
}

interface Sending {
  /** Resolves when the whole request was handed to the system, or will never be. */
  readonly sent: Promise<unknown>;
  readonly end: Promise<string | null>;
  leave(): void;
}

/** Asks for a picture, over a connection of its own. */
function send(origin: string, key: string): Sending {
  const query = `mutation { generateImage(input: { prompt: "山", source: { key: "1171.jpeg" }, preprocess: { actions: "image/resize,w_200" }, output: { bucket: "${OUTPUTS}", key: "${key}" } }) { __typename } }`;
  const agent = new Agent({ keepAlive: false });
  const headers = { "content-type": "application/json" };
  const request = httpRequest(`${origin}/graphql`, { method: "POST", headers, agent });
  let left = false;
  let flushed = (): void => {};
  const end = new Promise<string | null>((resolve) => {
    request.on("error", (error: NodeJS.ErrnoException) => resolve(left ? null : (error.code ?? "ERROR")));
    request.on("response", (response) => {
      text(response).then(
        (body) => resolve(JSON.parse(body).data?.generateImage?.__typename ?? body),
        (error: NodeJS.ErrnoException) => resolve(left ? null : (error.code ?? "ERROR")),
      );
    });
  });
  const written = new Promise<void>((resolve) => {
    flushed = resolve;
  });
  request.end(JSON.stringify({ query }), flushed);
  return {
    sent: Promise.race([written, end]),
    end,
    leave() {
      left = true;
      request.destroy();
    },
  };
}

async function paidKeys({ controlUrl }: EmulatorProcess): Promise<string[]> {
  const reply = await fetch(`${controlUrl}/requests?operation=ImageToImage`);
  const { requests } = (await reply.json()) as { requests: RequestRecord[] };
  return requests.map(({ body }) => JSON.parse(body ?? "").OutputProcessing.Object);
}

async function storedPictures({ url }: EmulatorProcess, prefix: string): Promise<KillRun["stored"]> {
  const tos = createTosClient({
    endpoint: parseEndpoint(url),
    region: "cn-beijing",
    credentials: () => EMULATOR_CREDENTIALS,
  });
  try {
    const { objects } = await tos.listObjects(OUTPUTS, { prefix, startAfter: null, maxKeys: 1_000 });
    return await Promise.all(
      objects.map(async ({ key }) => ({ key, whole: await isWhole(tos.getObject(OUTPUTS, key)) })),
    );
  } finally {
    await tos.close();
  }
}

/** A reply that is shorter than it says rejects, and so does a picture that ends before its last line. */
async function isWhole(content: Promise<{ readonly body: Uint8Array }>): Promise<boolean> {
  try {
    await sharp((await content).body, { failOn: "truncated" })
      .raw()
      .toBuffer();
    return true;
  } catch {
    return false;
  }
}
