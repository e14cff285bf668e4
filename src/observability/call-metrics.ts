/** Counts the calls to TOS: attempts, repetitions, and what the breakers do. */
import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { AttemptEnd, BreakerState, CallObserver } from "../tos/call-observer.js";
import type { TosOperation } from "../tos/errors.js";
import { DURATION_BUCKETS, secondsSince } from "./buckets.js";

const BREAKER_STATES: readonly BreakerState[] = ["closed", "half-open", "open"];

export function createCallMetrics(registry: Registry): CallObserver {
  const registers = [registry];
  const calls = new Counter({
    name: "tosgql_upstream_calls_total",
    help: "Requests that were sent to TOS, repetitions included, by operation and how they ended: an HTTP status, or the code of the error when there was no reply.",
    labelNames: ["operation", "outcome"],
    registers,
  });
  const duration = new Histogram({
    name: "tosgql_upstream_call_duration_seconds",
    help: "From the decision to send a request to TOS to its whole reply or its failure; not of those whose caller left.",
    labelNames: ["operation"],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const inFlight = new Gauge({
    name: "tosgql_upstream_calls_in_flight",
    help: "Requests to TOS that are under way.",
    labelNames: ["operation"],
    registers,
  });
  const retries = new Counter({
    name: "tosgql_upstream_retries_total",
    help: "Calls to TOS that are made again after a failure.",
    labelNames: ["operation"],
    registers,
  });
  const retriesDenied = new Counter({
    name: "tosgql_upstream_retries_denied_total",
    help: "Calls to TOS that are not made again although they could be: the budget for repetitions is spent.",
    labelNames: ["operation"],
    registers,
  });
  const breaker = new Gauge({
    name: "tosgql_upstream_breaker_state",
    help: "1 for the state that the circuit breaker of an operation is in, 0 for the others.",
    labelNames: ["operation", "state"],
    registers,
  });

  const setBreaker = (operation: TosOperation, now: BreakerState): void => {
    for (const state of BREAKER_STATES) breaker.set({ operation, state }, state === now ? 1 : 0);
  };
  const known = new Set<TosOperation>();
  /** Series that are there from the first call on: the rate of one that begins with its first event misses it. */
  const introduce = (operation: TosOperation): void => {
    if (known.has(operation)) return;
    known.add(operation);
    retries.inc({ operation }, 0);
    retriesDenied.inc({ operation }, 0);
    setBreaker(operation, "closed");
  };

  return {
    attempt({ operation }) {
      introduce(operation);
      const began = performance.now();
      const labels = { operation };
      inFlight.inc(labels);
      return {
        ended(end) {
          inFlight.dec(labels);
          const outcome = outcomeOf(end);
          calls.inc({ operation, outcome });
          if (outcome !== "TOS_ABORTED") duration.observe(labels, secondsSince(began));
        },
      };
    },
    retrying(operation) {
      introduce(operation);
      retries.inc({ operation });
    },
    retryDenied(operation) {
      introduce(operation);
      retriesDenied.inc({ operation });
    },
    breakerChanged(operation, state) {
      introduce(operation);
      setBreaker(operation, state);
    },
  };
}

function outcomeOf(end: AttemptEnd): string {
  return end.kind === "reply" ? String(end.status) : end.error.code;
}
