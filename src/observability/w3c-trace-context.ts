/** The headers of W3C Trace Context (`traceparent`, `tracestate`): https://www.w3.org/TR/trace-context/. */
import type { IncomingHttpHeaders } from "node:http";
import { createTraceState, isSpanContextValid, type SpanContext } from "@opentelemetry/api";

/** Version, trace, parent, flags; what a later version has after them is not for us. */
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Null when there is no trace, or one that is not well-formed. */
export function readTraceContext(headers: IncomingHttpHeaders): SpanContext | null {
  const { traceparent, tracestate } = headers;
  if (typeof traceparent !== "string") return null;
  const [, version, traceId = "", spanId = "", flags = "", more] = TRACEPARENT.exec(traceparent.trim()) ?? [];
  if (version === undefined || version === "ff" || (version === "00" && more !== undefined)) return null;
  const state = Array.isArray(tracestate) ? tracestate.join(",") : tracestate;
  const context: SpanContext = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & 1,
    isRemote: true,
    ...(state !== undefined && { traceState: createTraceState(state) }),
  };
  return isSpanContextValid(context) ? context : null;
}

export function writeTraceContext({ traceId, spanId, traceFlags, traceState }: SpanContext): {
  traceparent: string;
  tracestate?: string;
} {
  const state = traceState?.serialize() ?? "";
  const flags = traceFlags.toString(16).padStart(2, "0");
  return { traceparent: `00-${traceId}-${spanId}-${flags}`, ...(state !== "" && { tracestate: state }) };
}
