/** The log of who passes none. docs/observability.md lists its lines and their members. */
import { type DestinationStream, type Logger, pino } from "pino";
import { traceIds } from "./trace-ids.js";

/** JSON lines from the level on, by default to standard output. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, mixin: traceIds };
  return destination === undefined ? pino(options) : pino(options, destination);
}
