/** The server's routes as a function of a request and its response, for who has a server already. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The routes become final with the first request. */
export function createHandler(http: FastifyInstance): Handler {
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
