/** Minutes of mixed load on the built server with faults between it and TOS. `npm run test:soak`, SOAK_MINUTES=10. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { EMULATOR_CREDENTIALS } from "../../src/emulator/emulator.js";
import { startEmulatorProcess } from "../helpers/emulator-process.js";
import { type Sample, scrape } from "../helpers/scrape.js";
import { temporaryFolder } from "../unit/emulator/helpers.js";
import { type Account, openAccount, runClients } from "./mixed/clients.js";
import { createFaultSource, type UpstreamTally } from "./mixed/faults.js";
import { type ServerProcess, startBuiltServer } from "./processes/child.js";
import { percentile } from "./processes/percentile.js";
import { rssBytes } from "./processes/proc.js";

const MINUTES = Number(process.env.SOAK_MINUTES ?? 10);
const CLIENTS = 24;
const LEAVING = 0.06;
const FAULTS = 0.05;
const MB = 1024 * 1024;

/** A look at the server, every few seconds. */
interface Look {
  readonly rssMb: number;
  readonly heapMb: number;
  readonly descriptors: number;
  readonly loopP99Ms: number;
}

interface Result {
  readonly account: Account;
  readonly upstream: UpstreamTally;
  readonly looks: readonly Look[];
  /** After the last answer. */
  readonly rest: readonly Sample[];
  readonly log: readonly string[];
  readonly exitCode: number | null;
}

const { random } = Math;

async function soak(): Promise<Result> {
  const folder = await temporaryFolder();
  const emulator = await startEmulatorProcess(join(folder.path, "data"), {
    samples: true,
    latencyMs: 200,
    controlPort: 0,
  });
  let server: ServerProcess | undefined;
  try {
    server = await startBuiltServer(
      {
        TOS_ENDPOINT: emulator.url,
        TOS_ACCESS_KEY: EMULATOR_CREDENTIALS.accessKeyId,
        TOS_SECRET_KEY: EMULATOR_CREDENTIALS.secretAccessKey,
        TOS_BUCKET: "examplebucket",
        GENERATION_TIMEOUT_MS: "20000",
        TOS_TIMEOUT_MS: "5000",
        STYLE_CACHE_TTL_MS: "1000",
        METRICS: "on",
        METRICS_PORT: "0",
      },
      join(folder.path, "server.log"),
    );
    const { pid, origin } = server;
    const metricsUrl = await findMetrics(server);
    const faults = createFaultSource(emulator.controlUrl ?? "", FAULTS, random);
    const account = openAccount();
    const looks: Look[] = [];
    const until = performance.now() + MINUTES * 60_000;
    const isOver = (): boolean => performance.now() >= until;
    const clients = runClients({ origin, clients: CLIENTS, leaving: LEAVING, random, isOver }, account);
    const watch = async (): Promise<void> => {
      for (let at = 0; !isOver(); at++) {
        await faults.turn();
        if (at % 5 === 0) looks.push(look(pid, await scrape(metricsUrl)));
        await delay(1_000);
      }
    };
    await Promise.all([clients, watch()]);
    // Generations of clients who have left run to their end.
    await restOf(metricsUrl);
    await faults.turn();
    return {
      account,
      upstream: faults.tally(),
      looks,
      rest: await scrape(metricsUrl),
      exitCode: await server.stop("SIGTERM"),
      log: server.log(),
    };
  } finally {
    await server?.stop("SIGKILL");
    await emulator.kill();
    await folder.remove();
  }
}

const total = (samples: readonly Sample[], name: string): number =>
  samples.filter((sample) => sample.name === name).reduce((sum, { value }) => sum + value, 0);

function look(pid: number, samples: readonly Sample[]): Look {
  return {
    rssMb: rssBytes(pid) / MB,
    heapMb: total(samples, "nodejs_heap_size_used_bytes") / MB,
    descriptors: total(samples, "process_open_fds"),
    loopP99Ms: total(samples, "nodejs_eventloop_lag_p99_seconds") * 1_000,
  };
}

/** Waits until nothing is under way, at most for the time of a generation. */
async function restOf(metricsUrl: string): Promise<void> {
  for (let at = 0; at < 60; at++) {
    const samples = await scrape(metricsUrl);
    if (total(samples, "tosgql_generations_in_flight") === 0) return;
    await delay(500);
  }
}

/** Told in the log, once they are served. */
async function findMetrics(server: ServerProcess): Promise<string> {
  for (let at = 0; at < 100; at++) {
    const [url] = /http:\/\/[\d.:]+\/metrics/.exec(server.log().join("\n")) ?? [];
    if (url !== undefined) return url;
    await delay(50);
  }
  throw new Error(`no metrics:\n${server.log().join("\n")}`);
}

/** The least of each third: what is left of the heap after a collection, near enough, and of memory altogether. */
function thirds(values: readonly number[], share: number): number[] {
  const size = Math.floor(values.length / 3);
  return [0, 1, 2].map((at) => Math.round(percentile(values.slice(at * size, (at + 1) * size), share)));
}

