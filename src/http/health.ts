/**
 * `/healthz`: the process is alive. `/readyz`: it wants requests. Both ask nothing of anybody and cost nothing, and are
 * answered when others are refused.
 */
import type { FastifyInstance } from "fastify";
import type { BreakerState } from "../tos/call-observer.js";
import type { TosOperation } from "../tos/errors.js";
import { EXEMPT } from "./pressure.js";

export interface HealthOptions {
  /** Whether the server is about to stop. */
  readonly isDraining: () => boolean;
  readonly isUnderPressure: () => boolean;
  /** Of the operations of TOS that were called. */
  readonly breakers: () => ReadonlyMap<TosOperation, BreakerState>;
  /** Whether the server is not ready while generations are not sent. */
  readonly breakerFailsReadiness: boolean;
}

const GENERATIONS: readonly TosOperation[] = ["ImageToImage", "TextToImage"];

export function registerHealth(http: FastifyInstance, options: HealthOptions): void {
  const route = { logLevel: "warn", config: EXEMPT } as const;
  http.get("/healthz", route, async () => ({ status: "ok" }));
  http.get("/readyz", route, async (_request, reply) => {
    const breakers = options.breakers();
    const isBroken = GENERATIONS.some((operation) => breakers.get(operation) === "open");
    const reasons = [
      ...(options.isDraining() ? ["draining"] : []),
      ...(options.isUnderPressure() ? ["pressure"] : []),
      ...(isBroken && options.breakerFailsReadiness ? ["breaker-open"] : []),
    ];
    const trouble = [...breakers].filter(([, state]) => state !== "closed");
    return reply.code(reasons.length === 0 ? 200 : 503).send({
      status: reasons.length === 0 ? "ready" : "unready",
      ...(reasons.length > 0 && { reasons }),
      ...(trouble.length > 0 && { breakers: Object.fromEntries(trouble) }),
    });
  });
}
