/** The ids of the span that is active, for log lines; nothing where none is. */
import { isSpanContextValid, trace } from "@opentelemetry/api";
import { activeContext } from "./active-context.js";

/** A new object each time: pino writes the members of the line into it. */
export function traceIds(): { traceId?: string; spanId?: string } {
  const context = trace.getSpanContext(activeContext());
  if (context === undefined || !isSpanContextValid(context)) return {};
  return { traceId: context.traceId, spanId: context.spanId };
}
