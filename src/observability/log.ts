/** The log of who passes none: JSON lines to standard output. docs/observability.md lists lines and members. */
import { type Logger, pino } from "pino";
import { traceIds } from "./trace-ids.js";

export function createLog(level: string): Logger {
  return pino({ level, base: null, mixin: traceIds });
}
