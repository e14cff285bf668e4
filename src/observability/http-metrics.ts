/** Counts HTTP requests by route and status, as hooks of Fastify. */
import type { FastifyInstance } from "fastify";
import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import { DURATION_BUCKETS, secondsSince } from "./buckets.js";

export interface HttpMetrics {
  /** To be called before the routes are added. */
  observe(http: FastifyInstance): void;
  /** A request was answered 503 before it was read, since the process is under pressure. */
  refusedByPressure(): void;
}

const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** As nginx counts it: nobody was there any more to have the answer. */
const CLIENT_LEFT = "499";

export function createHttpMetrics(registry: Registry): HttpMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: "tosgql_http_requests_total",
    help: "HTTP requests, by method, route (unmatched: none) and status of the answer (499: the client left before it had it).",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const duration = new Histogram({
    name: "tosgql_http_request_duration_seconds",
    help: "From an HTTP request's headers to the last byte of its answer, or until its client left.",
    labelNames: ["route"],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const inFlight = new Gauge({
    name: "tosgql_http_requests_in_flight",
    help: "HTTP requests that are under way.",
    registers,
  });
  const refused = new Counter({
    name: "tosgql_http_pressure_refusals_total",
    help: "HTTP requests that were answered 503 because the event loop or the memory was under pressure.",
    registers,
  });
  return {
    observe(http) {
      http.addHook("onRequest", (request, reply, done) => {
        const { raw } = reply;
        // Of a client that has left already nothing closes any more.
        if (raw.destroyed) return done();
        const began = performance.now();
        inFlight.inc();
        // Told once for every request, whether it was answered or left.
        raw.once("close", () => {
          inFlight.dec();
          const route = request.routeOptions.url ?? "unmatched";
          const method = METHODS.has(request.method) ? request.method : "other";
          const status = raw.writableFinished ? String(raw.statusCode) : CLIENT_LEFT;
          requests.inc({ method, route, status });
          duration.observe({ route }, secondsSince(began));
        });
        done();
      });
    },
    refusedByPressure: () => refused.inc(),
  };
}
