/**
 * A stand-in for TOS in a process of its own that fails within microseconds, in each of its ways in turn: see
 * fault-leaks.test.ts. A request whose address holds `faulty` fails, and any other is answered.
 */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const ID = { "x-tos-request-id": "an-id" };
const JSON_TYPE = { ...ID, "content-type": "application/json" };

type Respond = (response: ServerResponse) => void;

const text =
  (status: number, body: string, headers: Record<string, string> = JSON_TYPE): Respond =>
  (response) =>
    void response.writeHead(status, headers).end(body);

const FAILING: readonly Respond[] = [
  (response) => response.socket?.resetAndDestroy(),
  (response) => response.socket?.end(),
  (response) => {
    response.writeHead(200, { ...JSON_TYPE, "content-length": "100" }).write("{");
    setImmediate(() => response.destroy());
  },
  text(503, '{"Code":"ServiceUnavailable","Message":"m"}'),
  text(429, '{"Code":"ExceedAccountQPSLimit","Message":"m"}', { ...JSON_TYPE, "retry-after": "3600" }),
  text(403, '{"Code":"AccessDenied","Message":"m"}'),
  text(502, "<html>", { "content-type": "text/html" }),
  text(200, "<html>", { "content-type": "text/html" }),
  text(200, '{"resp_json":'),
  text(200, "x".repeat(100), { "content-length": "50" }),
];

const REPORT = JSON.stringify({
  resp_json: {
    code: 10000,
    data: {},
    message: "Success",
    request_id: "r",
    status: 10000,
    time_elapsed: "1s",
  },
});
const STYLES = JSON.stringify({ ImageStyles: [{ Name: "style01", Content: "image/resize,w_100" }] });

let failed = 0;
let answered = 0;
/** Never answered, until its client gives up. */
let stalled = 0;

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const { url = "" } = request;
  request.resume().once("end", () => {
    if (url.includes("faulty")) {
      failed += 1;
      // Few: each takes its whole deadline.
      if (failed % 100 === 0) stalled += 1;
      else FAILING[failed % FAILING.length]?.(response);
      return;
    }
    answered += 1;
    const body = url.includes("aigc") ? REPORT : url.includes("imageStyle") ? STYLES : "";
    text(200, request.method === "HEAD" ? "" : body)(response);
  });
});
server.listen(0, "127.0.0.1", () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on("message", () => {
  server.getConnections((_error, connections) => process.send?.({ failed, answered, stalled, connections }));
});
process.on("disconnect", () => process.exit());
