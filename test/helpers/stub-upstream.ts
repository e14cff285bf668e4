/** A stand-in for TOS that answers what a test tells it to, over a real socket, and records what it was sent. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** The client's port: one for each connection. */
  readonly port: number | undefined;
}

/** Answers one request. `body` has been read already. */
export type Responder = (response: ServerResponse, request: ReceivedRequest) => void;

export interface StubUpstream {
  readonly url: string;
  /** Every request so far, in order. */
  readonly received: readonly ReceivedRequest[];
  /** What comes next is answered so. */
  respond(responder: Responder): void;
  close(): Promise<void>;
}

export async function startStubUpstream(
  responder: Responder = text(500, "no responder"),
): Promise<StubUpstream> {
  let current = responder;
  const received: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers } = request;
    const seen = {
      method,
      url,
      headers,
      body: Buffer.concat(chunks).toString("utf8"),
      port: request.socket.remotePort,
    };
    received.push(seen);
    current(response, seen);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    respond(next) {
      current = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** In answer to HEAD with a request id: nothing else tells that it is TOS who answers. */
export function text(status: number, body: string, headers: Record<string, string> = {}): Responder {
  return (response, request) => {
    const id = request.method === "HEAD" ? { "x-tos-request-id": "stub-request-id" } : {};
    response.writeHead(status, { ...id, ...headers }).end(body);
  };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Responder {
  return text(status, JSON.stringify(body), {
    "content-type": "application/json",
    "x-tos-request-id": "stub-request-id",
    ...headers,
  });
}

/** An error as TOS writes it. */
export function tosError(
  status: number,
  code: string,
  ec?: string,
  extra: Record<string, unknown> = {},
): Responder {
  return json(
    status,
    {
      Code: code,
      Message: `stub ${code}`,
      RequestId: "stub-request-id",
      HostId: "stub",
      ...(ec && { EC: ec }),
      ...extra,
    },
    ec ? { "x-tos-ec": ec } : {},
  );
}

/** Breaks the connection without a byte of an answer. */
export const reset: Responder = (response) => response.socket?.resetAndDestroy();

/** Never answers. */
export const hang: Responder = () => {};
