/** The HTTP server: limits, log lines, and the shape of what is answered outside GraphQL. */
import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { fastifyCompress } from "@fastify/compress";
import { fastifyCors } from "@fastify/cors";
import {
  type ConnectionError,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from "fastify";
import type { Logger } from "pino";
import { type Closing, registerClosing } from "./closing.js";
import type { IsAllowedOrigin } from "./origins.js";
import { type PressureLimits, registerPressure } from "./pressure.js";

export interface HttpServerOptions {
  readonly log: Logger;
  /** Pages of which origins may read answers. */
  readonly isAllowedOrigin: IsAllowedOrigin;
  /** Whether answers are compressed for clients that take it. */
  readonly compression: boolean;
  readonly pressure: PressureLimits;
  /** Is told of each request that pressure has refused. */
  readonly onPressureRefusal?: () => void;
  /** Adds hooks that are to see every request, before all others. */
  readonly observe?: (http: FastifyInstance) => void;
}

export interface HttpServer extends Closing {
  readonly http: FastifyInstance;
  /** Whether requests are refused for want of time or memory. */
  isUnderPressure(): boolean;
}

/** A request's body: a document and its variables; pictures never travel through here. */
const MAX_BODY_BYTES = 1024 * 1024;
/** Below, compression costs more than it saves: the answer is one packet either way. */
const MIN_COMPRESSED_BYTES = 1024;
/** In seconds; no browser keeps the answer to a preflight longer. The answer to the request itself is looked at anyway. */
const PREFLIGHT_SECONDS = 7200;

/** Routes are added by who knows them; nothing listens yet. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { log, isAllowedOrigin, compression, pressure, observe } = options;
  const http = fastify({
    loggerInstance: log as FastifyBaseLogger,
    // The URL of a GET holds the query and its variables: our own line leaves it out.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    clientErrorHandler(error, socket) {
      // Without the error itself, which holds the bytes that could not be read.
      log.debug({ code: error.code }, "bytes that are no HTTP request");
      refuseBytes(error, socket);
    },
    bodyLimit: MAX_BODY_BYTES,
    genReqId: () => randomUUID(),
    // A request has to be there in this time; its answer may take longer.
    requestTimeout: 30_000,
    // What was on its way when the server began to close is answered; our own hook refuses what comes later.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => respondWithError(error, request, reply),
  });
  // Of any type but JSON a body is refused: pages of other sites can send texts and forms without asking.
  http.removeContentTypeParser("text/plain");
  observe?.(http);
  http.addHook("onResponse", (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime),
      },
      "request answered",
    );
    done();
  });
  http.addHook("onSend", async (request, reply) => {
    reply.header("x-request-id", request.id);
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
  // Both have to be there before the routes are.
  await http.register(fastifyCors, {
    // Nothing is allowed to other origins, and their preflights are answered so.
    origin: (origin, decide) => decide(null, origin !== undefined && isAllowedOrigin(origin) ? origin : []),
    methods: ["GET", "POST"],
    // Nothing here goes by cookies: a page's request needs none, and must not be able to bring any.
    credentials: false,
    exposedHeaders: ["x-request-id", "retry-after"],
    maxAge: PREFLIGHT_SECONDS,
    // An OPTIONS that is no preflight is told the methods, not a text about preflights.
    strictPreflight: false,
  });
  const closing = registerClosing(http);
  const isUnderPressure = await registerPressure(http, pressure, { onRefused: options.onPressureRefusal });
  if (compression) {
    await http.register(fastifyCompress, {
      threshold: MIN_COMPRESSED_BYTES,
      encodings: ["br", "gzip"],
      // The limit of a body is one of what arrives: a compressed one would pass it.
      globalDecompression: false,
    });
  }
  http.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({
      errors: [{ message: "Not found: the API is at /graphql", extensions: { code: "PATH_NOT_FOUND" } }],
    }),
  );
  http.setErrorHandler(respondWithError);
  return { ...closing, http, isUnderPressure };
}

/** For errors of Fastify itself: a body that is no JSON, is too large, or is of another type. */
function respondWithError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // Asked of a body that could not be read only: a server in front may have undone the compression.
  if (error.code === "FST_ERR_CTP_INVALID_JSON_BODY" && isCompressed(request)) {
    return reply.code(415).send({ errors: [{ message: COMPRESSED, extensions: { code: "BAD_REQUEST" } }] });
  }
  const status = error.statusCode ?? 500;
  if (status >= 500) request.log.error({ err: error }, "request failed");
  const message = status >= 500 ? "Internal server error" : refusal(error);
  const code = status >= 500 ? "INTERNAL_SERVER_ERROR" : "BAD_REQUEST";
  return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
}

/** Answers as Node's own server does, when there is anybody to answer. */
function refuseBytes({ code }: ConnectionError, socket: Socket): void {
  if (code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const known: Readonly<Record<string, string>> = {
    HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
    ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
  };
  socket.end(
    `HTTP/1.1 ${known[code] ?? "400 Bad Request"}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

const COMPRESSED = "The body must not be compressed";

function isCompressed({ headers }: FastifyRequest): boolean {
  const encoding = headers["content-encoding"]?.trim().toLowerCase() ?? "";
  return encoding !== "" && encoding !== "identity";
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
    case "FST_ERR_BAD_URL":
      return "The URL is not well-formed";
    default:
      // Fastify reads neither, and does not tell which of the two it was.
      return "The body must be valid JSON, without members named `__proto__`, or `prototype` in a `constructor`";
  }
}
