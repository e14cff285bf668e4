/**
 * An SDK of our own, which sends spans to a collector over OTLP. Nothing of it is registered for the process, so that each
 * app has its own. Loaded only where traces are configured: its packages are optional.
 */
import { ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-node";
import type { Logger } from "pino";
import type { TracingConfig } from "../config/tracing.js";
import { beforeDeadline, startDeadline } from "../tos/deadline.js";
import { runInContext } from "./active-context.js";
import { reportFailures } from "./export-failures.js";
import { TRACER_NAME, type Tracing } from "./tracing.js";
import { readTraceContext, writeTraceContext } from "./w3c-trace-context.js";

/** Spans that wait to be sent: beyond, new ones are dropped. A generation has about five, of 1 kB each. */
const MAX_QUEUED_SPANS = 8192;
const MAX_BATCH = 512;
/** How long spans are collected before they are sent, in milliseconds. */
const BATCH_MS = 5_000;
/** What sending one batch may take, repetitions included, in milliseconds. */
const EXPORT_MS = 10_000;
/** What the end of the process may wait for the collector, in milliseconds. */
const CLOSE_MS = 3_000;
/** Of an attribute: clients choose the names of their operations. */
const MAX_ATTRIBUTE_LENGTH = 256;

export interface SdkOptions {
  readonly log: Logger;
  /** Default: OTLP to the configured endpoint. */
  readonly exporter?: SpanExporter;
}

export function startSdk(config: TracingConfig, { log, exporter = otlp(config) }: SdkOptions): Tracing {
  const provider = new NodeTracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ ...config.resource })),
    sampler: toSampler(config),
    spanLimits: { attributeValueLengthLimit: MAX_ATTRIBUTE_LENGTH },
    spanProcessors: [
      new BatchSpanProcessor(reportFailures(exporter, log), {
        maxQueueSize: MAX_QUEUED_SPANS,
        maxExportBatchSize: MAX_BATCH,
        scheduledDelayMillis: BATCH_MS,
        exportTimeoutMillis: EXPORT_MS + 1_000,
      }),
    ],
  });
  const close = async (): Promise<void> => {
    const ended = await beforeDeadline(
      // Of what could not be sent the exporter tells.
      provider.shutdown().catch(() => {}),
      startDeadline(CLOSE_MS),
    );
    if (ended !== "late") return;
    log.warn("the last traces could not be sent: the collector does not take them in time");
  };
  let closing: Promise<void> | undefined;
  return {
    tracer: provider.getTracer(TRACER_NAME),
    incoming(headers) {
      const remote = config.propagated ? readTraceContext(headers) : null;
      return remote === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, remote);
    },
    outgoing(of) {
      const span = config.propagated ? trace.getSpanContext(of) : undefined;
      return span === undefined ? {} : writeTraceContext(span);
    },
    run: runInContext,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function otlp({ endpoint, headers }: TracingConfig): SpanExporter {
  return new OTLPTraceExporter({ url: endpoint, headers: { ...headers }, timeoutMillis: EXPORT_MS });
}

function toSampler({ sampler, ratio }: TracingConfig): Sampler {
  const [, parentBased, kind] = /^(parentbased_)?(.*)$/.exec(sampler) ?? [];
  const root =
    kind === "always_on"
      ? new AlwaysOnSampler()
      : kind === "always_off"
        ? new AlwaysOffSampler()
        : new TraceIdRatioBasedSampler(ratio);
  return parentBased === undefined ? root : new ParentBasedSampler({ root });
}
