/** `/metrics` on a port of its own, where no client of the API gets to. Serves while the API drains. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Registry } from "prom-client";

export interface MetricsServer {
  /** `http://127.0.0.1:9464/metrics` */
  readonly url: string;
  /** Closes every connection. Called again, waits for the same. */
  close(): Promise<void>;
}

export interface MetricsServerOptions {
  readonly registry: Registry;
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Is told why the metrics could not be had. */
  readonly onFault: (error: unknown) => void;
}

/** Rejects with the error of the socket when the address cannot be had. */
export async function startMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const { registry, host, port, onFault } = options;
  const server = createServer((request, response) => {
    answer(request, response, registry).catch((error: unknown) => {
      onFault(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.listen(port, host);
  await once(server, "listening");
  const { address, family, port: taken } = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${taken}/metrics`,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

async function answer(
  { method = "", url = "" }: IncomingMessage,
  response: ServerResponse,
  registry: Registry,
): Promise<void> {
  if (url.replace(/\?.*$/, "") !== "/metrics") return plain(response, 404, "The metrics are at /metrics\n");
  if (method !== "GET" && method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    return plain(response, 405, "GET or HEAD\n");
  }
  const body = await registry.metrics();
  response.writeHead(200, { "content-type": registry.contentType, "cache-control": "no-store" });
  response.end(body);
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
}
