/**
 * `/graphql` on Fastify: a thin adapter to Apollo's `executeHTTPGraphQLRequest`. The published one hands no AbortSignal
 * on, and without it nothing learns that a client has left.
 */
import { setMaxListeners } from "node:events";
import { type ApolloServer, type BaseContext, HeaderMap } from "@apollo/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

export interface EndpointRequest {
  readonly requestId: string;
  /** Aborted when the client hangs up, or has its reply: what still runs then runs for nobody. */
  readonly signal: AbortSignal;
}

export function registerGraphqlEndpoint<T extends BaseContext>(
  http: FastifyInstance,
  apollo: ApolloServer<T>,
  createContext: (request: EndpointRequest, fastifyRequest: FastifyRequest) => T,
): void {
  http.route({
    // Apollo answers 405 for the others, with what is allowed.
    method: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    url: "/graphql",
    async handler(request, reply) {
      const signal = abortWhenClosed(reply);
      const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method,
          headers: headerMap(request),
          search: new URL(request.url, "http://localhost").search,
          body: request.body,
        },
        context: async () => createContext({ requestId: request.id, signal }, request),
      });
      reply.code(status ?? 200).headers(Object.fromEntries(headers));
      if (body.kind === "complete") return reply.send(body.string);
      throw new Error("incremental delivery is not supported");
    },
  });
}

function abortWhenClosed(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  // Every call of a request listens: a warning beyond ten would be noise.
  setMaxListeners(0, controller.signal);
  reply.raw.once("close", () => controller.abort());
  return controller.signal;
}

function headerMap({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return map;
}
