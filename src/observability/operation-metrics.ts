/** Counts GraphQL operations, as a plugin of Apollo's server. */
import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from "@apollo/server";
import { Counter, Histogram, type Registry } from "prom-client";
import { ERROR_CODES } from "../graphql/errors.js";
import { DURATION_BUCKETS, secondsSince } from "./buckets.js";
import type { OperationLabel } from "./operation-names.js";

export function createOperationMetrics(registry: Registry): (label: OperationLabel) => ApolloServerPlugin {
  const registers = [registry];
  const operations = new Counter({
    name: "tosgql_operations_total",
    help: "GraphQL operations that were answered, by known name, type, and outcome: ok, partial (data with errors), error (executed, without data), refused (not executed). A failure that is data is ok.",
    labelNames: ["operation", "type", "outcome"],
    registers,
  });
  const duration = new Histogram({
    name: "tosgql_operation_duration_seconds",
    help: "From a GraphQL operation's arrival at the executor to its answer; not of refused ones.",
    labelNames: ["operation", "type"],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const errors = new Counter({
    name: "tosgql_operation_errors_total",
    help: "Entries of errors in answers, by extensions.code.",
    labelNames: ["code"],
    registers,
  });
  return (label) => ({
    async requestDidStart() {
      const began = performance.now();
      let executed = false;
      return {
        // Without a promise nothing waits for it.
        async executionDidStart() {
          executed = true;
        },
        async willSendResponse({ operationName, operation: node, response }) {
          const found = errorsOf(response);
          for (const { extensions } of found) errors.inc({ code: codeLabel(extensions?.code) });
          const operation = label(operationName);
          const type = node?.operation ?? "unknown";
          const outcome = executed ? outcomeOf(response, found.length > 0) : "refused";
          operations.inc({ operation, type, outcome });
          if (executed) duration.observe({ operation, type }, secondsSince(began));
        },
      };
    },
  });
}

type Response = GraphQLRequestContextWillSendResponse<object>["response"];

function errorsOf({ body }: Response) {
  return (body.kind === "single" ? body.singleResult.errors : undefined) ?? [];
}

function outcomeOf({ body }: Response, hasErrors: boolean): string {
  if (!hasErrors) return "ok";
  return body.kind === "single" && body.singleResult.data ? "partial" : "error";
}

function codeLabel(code: unknown): string {
  return typeof code === "string" && Object.hasOwn(ERROR_CODES, code) ? code : "other";
}
