/** From a Node.js request to a reply on the wire: address, signature, operation, and every error as TOS writes it. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { MAX_KEY_BYTES } from "../../tos/names.js";
import type { Identity } from "../auth/rights.js";
import { verifyRequest } from "../auth/verify.js";
import { FAULTS, TosFault } from "../faults.js";
import type { Services } from "../operations/operation.js";
import { operationOf } from "../operations/router.js";
import { type Address, parseAddress } from "./address.js";
import { checkedChunks } from "./body.js";
import { readHeaders } from "./headers.js";
import { faultReply, type Reply } from "./reply.js";

export interface HandlerOptions {
  readonly services: Services;
  readonly identities: readonly Identity[];
  readonly log: (message: string) => void;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function createHandler(options: HandlerOptions): Handler {
  return async (request, response) => {
    const requestId = createRequestId();
    const reply = await answer(request, requestId, options);
    try {
      await send(request, response, reply, requestId, options.services.now());
    } catch {
      // The client left in the middle of the reply, or the object's file could not be read to its end: either way the
      // status is out, and only an ended connection can tell.
      response.destroy();
    }
  };
}

async function answer(request: IncomingMessage, requestId: string, options: HandlerOptions): Promise<Reply> {
  let resource = "/";
  try {
    const headers = readHeaders(request.rawHeaders);
    const address = parseAddress(headers.get("host") ?? "", request.url ?? "/");
    resource = resourceOf(address);
    const method = request.method ?? "GET";
    const { services, identities } = options;
    const verified = verifyRequest({ method, headers, ...address }, identities, services.now());
    if (Buffer.byteLength(address.key) > MAX_KEY_BYTES) throw new TosFault(FAULTS.keyTooLong);
    return await operationOf(method, address)(
      {
        method,
        headers,
        bucket: address.bucket ?? "",
        key: address.key,
        query: address.query,
        identity: verified.identity,
        chunks: checkedChunks(request, verified.bodySha256),
      },
      services,
    );
  } catch (error) {
    if (error instanceof TosFault) return faultReply(error, { requestId, resource });
    const clientLeft = request.destroyed && !request.complete;
    if (!clientLeft && !options.services.closing.aborted) {
      options.log(
        `request ${requestId}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
    return faultReply(new TosFault(FAULTS.internal), { requestId, resource });
  }
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Reply,
  requestId: string,
  now: Date,
): Promise<void> {
  response.writeHead(status, {
    server: "TosServer",
    date: now.toUTCString(),
    "x-tos-request-id": requestId,
    "x-tos-id-2": requestId,
    "x-tos-server-time": String(now.getTime()),
    ...headers,
  });
  if (body instanceof Readable) {
    await pipeline(body, response);
  } else {
    response.end(request.method === "HEAD" || body === null ? undefined : body);
  }
}

function resourceOf({ bucket, key }: Address): string {
  if (bucket === null) return "/";
  return key === "" ? `/${bucket}` : `/${bucket}/${key}`;
}

/** Two groups of hex digits, like the page's `f91b0c03a01300c1-a444ed0`. */
function createRequestId(): string {
  return `${randomBytes(8).toString("hex")}-${randomBytes(4).toString("hex").slice(1)}`;
}
