/** From a Node.js request to a reply on the wire: address, signature, operation, and every error as TOS writes it. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { MAX_KEY_BYTES } from "../../tos/names.js";
import { type Identity, requireRight } from "../auth/rights.js";
import { verifyRequest } from "../auth/verify.js";
import { FAULTS, TosFault } from "../faults.js";
import { deliverBroken } from "../injection/deliver.js";
import type { FaultRuleBook } from "../injection/fault-rules.js";
import { isLost, replacementOf } from "../injection/replacement.js";
import {
  describeRequest,
  type RequestDraft,
  type RequestJournal,
  recordBody,
} from "../injection/request-log.js";
import type { FaultEffect } from "../injection/rule.js";
import { nameOperation } from "../operations/names.js";
import type { Services } from "../operations/operation.js";
import { operationOf } from "../operations/router.js";
import type { CorsRule } from "../storage/cors-store.js";
import { type Address, parseAddress } from "./address.js";
import { checkedChunks } from "./body.js";
import { answerPreflight, corsHeaders, DEVELOPMENT_RULES, isPreflight } from "./cors.js";
import { type HeaderMap, readHeaders } from "./headers.js";
import { emptyReply, faultReply, type Reply } from "./reply.js";
import { createRequestId } from "./request-id.js";
import { decodedHeaders, decodeTosChunked } from "./tos-chunked.js";

/** Assumption: the service's own bound is not published. */
const MAX_HEADER_BYTES = 16 * 1024;

