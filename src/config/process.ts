/** The part of the configuration that says how the process stops, and when it takes no more requests. */
import { TIMEOUT_MS } from "../generation/request.js";
import type { PressureLimits } from "../http/pressure.js";
import type { Reader } from "./reader.js";

export interface ProcessConfig {
  readonly shutdown: {
    /** Between SIGTERM and the end of accepting, while a load balancer learns of it, in milliseconds. */
    readonly delayMs: number;
    /** What requests and generations under way have to finish after that, in milliseconds. */
    readonly timeoutMs: number;
  };
  readonly pressure: PressureLimits;
  /** Whether `/readyz` fails while the circuit breaker of generations is open. */
  readonly breakerFailsReadiness: boolean;
}

/** The longest that one generation may take, and time for what is read of its picture and for the answer's way. */
const LONGEST_MS = TIMEOUT_MS.maximum + 10_000;
/** A process that waits longer for others' requests than this is not stopping. */
const MAX_SHUTDOWN_MS = 3_600_000;
/** How long balancers take to learn that a replica is not ready: Kubernetes' endpoints follow within a second or two. */
const PRODUCTION_DELAY_MS = 5_000;

export function readProcess(read: Reader): ProcessConfig {
  const production = read.text("NODE_ENV") === "production";
  return {
    shutdown: {
      delayMs: read.integer("SHUTDOWN_DELAY_MS", production ? PRODUCTION_DELAY_MS : 0, 0, 60_000),
      timeoutMs: read.integer("SHUTDOWN_TIMEOUT_MS", LONGEST_MS, 0, MAX_SHUTDOWN_MS),
    },
    pressure: {
      maxEventLoopDelayMs: read.integer("PRESSURE_MAX_EVENT_LOOP_DELAY_MS", 1_000, 0, 60_000),
      maxHeapPercent: read.integer("PRESSURE_MAX_HEAP_PERCENT", 92, 0, 100),
      maxRssBytes:
        read.text("PRESSURE_MAX_RSS_BYTES") === undefined
          ? null
          : read.integer("PRESSURE_MAX_RSS_BYTES", 0, 0, 999_999_999_999),
    },
    breakerFailsReadiness: read.choice("READYZ_BREAKER", ["on", "off"] as const, "off") === "on",
  };
}
