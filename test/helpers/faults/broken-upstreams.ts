/** What a network may put in the place of TOS: servers that break off, say nothing or nonsense, and addresses without a server. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Meets } from "./effects.js";

export interface BrokenUpstream {
  readonly url: string;
  /** Connections that are open. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

export interface NetworkFault {
  /** What a call comes to, where timing decides one of several. */
  readonly meets: readonly Meets[];
  start(): Promise<BrokenUpstream>;
}

/** `serve` is given each connection; `scheme` is what clients speak to it. */
function server(meets: readonly Meets[], serve: (socket: Socket) => void, scheme = "http"): NetworkFault {
  return {
    meets,
    async start() {
      const sockets = new Set<Socket>();
      const listener = createServer((socket) => {
        sockets.add(socket);
        socket.on("close", () => sockets.delete(socket));
        // That a client breaks off is nothing here.
        socket.on("error", () => {});
        serve(socket);
      });
      const port = await listen(listener);
      return {
        url: `${scheme}://127.0.0.1:${port}`,
        async connections() {
          // One that is not read does not learn that its client has left.
          for (const socket of sockets) socket.resume();
          return sockets.size;
        },
        async close() {
          for (const socket of sockets) socket.destroy();
          listener.close();
          await once(listener, "close");
        },
      };
    },
  };
}

async function listen(listener: Server): Promise<number> {
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return (listener.address() as AddressInfo).port;
}

function nobody(meets: readonly Meets[], find: () => Promise<string>): NetworkFault {
  return {
    meets,
    start: async () => ({ url: await find(), connections: async () => 0, close: async () => {} }),
  };
}

/** The port of a server that has just gone. */
async function closedPort(): Promise<number> {
  const listener = createServer();
  const port = await listen(listener);
  listener.close();
  await once(listener, "close");
  return port;
}

/** Ends its own side, and the other when the client does. */
function finish(socket: Socket, text = ""): void {
  socket.resume();
  socket.end(text);
}

const HEAD = "HTTP/1.1 200 OK\r\nx-tos-request-id: an-id\r\ncontent-type: application/json\r\n";

const UNSENT_OR_BROKEN = ["unreachable", "broken"] as const;

export const NETWORK_FAULTS: Readonly<Record<string, NetworkFault>> = {
  "a name that no resolver knows": nobody(
    // A resolver may take its time to say so.
    ["unreachable", "late"],
    async () => "http://does-not-exist.invalid",
  ),
  "a port that refuses": nobody(["unreachable"], async () => `http://127.0.0.1:${await closedPort()}`),
  "a server that ends each connection at once": server(UNSENT_OR_BROKEN, (socket) => finish(socket)),
  "a server that resets each connection at once": server(UNSENT_OR_BROKEN, (socket) =>
    socket.resetAndDestroy(),
  ),
  "a server that ends the connection in place of a reply": server(["broken"], (socket) =>
    socket.once("data", () => finish(socket)),
  ),
  "a server that ends the connection within the headers": server(["broken"], (socket) =>
    socket.once("data", () => finish(socket, HEAD)),
  ),
  "a server that speaks no HTTP": server(["broken"], (socket) =>
    socket.once("data", () => finish(socket, "220 mail.example.com ESMTP\r\n")),
  ),
  "a server that never reads": server(["late"], (socket) => socket.pause()),
  "a server that reads and says nothing": server(["late"], (socket) => socket.resume()),
  "a server that stops within the headers": server(["late"], (socket) =>
    socket.once("data", () => socket.write(HEAD)),
  ),
  "a server that dribbles its headers": server(["late"], (socket) =>
    socket.once("data", () => {
      const timer = setInterval(() => socket.write(`x-more: ${"z".repeat(10)}\r\n`), 50);
      socket.write(HEAD);
      socket.once("close", () => clearInterval(timer));
    }),
  ),
  "a server without TLS, by https": server(
    ["unreachable"],
    (socket) => socket.once("data", () => finish(socket, "HTTP/1.1 400 Bad Request\r\n\r\n")),
    "https",
  ),
  "a server that ends the TLS handshake": server(
    ["unreachable"],
    (socket) => socket.once("data", () => finish(socket)),
    "https",
  ),
  "a server that never answers the TLS handshake": server(
    // Each attempt takes the time for a connection, and all of them may take more than there is.
    ["unreachable", "late"],
    (socket) => socket.resume(),
    "https",
  ),
};
