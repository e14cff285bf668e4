/** Logs what goes wrong between this server and TOS. Of a call it tells the operation, how it ended and ids; no key, URL or header. */
import type { Logger } from "pino";
import type { CallObserver } from "../tos/call-observer.js";

/** Statuses that an operator has to know of; other refusals are answers to what a client asked. */
const isAlarming = (status: number): boolean => status >= 500 || [401, 403, 408, 429].includes(status);

export function createCallLog(log: Logger): CallObserver {
  return {
    attempt({ operation }) {
      const began = performance.now();
      const failed = (details: object): void =>
        log.warn(
          { operation, ...details, durationMs: Math.round(performance.now() - began) },
          "call to TOS failed",
        );
      return {
        ended(end) {
          if (end.kind === "reply") {
            const { status, requestId: tosRequestId } = end;
            if (isAlarming(status)) failed({ status, tosRequestId });
          } else if (end.error.code !== "TOS_ABORTED") {
            const { code, message: reason, requestId: tosRequestId } = end.error;
            failed({ code, reason, tosRequestId });
          }
        },
      };
    },
    retrying: (operation, delayMs) =>
      log.info({ operation, delayMs: Math.round(delayMs) }, "call to TOS is repeated"),
    retryDenied: (operation) =>
      log.warn({ operation }, "call to TOS is not repeated: the budget for repetitions is spent"),
    breakerChanged: (operation, state) =>
      log[state === "open" ? "warn" : "info"]({ operation, state }, "circuit breaker changed"),
  };
}
