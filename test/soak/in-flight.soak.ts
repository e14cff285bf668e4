/** Nine thousand generations in flight in one process, weighed against a bare handler in the same run. `npm run test:soak`. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { temporaryFolder } from "../unit/emulator/helpers.js";
import { type Child, startBuiltServer, startChild } from "./processes/child.js";
import type { ProbeReport } from "./processes/health-probe.js";
import type { LoadOptions, LoadReport } from "./processes/load.js";
import { cpuMs, descriptorLimit, peakRssBytes } from "./processes/proc.js";
import type { UpstreamReport } from "./processes/slow-upstream.js";

const MB = 1024 * 1024;
const CLIENTS = Number(process.env.SOAK_CLIENTS ?? 9_000);
const LATENCY_MS = 6_000;
/** What two cores have room for beside the load itself; the upstream holds what has come until all have. */
const PER_SECOND = 600;
const MAX_ARRIVING = 50;
const MAX_RSS_RATIO = 1.3;
const MAX_HEALTH_MS = 100;

const script = (name: string): string => join(import.meta.dirname, "processes", name);

interface Measured {
  readonly load: LoadReport;
  readonly health: ProbeReport;
  readonly upstream: UpstreamReport;
  readonly peakRssMb: number;
  readonly cpuMicrosPerRequest: number;
}

/** The same load on either of the two, and what it took of the process that serves. */
async function measure(
  origin: string,
  pid: number,
  upstream: Child,
  target: Pick<LoadOptions, "url" | "speaks">,
): Promise<Measured> {
  const shape = {
    clients: CLIENTS,
    rounds: 1,
    perSecond: PER_SECOND,
    maxArriving: MAX_ARRIVING,
    callsUrl: `${upstream.ready.url}/calls`,
  };
  const probe = await startChild(script("health-probe.ts"), { url: `${origin}/healthz`, everyMs: 50 });
  const load = await startChild(script("load.ts"), { ...target, ...shape });
  const before = cpuMs(pid);
  try {
    const report = await load.ask<LoadReport>("go");
    return {
      load: report,
      health: await probe.ask<ProbeReport>("stop"),
      upstream: await upstream.ask<UpstreamReport>("report"),
      peakRssMb: Math.round(peakRssBytes(pid) / MB),
      cpuMicrosPerRequest: Math.round(((cpuMs(pid) - before) * 1000) / CLIENTS),
    };
  } finally {
    await load.stop();
    await probe.stop();
  }
}

async function measureServer(folder: string): Promise<Measured> {
  const upstream = await startChild(script("slow-upstream.ts"), {
    latencyMs: LATENCY_MS,
    holdUntil: CLIENTS,
  });
  const server = await startBuiltServer(
    {
      TOS_ENDPOINT: String(upstream.ready.url),
      TOS_ACCESS_KEY: "testAK",
      TOS_SECRET_KEY: "testSK",
      // The bare handler makes one call, too.
      GENERATION_SOURCE_CHECK: "off",
      GENERATION_CONCURRENCY: String(CLIENTS),
      GENERATION_TIMEOUT_MS: "120000",
    },
    join(folder, "server.log"),
    process.env.SOAK_NODE_OPTIONS?.split(" ") ?? [],
  );
  try {
    return await measure(server.origin, server.pid, upstream, {
      url: `${server.origin}/graphql`,
      speaks: "graphql",
    });
  } finally {
    await server.stop();
    await upstream.stop();
  }
}

async function measureBare(): Promise<Measured> {
  const upstream = await startChild(script("slow-upstream.ts"), {
    latencyMs: LATENCY_MS,
    holdUntil: CLIENTS,
  });
  const bare = await startChild(script("bare-handler.mjs"), { upstream: upstream.ready.url });
  try {
    const origin = String(bare.ready.origin);
    return await measure(origin, bare.pid, upstream, { url: origin, speaks: "bare" });
  } finally {
    await bare.stop();
    await upstream.stop();
  }
}

beforeAll(() => {
  execFileSync(process.execPath, ["scripts/build-when-stale.mjs"], { stdio: "inherit" });
});

it(`holds ${CLIENTS} generations in flight, in little more memory than a bare handler takes`, {
  timeout: 300_000,
}, async () => {
  // Of each client a socket in and a socket out.
  expect(descriptorLimit(), "`ulimit -n` is too low for this test").toBeGreaterThan(2 * CLIENTS + 500);
  const folder = await temporaryFolder();
  try {
    const bare = await measureBare();
    const server = await measureServer(folder.path);
    process.stdout.write(`${JSON.stringify({ bare, server }, null, 1)}\n`);
    for (const { load, upstream, health } of [bare, server]) {
      expect(load.errors).toEqual({});
      expect(load.answered).toBe(CLIENTS);
      expect(upstream).toEqual({ calls: CLIENTS, peakInFlight: CLIENTS, repeated: 0 });
      expect(health.failed).toBe(0);
    }
    expect(server.health.p99Ms).toBeLessThan(MAX_HEALTH_MS);
    expect(server.peakRssMb / bare.peakRssMb).toBeLessThanOrEqual(MAX_RSS_RATIO);
  } finally {
    await folder.remove();
  }
});