export interface HandlerOptions {
  readonly services: Services;
  readonly identities: readonly Identity[];
  /** The host name of the public URL, where there is one. */
  readonly publicHost: string | null;
  readonly faults: FaultRuleBook;
  readonly requests: RequestJournal;
  readonly log: (message: string) => void;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function createHandler(options: HandlerOptions): Handler {
  return async (request, response) => {
    const startedAt = performance.now();
    const requestId = createRequestId();
    const { method = "GET", url: target = "/" } = request;
    const draft = options.requests.begin({ method, target, requestId });
    // A client that waits for "100 Continue" is asked for its body once the signature is good and the body is wanted.
    const waits = /^100-continue$/i.test(request.headers.expect ?? "");
    let asked = !waits;
    const askForBody = (): void => {
      if (!asked) response.writeContinue();
      asked = true;
    };
    const exchange: Exchange = {
      ...options,
      request,
      requestId,
      draft,
      askForBody,
      headers: readHeaders(request.rawHeaders),
      resource: "/",
      corsRules: DEVELOPMENT_RULES,
      effect: null,
    };
    const reply = await answer(exchange);
    // A body that was never asked for does not come: what follows on the connection could be taken for it.
    if (!asked) response.shouldKeepAlive = false;
    draft.ms = Math.round(performance.now() - startedAt);
    try {
      await send(response, reply, exchange);
    } catch {
      // The client left in the middle of the reply, or the object's file could not be read to its end: either way the
      // status is out, and only an ended connection can tell.
      response.destroy();
    }
    // Node.js reads the rest of a body that nobody touched, but not of one that an operation left in the middle: without
    // this the connection would hang.
    request.resume();
  };
}

/** One request on its way through the emulator. */
interface Exchange extends HandlerOptions {
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly draft: RequestDraft;
  /** To be called before the body is read. */
  readonly askForBody: () => void;
  readonly headers: HeaderMap;
  /** What an error speaks of, as far as the request was understood. */
  resource: string;
  /** Those of the addressed bucket, once that is known. */
  corsRules: readonly CorsRule[];
  /** What a rule of fault injection makes of it. */
  effect: FaultEffect | null;
}

async function answer(exchange: Exchange): Promise<Reply> {
  try {
    return await perform(exchange);
  } catch (error) {
    if (error instanceof TosFault) return faultReply(error, exchange);
    const { request, requestId, services, log } = exchange;
    const clientLeft = request.destroyed && !request.complete;
    if (!clientLeft && !services.closing.aborted) {
      log(`request ${requestId}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
    return faultReply(new TosFault(FAULTS.internal), exchange);
  }
}

async function perform(exchange: Exchange): Promise<Reply> {
  const { request, headers, draft, services, identities, publicHost, faults } = exchange;
  if (request.rawHeaders.join("").length > MAX_HEADER_BYTES) throw new TosFault(FAULTS.headersTooLarge);
  const address = parseAddress(headers.get("host") ?? "", request.url ?? "/", publicHost);
  const method = request.method ?? "GET";
  const { name, right } = nameOperation(method, address, headers);
  exchange.resource = resourceOf(address);
  exchange.corsRules = corsRulesOf(address, services);
  Object.assign(draft, describeRequest(address, headers), { operation: name });
  const takeEffect = (): FaultEffect | null => {
    exchange.effect = faults.take({ operation: name, ...address });
    draft.fault = exchange.effect?.kind ?? null;
    return exchange.effect;
  };
  if (isPreflight(method, headers)) {
    return underEffect(takeEffect(), () => answerPreflight(exchange.corsRules, headers), request, exchange);
  }

  const { identity, payload } = verifyRequest({ method, headers, ...address }, identities, services.now());
  draft.accessKeyId = identity.accessKeyId;
  const signed = afterAsking(exchange.askForBody, checkedChunks(request, payload.sha256));
  const plain = payload.chunked ? decodeTosChunked(signed, headers) : signed;
  const chunks = recordBody(plain, draft, address.query.get("x-tos-process")?.startsWith("aigc/") ?? false);

  const run = async (): Promise<Reply> => {
    if (Buffer.byteLength(address.key) > MAX_KEY_BYTES) throw new TosFault(FAULTS.keyTooLong);
    if (address.bucket !== null && right !== null) requireRight(identity, address.bucket, right);
    return operationOf(method, address)(
      {
        method,
        headers: payload.chunked ? decodedHeaders(headers) : headers,
        bucket: address.bucket ?? "",
        key: address.key,
        query: address.query,
        identity,
        chunks,
      },
      services,
    );
  };
  return underEffect(takeEffect(), run, chunks, exchange);
}

async function* afterAsking(ask: () => void, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  ask();
  yield* chunks;
}

/** What an effect leaves of an operation. A request whose reply is lost is read to its end all the same. */
async function underEffect(
  effect: FaultEffect | null,
  run: () => Reply | Promise<Reply>,
  chunks: AsyncIterable<Buffer>,
  exchange: Exchange,
): Promise<Reply> {
  if (effect === null) return run();
  const replacement = replacementOf(effect, exchange);
  if (isLost(effect)) {
    for await (const _chunk of chunks);
    return replacement ?? emptyReply(200);
  }
  if (replacement === null) return run();
  try {
    const lost = await run();
    if (lost.body instanceof Readable) lost.body.destroy();
  } catch (error) {
    if (!(error instanceof TosFault)) throw error;
  }
  return replacement;
}

function corsRulesOf({ bucket }: Address, { buckets }: Services): readonly CorsRule[] {
  const rules = bucket !== null && buckets.has(bucket) ? buckets.get(bucket).cors.get() : null;
  return rules ?? DEVELOPMENT_RULES;
}

async function send(response: ServerResponse, reply: Reply, exchange: Exchange): Promise<void> {
  const { request, requestId, services, effect, draft } = exchange;
  const now = services.now();
  const headers = {
    server: "TosServer",
    date: now.toUTCString(),
    "x-tos-request-id": requestId,
    "x-tos-id-2": requestId,
    "x-tos-server-time": String(now.getTime()),
    ...corsHeaders(exchange.corsRules, request.method ?? "GET", exchange.headers),
    ...reply.headers,
  };
  if (effect?.kind !== "reset-before-headers") draft.status = reply.status;
  if (effect !== null) return deliverBroken(response, { ...reply, headers }, effect, services.closing);
  response.writeHead(reply.status, headers);
  if (reply.body instanceof Readable) {
    await pipeline(reply.body, response);
  } else {
    response.end(request.method === "HEAD" || reply.body === null ? undefined : reply.body);
  }
}

function resourceOf({ bucket, key }: Address): string {
  if (bucket === null) return "/";
  return key === "" ? `/${bucket}` : `/${bucket}/${key}`;
}
