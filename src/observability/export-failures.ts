/** What cannot be sent to the collector is dropped, and said so once in a while: it concerns no request. */
import type { SpanExporter } from "@opentelemetry/sdk-trace-node";
import type { Logger } from "pino";

/** At most one line in this time, in milliseconds. */
const QUIET_MS = 60_000;

/** @param now in milliseconds, from any beginning. */
export function reportFailures(
  exporter: SpanExporter,
  log: Logger,
  now = () => performance.now(),
): SpanExporter {
  let lost = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  const report = (reason: string): void => {
    if (now() - toldAt < QUIET_MS) return;
    log.warn({ spans: lost, reason }, "traces could not be sent");
    toldAt = now();
    lost = 0;
  };
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.error !== undefined) {
          lost += spans.length;
          report(reasonOf(result.error));
        }
        // Else the processor would report it, too.
        done({ code: 0 });
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}

/** `ECONNREFUSED`, a status, or the kind of the error: its message may hold what the collector answered. */
function reasonOf(error: Error): string {
  const { code } = error as Error & { readonly code?: unknown };
  return code === undefined ? error.name : String(code);
}
