/** The server's routes as a function of a request and its response, for who has a server already. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** To be called once, before the first request, with which the routes become final. */
export function createHandler(http: FastifyInstance): Handler {
  http.addHook("preParsing", (request, _reply, payload, done) => {
    const declared = Number(request.headers["content-length"] ?? 0);
    const isRead = request.raw.readableEnded && (declared > 0 || "transfer-encoding" in request.headers);
    if (!isRead) return done(null, payload);
    const body = restoreBody(request.raw);
    if (body === null) return done(new Error("the body was read before the request came to this handler"));
    // Without the declared length the new text's own would be taken for a fault of the client.
    done(null, Object.assign(body, { receivedEncodedLength: declared }));
  });
  return (request, response) => {
    http.ready().then(
      () => http.routing(request, response),
      (error: unknown) => {
        http.log.error({ err: error }, "the routes could not be set up");
        response.writeHead(500).end();
      },
    );
  };
}

/** What the other server's parser has left in `body`, as Express's do; null when it has left nothing. */
function restoreBody({ body }: IncomingMessage & { readonly body?: unknown }): Readable | null {
  if (body === undefined || body === null) return null;
  const raw = typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return Readable.from([Buffer.from(raw)]);
}
