/** A server that listens, and can be closed with everything that is under way on it. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Listener {
  /** `http://127.0.0.1:4010` */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** For a server on every address: a URL has to name one. */
function loopback(family: string): string {
  return family === "IPv6" ? "::1" : "127.0.0.1";
}

/** Rejects when the address is taken or is none of this machine. */
export async function listen(server: Server, port: number, host: string): Promise<Listener> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  if (address.address === "0.0.0.0" || address.address === "::") address.address = loopback(address.family);
  const shownHost = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${shownHost}:${address.port}`,
    port: address.port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
