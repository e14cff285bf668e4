/**
 * Spans, whoever keeps them: an SDK of our own, or the one that the program around this one has registered with
 * OpenTelemetry's API. Without either, spans are nothing and cost next to nothing.
 */
import type { IncomingHttpHeaders } from "node:http";
import {
  type Context,
  context,
  isSpanContextValid,
  propagation,
  type Span,
  type SpanOptions,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { activeContext } from "./active-context.js";

/** Of the tracer, which is what collectors show as the library that a span is from. */
export const TRACER_NAME = "tos-image-graphql";

/** Where spans go, and how their context travels. */
export interface Tracing {
  readonly tracer: Tracer;
  /**
   * The context that a request brings, in which its span begins. Null when something in front of us has made a span for
   * this very request: it needs no second one.
   */
  incoming(headers: IncomingHttpHeaders): Context | null;
  /** What tells the next service of the trace; no header where it is not to be told. */
  outgoing(of: Context): Record<string, string>;
  /** Does work in a context, and all that comes of it. */
  run<T>(of: Context, work: () => T): T;
  /** Sends what is left, for a few seconds at most. Rejects never. */
  close(): Promise<void>;
}

/** Spans of the SDK that is registered, now or later. */
export function registeredTracing(): Tracing {
  return {
    tracer: trace.getTracer(TRACER_NAME),
    incoming(headers) {
      const active = context.active();
      return trace.getSpan(active) === undefined ? propagation.extract(active, headers) : null;
    },
    outgoing(of) {
      const headers: Record<string, string> = {};
      propagation.inject(of, headers);
      return headers;
    },
    run: (of, work) => context.with(of, work),
    close: async () => {},
  };
}

export interface Begun {
  readonly span: Span;
  /** With the span as the active one. */
  readonly context: Context;
}

/** Begins a span below the active one, or in the given context. Null when nobody keeps spans, nor is to hear of them. */
export function beginSpan(
  { tracer }: Tracing,
  name: string,
  options: SpanOptions,
  parent = activeContext(),
): Begun | null {
  const span = tracer.startSpan(name, options, parent);
  return isSpanContextValid(span.spanContext()) ? { span, context: trace.setSpan(parent, span) } : null;
}

export function activeSpan(): Span | undefined {
  return trace.getSpan(activeContext());
}
