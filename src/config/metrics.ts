/** The part of the configuration that says where the metrics are served. */
import type { Reader } from "./reader.js";

export interface MetricsConfig {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
}

/** Null when they are not served. */
export function readMetrics(read: Reader): MetricsConfig | null {
  const isServed = read.choice("METRICS", ["on", "off"] as const, "off") === "on";
  const config: MetricsConfig = {
    host: read.text("METRICS_HOST") ?? "127.0.0.1",
    // The port that exporters of OpenTelemetry's metrics have by default.
    port: read.integer("METRICS_PORT", 9464, 0, 65_535),
  };
  return isServed ? config : null;
}
