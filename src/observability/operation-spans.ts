/** A span for each GraphQL operation, in whose context it is executed. */
import type { ApolloServer, ApolloServerPlugin, BaseContext } from "@apollo/server";
import { type Span, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { CONVENTIONAL } from "./attributes.js";
import { activeSpan, beginSpan, type Tracing } from "./tracing.js";

type Executor<T extends BaseContext> = Pick<ApolloServer<T>, "executeHTTPGraphQLRequest">;

/** Of an operation that cannot be read, as the conventions have it. */
const UNNAMED = "GraphQL Operation";

/** Executes each request in a span, which `describeOperations` tells what it is of. */
export function traceOperations<T extends BaseContext>(apollo: Executor<T>, tracing: Tracing): Executor<T> {
  return {
    async executeHTTPGraphQLRequest(request) {
      const begun = beginSpan(tracing, UNNAMED, { kind: SpanKind.SERVER });
      if (begun === null) return apollo.executeHTTPGraphQLRequest(request);
      operations.add(begun.span);
      try {
        return await tracing.run(begun.context, () => apollo.executeHTTPGraphQLRequest(request));
      } catch (error) {
        fail(begun.span, "INTERNAL_SERVER_ERROR");
        throw error;
      } finally {
        begun.span.end();
      }
    },
  };
}

/** What of the spans is of an operation: in another server than ours the active one may be of anything. */
const operations = new WeakSet<Span>();

/**
 * Names the active span by the operation's type, and says how it ended. The document is left out: its literals may be
 * prompts. So are messages.
 */
export function describeOperations<T extends BaseContext>(): ApolloServerPlugin<T> {
  return {
    async requestDidStart() {
      const span = activeSpan();
      if (span === undefined || !operations.has(span) || !span.isRecording()) return;
      return {
        async didResolveOperation({ operation, operationName }) {
          if (operation === undefined) return;
          span.updateName(operation.operation);
          span.setAttribute(CONVENTIONAL.GRAPHQL_OPERATION_TYPE, operation.operation);
          if (operationName) span.setAttribute(CONVENTIONAL.GRAPHQL_OPERATION_NAME, operationName);
        },
        async willSendResponse({ response: { body } }) {
          const errors = body.kind === "single" ? (body.singleResult.errors ?? []) : [];
          const codes = errors.map(({ extensions }) => String(extensions?.code ?? "UNKNOWN"));
          const fault = codes.find(isFault);
          if (fault !== undefined) fail(span, fault);
          else if (codes[0] !== undefined) span.setAttribute(CONVENTIONAL.ERROR_TYPE, codes[0]);
        },
      };
    },
  };
}

/** Ours or TOS's. The other codes are the client's to correct, as are the 4xx of HTTP. */
function isFault(code: string): boolean {
  return code.startsWith("UPSTREAM_") || code === "INTERNAL_SERVER_ERROR";
}

function fail(span: Span, code: string): void {
  span.setAttribute(CONVENTIONAL.ERROR_TYPE, code);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