let result: Result;

describe(`${MINUTES} minutes of mixed load with ${FAULTS * 100} % faults`, () => {
  beforeAll(
    async () => {
      execFileSync(process.execPath, ["scripts/build-when-stale.mjs"], { stdio: "inherit" });
      result = await soak();
      print(result);
    },
    (MINUTES + 5) * 60_000,
  );

  it("had the load and the faults that it is about", () => {
    const { upstream, account } = result;
    expect(account.answered).toBeGreaterThan(MINUTES * 300);
    expect(upstream.missed).toBe(0);
    expect(upstream.faults / upstream.requests).toBeGreaterThan(FAULTS * 0.8);
  });

  it("answers every request whose client stays, with what that request may be answered with", () => {
    const { sent, answered, left, lost, unfit } = result.account;
    expect(lost).toEqual([]);
    expect(answered + left).toBe(sent);
    expect(unfit).toEqual([]);
  });

  it("pays at most once for each generation that it accepts, and for no other", () => {
    const { upstream, account, rest } = result;
    const twice = [...upstream.paid].filter(([, calls]) => calls > 1);
    const fixed = new Set(["1171.jpeg"]);
    expect(twice.filter(([key]) => !fixed.has(key))).toEqual([]);
    const strange = [...upstream.paid.keys()].filter((key) => !account.outputs.has(key) && !fixed.has(key));
    expect(strange).toEqual([]);
    const paid = [...upstream.paid.values()].reduce((sum, calls) => sum + calls, 0);
    expect(paid).toBeLessThanOrEqual(total(rest, "tosgql_generations_total"));
  });

  it("keeps its memory and its descriptors", () => {
    const { looks } = result;
    const [heapFirst = 0, , heapLast = 0] = thirds(
      looks.map(({ heapMb }) => heapMb),
      0,
    );
    expect(heapLast).toBeLessThan(heapFirst * 1.15 + 5);
    const [rssFirst = 0, , rssLast = 0] = thirds(
      looks.map(({ rssMb }) => rssMb),
      0.5,
    );
    expect(rssLast).toBeLessThan(rssFirst * 1.2 + 10);
    const [, , descriptors = 0] = thirds(
      looks.map((each) => each.descriptors),
      1,
    );
    expect(descriptors).toBeLessThan(40 + CLIENTS * 8);
  });

  it("leaves nothing under way", () => {
    const { rest } = result;
    expect(total(rest, "tosgql_generations_in_flight")).toBe(0);
    expect(total(rest, "tosgql_generations_queued")).toBe(0);
    expect(total(rest, "tosgql_upstream_calls_in_flight")).toBe(0);
    expect(total(rest, "tosgql_http_requests_in_flight")).toBe(0);
  });

  it("has no fault of its own in its log, and ends with 0", () => {
    const faults = result.log.filter((line) => !line.startsWith("{") || (JSON.parse(line).level ?? 0) >= 50);
    expect(faults).toEqual([]);
    expect(result.exitCode).toBe(0);
  });
});

function print({ account, upstream, looks, rest }: Result): void {
  const { sent, answered, left, lost, unfit, times, outcomes } = account;
  const rows: [string, string | number][] = [
    ["requests sent", sent],
    ["answered", answered],
    ["left by their clients", left],
    ["lost", lost.length],
    ["unfit", unfit.length],
    [
      "p50, p99 of an answer, ms",
      times.length && `${Math.round(percentile(times, 0.5))}, ${Math.round(percentile(times, 0.99))}`,
    ],
    ["requests to TOS, with a fault", `${upstream.requests}, ${upstream.faults}`],
    [
      "generations accepted, paid",
      `${total(rest, "tosgql_generations_total")}, ${[...upstream.paid.values()].reduce((sum, calls) => sum + calls, 0)}`,
    ],
    [
      "calls repeated, not repeated",
      `${total(rest, "tosgql_upstream_retries_total")}, ${total(rest, "tosgql_upstream_retries_denied_total")}`,
    ],
    [
      "least heap by thirds, MB",
      thirds(
        looks.map(({ heapMb }) => heapMb),
        0,
      ).join(", "),
    ],
    [
      "median RSS by thirds, MB",
      thirds(
        looks.map(({ rssMb }) => rssMb),
        0.5,
      ).join(", "),
    ],
    [
      "most descriptors by thirds",
      thirds(
        looks.map((each) => each.descriptors),
        1,
      ).join(", "),
    ],
    [
      "median p99 of the loop's lag by thirds, ms",
      thirds(
        looks.map(({ loopP99Ms }) => loopP99Ms),
        0.5,
      ).join(", "),
    ],
  ];
  const lines = rows.map(([name, value]) => `| ${name} | ${value} |`);
  const kinds = [...outcomes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `  ${value} ${name}`);
  process.stdout.write(`\n| | |\n|---|---|\n${lines.join("\n")}\n${kinds.join("\n")}\n`);
}
