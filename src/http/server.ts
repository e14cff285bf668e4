/** The HTTP server: limits, log lines, and the shape of what is answered outside GraphQL. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  fastify,
  LogController,
} from "fastify";
import type { Logger } from "pino";

export interface HttpServer {
  readonly http: FastifyInstance;
  /** Stops accepting, lets the requests under way have their replies, then closes every connection. */
  close(): Promise<void>;
}

/** A request's body: a document and its variables; pictures never travel through here. */
const MAX_BODY_BYTES = 1024 * 1024;

export function createHttpServer(log: Logger): HttpServer {
  const http = fastify({
    loggerInstance: log as FastifyBaseLogger,
    // The URL of a GET holds the query and its variables: our own line leaves it out.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    genReqId: () => randomUUID(),
  });
  const open = new Set<ServerResponse>();
  http.addHook("onRequest", (_request, { raw }, done) => {
    open.add(raw);
    raw.once("close", () => open.delete(raw));
    done();
  });
  http.addHook("onResponse", (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      "request answered",
    );
    done();
  });
  http.addHook("onSend", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  http.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({
      errors: [{ message: "Not found: the API is at /graphql", extensions: { code: "PATH_NOT_FOUND" } }],
    }),
  );
  // Errors of Fastify itself: a body that is no JSON, is too large, or is of another type.
  http.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, "request failed");
    const message = status >= 500 ? "Internal server error" : refusal(error);
    const code = status >= 500 ? "INTERNAL_SERVER_ERROR" : "BAD_REQUEST";
    return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
  });
  return {
    http,
    async close() {
      const closed = http.close();
      while (open.size > 0) await Promise.race([...open].map((response) => once(response, "close")));
      // Connections that have sent nothing yet, which browsers and fetch open ahead, count as busy for Node and would
      // hold the server open for minutes.
      http.server.closeAllConnections();
      await closed;
    },
  };
}

/** Messages of Fastify's own that hold nothing of the request; a JSON parser's quote it. */
function refusal(error: FastifyError): string {
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return `The body is over the limit of ${MAX_BODY_BYTES} bytes`;
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return "The body must be application/json";
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
      return "The body is empty: send a JSON object with a query";
    default:
      return "The body is not valid JSON";
  }
}
