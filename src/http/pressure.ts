/**
 * Refuses requests with 503, before their bodies are read, while the event loop is late or memory runs out. Only then:
 * generations that are too many are turned away one by one, typed, where they would wait.
 */
import { getHeapStatistics } from "node:v8";
import { fastifyUnderPressure } from "@fastify/under-pressure";
import type { FastifyInstance, FastifyReply } from "fastify";
import { ERROR_CODES } from "../graphql/errors.js";

/** Each limit is off at 0. */
export interface PressureLimits {
  /** What the event loop's turns may take on average, in milliseconds. */
  readonly maxEventLoopDelayMs: number;
  /** Of the largest heap that V8 would make, how much may be in use. */
  readonly maxHeapPercent: number;
  /** Memory that may be resident, in bytes. Null: nine tenths of the container's, where it has a limit. */
  readonly maxRssBytes: number | null;
}

export interface PressureOptions {
  /** Between two looks, in milliseconds. Default 1,000. */
  readonly sampleMs?: number;
  /** Is told of each request that is refused. */
  readonly onRefused?: (() => void) | undefined;
}

/** For routes that are to be answered in any case. */
export const EXEMPT = { pressureHandler: (): void => {} };

/** What a client is told to wait, in seconds: pressure is measured anew every one or two. */
const RETRY_AFTER_SECONDS = 5;
/** Least time between two looks, in milliseconds. */
const SAMPLE_MS = 1_000;

/**
 * To be called before the routes are there.
 * @returns whether requests are refused at the moment.
 */
export async function registerPressure(
  http: FastifyInstance,
  limits: PressureLimits,
  { sampleMs = SAMPLE_MS, onRefused }: PressureOptions = {},
): Promise<() => boolean> {
  const maxHeapUsedBytes = (limits.maxHeapPercent / 100) * getHeapStatistics().heap_size_limit;
  const maxRssBytes = limits.maxRssBytes ?? residentLimit(process.constrainedMemory());
  const maxEventLoopDelay = limits.maxEventLoopDelayMs;
  if (maxEventLoopDelay + maxHeapUsedBytes + maxRssBytes === 0) return () => false;
  await http.register(fastifyUnderPressure, {
    maxEventLoopDelay,
    maxHeapUsedBytes,
    maxRssBytes,
    // A turn is measured between two ticks of a timer. A window shorter than two turns of the longest allowed length has no
    // measurement in it, which counts as endless delay: one pause of a second would refuse requests whatever the limit.
    sampleInterval: Math.max(sampleMs, 2 * maxEventLoopDelay),
    pressureHandler(_request, reply) {
      onRefused?.();
      return refuse(reply);
    },
  });
  return () => http.isUnderPressure();
}

/**
 * Nine tenths of a container's limit, in bytes; 0 when there is none.
 * @param constrained what Node.js says: without a limit nothing, 0, or a number beyond all memory.
 */
export function residentLimit(constrained: number | undefined): number {
  return constrained !== undefined && constrained < Number.MAX_SAFE_INTEGER ? constrained * 0.9 : 0;
}

/** The plugin sends what its handler returns, which its types do not say; the body of the request is never read. */
function refuse(reply: FastifyReply): undefined {
  const code = "SERVER_OVERLOADED";
  reply.code(503).header("retry-after", String(RETRY_AFTER_SECONDS));
  return { errors: [{ message: ERROR_CODES[code], extensions: { code } }] } as unknown as undefined;
}
