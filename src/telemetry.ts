/** What tells of the app: its metrics, and its traces where the configuration has a collector. */
import type { Logger } from "pino";
import type { MetricsConfig } from "./config/metrics.js";
import { type Config, ConfigError } from "./config.js";
import { createMetrics, type Metrics } from "./observability/metrics.js";
import { type MetricsServer, startMetricsServer } from "./observability/metrics-server.js";
import { registeredTracing, type Tracing } from "./observability/tracing.js";
import { metricsProblem, tracingLoadProblem } from "./start-problems.js";
import type { Observers } from "./subgraph.js";
import { tellAll } from "./tos/call-observer.js";

export interface TelemetryOptions {
  readonly log: Logger;
  /** In the place of what the configuration describes. Who passes it closes it. */
  readonly tracing?: Tracing | undefined;
  /** Told beside the metrics. */
  readonly observers?: Observers | undefined;
}

export interface Telemetry {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly observers: Observers;
  /**
   * Serves the metrics, where the configuration says so. Called again, does nothing.
   * @throws ConfigError when their address or port cannot be had.
   */
  serve(): Promise<void>;
  /** Null while none are served. */
  metricsUrl(): string | null;
  /** Sends the spans that are left, and serves no more. */
  close(): Promise<void>;
}

/** @throws ConfigError when traces are to be sent and cannot be. */
export async function openTelemetry(
  config: Config,
  { log, ...options }: TelemetryOptions,
): Promise<Telemetry> {
  const tracing = options.tracing ?? (await openTracing(config, log));
  const metrics = createMetrics({ ofProcess: config.metrics !== null });
  let server: MetricsServer | undefined;
  return {
    metrics,
    tracing,
    observers: withMetrics(metrics, options.observers, log),
    async serve() {
      if (config.metrics !== null) server ??= await serveMetrics(config.metrics, metrics, log);
    },
    metricsUrl: () => server?.url ?? null,
    async close() {
      if (options.tracing === undefined) await tracing.close();
      await server?.close();
    },
  };
}

/** An SDK of the app's own, where the configuration has a collector. */
async function openTracing({ tracing }: Config, log: Logger): Promise<Tracing> {
  if (tracing === null) return registeredTracing();
  const { startSdk } = await import("./observability/tracing-sdk.js").catch((error: unknown) => {
    throw new ConfigError([tracingLoadProblem(error)]);
  });
  return startSdk(tracing, { log });
}

/** Ours are told beside those that were passed. */
function withMetrics(
  { calls, generations, styles }: Pick<Metrics, "calls" | "generations" | "styles">,
  own: Observers = {},
  log: Logger,
): Observers {
  const onFault = (error: unknown): void => log.error({ err: error }, "internal error in an observer");
  return {
    calls: own.calls === undefined ? calls : tellAll([calls, own.calls], onFault),
    generations: {
      ended(end) {
        generations.ended(end);
        own.generations?.ended(end);
      },
    },
    styles: {
      lookedUp(result) {
        styles.lookedUp(result);
        own.styles?.lookedUp(result);
      },
    },
  };
}

async function serveMetrics(
  address: MetricsConfig,
  { registry }: Metrics,
  log: Logger,
): Promise<MetricsServer> {
  const onFault = (error: unknown): void => log.error({ err: error }, "the metrics could not be had");
  const server = await startMetricsServer({ registry, ...address, onFault }).catch((error: unknown) => {
    throw new ConfigError([metricsProblem(error, address)]);
  });
  log.info({ url: server.url }, "metrics are served");
  return server;
}
