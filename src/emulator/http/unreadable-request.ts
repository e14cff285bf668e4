/** What Node.js's parser refuses never becomes a request: it is answered here, as TOS writes errors. */
import type { Socket } from "node:net";
import { FAULTS, TosFault } from "../faults.js";
import { faultReply } from "./reply.js";
import { createRequestId } from "./request-id.js";

/** For the server's `clientError`. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = createRequestId();
  const fault = new TosFault(FAULTS.invalidArgument, { detail: "the HTTP request is not well-formed" });
  const { status, headers, body } = faultReply(fault, { requestId, resource: "/" });
  const lines = Object.entries({
    server: "TosServer",
    date: new Date().toUTCString(),
    "x-tos-request-id": requestId,
    "x-tos-id-2": requestId,
    ...headers,
    connection: "close",
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} Bad Request\r\n${lines.join("")}\r\n${body ?? ""}`);
}
