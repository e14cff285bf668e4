/**
 * Asks `/healthz` at a steady pace, each time over a new connection as an orchestrator does, whether the answer before
 * has come or not. Told anything, it stops and reports.
 */
import { get } from "node:http";
import { setTimeout } from "node:timers/promises";
import { percentile } from "./percentile.js";

export interface ProbeReport {
  readonly probes: number;
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** How late this process's own timer was: what the machine, and not the server, adds to an answer. */
  readonly lateP99Ms: number;
}

const { url, everyMs } = JSON.parse(process.argv[2] ?? "{}") as { url: string; everyMs: number };
/** For the last answers, in milliseconds. */
const PATIENCE_MS = 5_000;
const times: number[] = [];
const late: number[] = [];
let failed = 0;
let sent = 0;
let due = performance.now() + everyMs;

const timer = setInterval(() => {
  const at = performance.now();
  sent += 1;
  late.push(Math.max(0, at - due));
  due = at + everyMs;
  const request = get(url, { agent: false }, (response) => {
    response.resume();
    response.on("end", () => {
      if (response.statusCode === 200) times.push(performance.now() - at);
      else failed += 1;
    });
  });
  request.on("error", () => {
    failed += 1;
  });
}, everyMs);

process.on("message", async () => {
  clearInterval(timer);
  const patience = performance.now() + PATIENCE_MS;
  while (times.length + failed < sent && performance.now() < patience) await setTimeout(10);
  const report: ProbeReport = {
    probes: sent,
    failed: failed + (sent - failed - times.length),
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    maxMs: percentile(times, 1),
    lateP99Ms: percentile(late, 0.99),
  };
  process.send?.(report);
});
process.on("disconnect", () => process.exit());
process.send?.({});
