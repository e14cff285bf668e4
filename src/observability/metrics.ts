/**
 * The metrics of one app, in a registry of its own: two apps in a process do not meet. docs/observability.md lists them.
 * Names follow Prometheus' conventions, with base units.
 */
import type { ApolloServerPlugin } from "@apollo/server";
import { Counter, collectDefaultMetrics, Registry } from "prom-client";
import type { GenerationObserver } from "../generation/generation-observer.js";
import type { CallObserver } from "../tos/call-observer.js";
import type { StyleCacheObserver } from "../tos/style-cache.js";
import { createCallMetrics } from "./call-metrics.js";
import { createGenerationMetrics } from "./generation-metrics.js";
import { createHttpMetrics, type HttpMetrics } from "./http-metrics.js";
import { createOperationMetrics } from "./operation-metrics.js";
import type { OperationLabel } from "./operation-names.js";
import { createUsageMetrics, type UsageSources } from "./usage-metrics.js";

export interface Metrics {
  readonly registry: Registry;
  readonly calls: CallObserver;
  readonly generations: GenerationObserver;
  readonly styles: StyleCacheObserver;
  readonly http: HttpMetrics;
  operations(label: OperationLabel): ApolloServerPlugin;
  /** Takes what is asked at every scrape. */
  watch(sources: UsageSources): void;
}

export interface MetricsOptions {
  /**
   * Whether the process is measured too: CPU, memory, event loop, garbage collection. What that takes of the process is
   * taken until it ends, so it is for a process that is this server.
   */
  readonly ofProcess: boolean;
}

export function createMetrics({ ofProcess }: MetricsOptions): Metrics {
  const registry = new Registry();
  if (ofProcess) collectDefaultMetrics({ register: registry });
  return {
    registry,
    calls: createCallMetrics(registry),
    generations: createGenerationMetrics(registry),
    styles: createStyleMetrics(registry),
    http: createHttpMetrics(registry),
    operations: createOperationMetrics(registry),
    watch: createUsageMetrics(registry),
  };
}

function createStyleMetrics(registry: Registry): StyleCacheObserver {
  const lookups = new Counter({
    name: "tosgql_style_cache_lookups_total",
    help: "Look-ups of a bucket's list of image styles: hit, stale (served while it is read anew), shared (waited for a reading that was under way), miss.",
    labelNames: ["result"],
    registers: [registry],
  });
  for (const result of ["hit", "stale", "shared", "miss"]) lookups.inc({ result }, 0);
  return { lookedUp: (result) => lookups.inc({ result }) };
}
