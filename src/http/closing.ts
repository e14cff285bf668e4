/** How the server ends: what has come is answered, what has begun to come too, and nothing holds it open after that. */
import type { FastifyInstance } from "fastify";
import { ERROR_CODES } from "../graphql/errors.js";
import { beforeDeadline, startDeadline } from "../tos/deadline.js";

export interface Closing {
  /** How many requests are there as a whole and have no answer yet. */
  underWay(): number;
  isDraining(): boolean;
  /** From now on every answer asks for its connection to be closed. All requests are still answered. */
  drain(): void;
  /**
   * Stops accepting, lets the requests under way have their replies, then closes every connection. Called again, waits for
   * the same.
   */
  close(): Promise<void>;
}

/** What has begun to come when the server closes has this long to be there, in milliseconds. */
const LAST_BYTES_MS = 1_000;

/** To be called before the routes are there, on an instance with `return503OnClosing: false`. */
export function registerClosing(http: FastifyInstance): Closing {
  let open = 0;
  let idle = (): void => {};
  let draining = false;
  let refusing = false;
  let closed: Promise<void> | undefined;

  http.addHook("onRequest", (_request, reply, done) => {
    if (!refusing) return done();
    const code = "SERVER_STOPPING";
    reply.code(503).send({ errors: [{ message: ERROR_CODES[code], extensions: { code } }] });
  });
  http.addHook("preHandler", (_request, { raw }, done) => {
    // Of a client that has left already nothing closes any more.
    if (raw.destroyed) return done();
    open += 1;
    raw.once("close", () => {
      open -= 1;
      if (open === 0) idle();
    });
    done();
  });
  http.addHook("onSend", (_request, reply, payload, done) => {
    if (draining) reply.header("connection", "close");
    done(null, payload);
  });

  const close = async (): Promise<void> => {
    draining = true;
    const ended = http.close();
    await beforeDeadline(ended, startDeadline(LAST_BYTES_MS));
    refusing = true;
    if (open > 0) {
      await new Promise<void>((resolve) => {
        idle = resolve;
      });
    }
    // Connections that have sent nothing yet, which browsers and fetch open ahead, or half a request count as busy for
    // Node and would hold the server open for minutes.
    http.server.closeAllConnections();
    await ended;
  };
  return {
    underWay: () => open,
    isDraining: () => draining,
    drain() {
      draining = true;
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}
