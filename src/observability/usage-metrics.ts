/** What is in use when the metrics are asked for: places of generations, and sockets to TOS. */
import { Gauge, type Registry } from "prom-client";
import type { BulkheadStats } from "../generation/bulkhead.js";
import type { PoolStats } from "../tos/transport.js";

/** Each is asked anew at every scrape; what is left out is not told. */
export interface UsageSources {
  /** By model. */
  readonly generations?: (() => Iterable<readonly [string, BulkheadStats]>) | undefined;
  /** By name of the pool. */
  readonly pools?: (() => Iterable<readonly [string, PoolStats]>) | undefined;
}

/** Returns a function that takes the sources once they are there. */
export function createUsageMetrics(registry: Registry): (sources: UsageSources) => void {
  const registers = [registry];
  let sources: UsageSources = {};
  const ofModels = (name: string, help: string, read: (stats: BulkheadStats) => number): void => {
    new Gauge({
      name,
      help,
      labelNames: ["model"],
      registers,
      collect() {
        this.reset();
        for (const [model, stats] of sources.generations?.() ?? []) this.set({ model }, read(stats));
      },
    });
  };
  ofModels(
    "tosgql_generations_in_flight",
    "Generations that hold a place: sent, and not answered yet.",
    ({ running }) => running,
  );
  ofModels("tosgql_generations_queued", "Generations that wait for a place.", ({ queued }) => queued);
  ofModels(
    "tosgql_generations_concurrency_limit",
    "Generations that may hold a place at a time.",
    ({ concurrency }) => concurrency,
  );
  new Gauge({
    name: "tosgql_upstream_pool_sockets",
    help: "Open sockets to TOS, by pool and whether anything is sent on them (busy, free).",
    labelNames: ["pool", "state"],
    registers,
    collect() {
      this.reset();
      for (const [pool, { connected, free }] of sources.pools?.() ?? []) {
        this.set({ pool, state: "busy" }, Math.max(0, connected - free));
        this.set({ pool, state: "free" }, free);
      }
    },
  });
  new Gauge({
    name: "tosgql_upstream_pool_requests",
    help: "Requests to TOS, by pool and whether they have a socket (running) or wait for one (queued).",
    labelNames: ["pool", "state"],
    registers,
    collect() {
      this.reset();
      for (const [pool, { running, queued }] of sources.pools?.() ?? []) {
        this.set({ pool, state: "running" }, running);
        this.set({ pool, state: "queued" }, queued);
      }
    },
  });
  return (given) => {
    sources = given;
  };
}
