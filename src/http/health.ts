/** `/healthz`: the process is alive and serves. Asks nothing of anybody, and costs nothing. */
import type { FastifyInstance } from "fastify";

export function registerHealth(http: FastifyInstance): void {
  http.get("/healthz", { logLevel: "warn" }, async () => ({ status: "ok" }));
}
