/** A TCP proxy that cuts connections at a byte of one direction, as told for each of them. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface Cut {
  /** Whose bytes are counted: those of the request, or those of the reply. */
  readonly side: "request" | "reply";
  /** So many of them pass, of all requests of the connection together. */
  readonly afterBytes: number;
  /** What both ends then see: the end of the other's words, a reset, or nothing more. */
  readonly how: "end" | "reset" | "silence";
}

export interface CuttingProxy {
  readonly url: string;
  /** Connections that were cut so far. */
  readonly cuts: number;
  /** For each connection to come: null lets it live. */
  cut(next: (connection: number) => Cut | null): void;
  /** Connections that are open. */
  readonly open: number;
  close(): Promise<void>;
}

/** @param target `http://127.0.0.1:4010`, where what is not cut goes. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let cuts = 0;
  let connections = 0;
  let next: (connection: number) => Cut | null = () => null;

  const server = createServer((client) => {
    const cut = next(connections++);
    const upstream = connect(Number(port), hostname);
    open.add(client);
    for (const socket of [client, upstream]) {
      // A reset of either is passed on by the end of both.
      socket.on("error", () => {});
      socket.on("close", () => {
        client.destroy();
        upstream.destroy();
        open.delete(client);
      });
    }
    const sever = ({ how }: Cut): void => {
      cuts += 1;
      for (const socket of [client, upstream]) {
        if (how === "reset") socket.resetAndDestroy();
        else if (how === "end") socket.end();
        // Read on, so that it is seen when the client gives up.
        else socket.removeAllListeners("data").resume();
      }
    };
    carry(client, upstream, cut?.side === "request" ? cut : null, sever);
    carry(upstream, client, cut?.side === "reply" ? cut : null, sever);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get cuts() {
      return cuts;
    },
    get open() {
      return open.size;
    },
    cut(plan) {
      next = plan;
      connections = 0;
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Passes bytes on, up to the cut. */
function carry(from: Socket, to: Socket, cut: Cut | null, sever: (cut: Cut) => void): void {
  let left = cut?.afterBytes ?? Number.POSITIVE_INFINITY;
  from.on("data", (bytes: Buffer) => {
    if (left < 0) return;
    const passing = bytes.subarray(0, left);
    left -= bytes.length;
    if (left > 0 || cut === null) {
      to.write(bytes);
      return;
    }
    left = -1;
    // What passes is to arrive before the connection ends.
    to.write(passing, () => sever(cut));
  });
}
