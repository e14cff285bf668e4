/** Logs errors with the ids of their request: whoever presents an error to a client is not told whose it is. */
import type { ApolloServerPlugin } from "@apollo/server";
import type { Logger } from "pino";
import type { RequestContext } from "./context.js";
import type { ErrorLog } from "./errors.js";

export interface ErrorLogs {
  /** Remembers whose errors they are, for Apollo's server. */
  readonly plugin: ApolloServerPlugin<RequestContext>;
  /** For an error that the plugin has seen. */
  of(error: unknown): ErrorLog;
  /** For the errors of a request, by its context value. */
  in(context: unknown): ErrorLog;
}

/** `log`: for errors of no request, or of one whose context has no log. */
export function createErrorLogs(log: Logger): ErrorLogs {
  const contexts = new WeakMap<object, unknown>();
  const inContext = (context: unknown): ErrorLog => createErrorLog(logOf(context) ?? log);
  return {
    plugin: {
      async requestDidStart() {
        return {
          async didEncounterErrors({ errors, contextValue }) {
            for (const error of errors) contexts.set(error, contextValue);
          },
        };
      },
    },
    of: (error) => inContext(typeof error === "object" && error !== null ? contexts.get(error) : undefined),
    in: inContext,
  };
}

function createErrorLog(log: Logger): ErrorLog {
  return {
    fault: (cause, errorId) => log.error({ err: cause, errorId }, "internal error"),
    upstream: ({ code, message: reason, requestId: tosRequestId }) =>
      log.warn({ code, reason, tosRequestId }, "a field failed for TOS"),
  };
}

/** A context of the embedding program's own making may hold another log, or none. */
function logOf(context: unknown): Logger | undefined {
  const { log } = Object(context) as Partial<RequestContext>;
  return typeof log?.warn === "function" && typeof log.error === "function" ? log : undefined;
}
