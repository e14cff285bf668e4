/** A span for each HTTP request, in whose context the rest of it runs. */
import { type Context, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { CONVENTIONAL, OWN } from "./attributes.js";
import { type Begun, beginSpan, type Tracing } from "./tracing.js";

/** Asked every few seconds by machines, of whose questions nobody wants a trace. */
const UNTRACED = new Set(["/healthz", "/readyz", "/metrics"]);

export function registerHttpSpans(http: FastifyInstance, tracing: Tracing): void {
  const contexts = new WeakMap<FastifyRequest, Context>();
  http.addHook("onRequest", (request, reply, done) => {
    const begun = UNTRACED.has(request.routeOptions.url ?? "") ? null : begin(request, tracing);
    if (begun === null) return done();
    contexts.set(request, begun.context);
    endWithResponse(begun, reply);
    tracing.run(begun.context, done);
  });
  // What has read the body goes on in the context of the socket.
  http.addHook("preHandler", (request, _reply, done) => {
    const context = contexts.get(request);
    if (context === undefined) return done();
    tracing.run(context, done);
  });
}

function begin(request: FastifyRequest, tracing: Tracing): Begun | null {
  const parent = tracing.incoming(request.headers);
  if (parent === null) return null;
  const { method } = request;
  const route = request.routeOptions.url;
  const name = route === undefined ? method : `${method} ${route}`;
  const begun = beginSpan(tracing, name, { kind: SpanKind.SERVER }, parent);
  if (begun?.span.isRecording()) {
    const { localAddress, localPort } = request.socket;
    begun.span.setAttributes({
      [CONVENTIONAL.HTTP_REQUEST_METHOD]: method,
      ...(route !== undefined && { [CONVENTIONAL.HTTP_ROUTE]: route }),
      // Without the query, which holds documents and variables.
      [CONVENTIONAL.URL_PATH]: request.url.replace(/[?#].*$/s, ""),
      [CONVENTIONAL.URL_SCHEME]: request.protocol,
      // The socket's, and not what the client calls us: no header is repeated in a span.
      ...(localAddress !== undefined && { [CONVENTIONAL.SERVER_ADDRESS]: localAddress }),
      ...(localPort !== undefined && { [CONVENTIONAL.SERVER_PORT]: localPort }),
      [OWN.REQUEST_ID]: request.id,
    });
  }
  return begun;
}

/** With the last byte, or when the client hangs up; what is sent upstream may go on then. */
function endWithResponse({ span }: Begun, { raw }: FastifyReply): void {
  let isEnded = false;
  const end = (): void => {
    if (isEnded) return;
    isEnded = true;
    if (raw.writableFinished) {
      const { statusCode } = raw;
      span.setAttribute(CONVENTIONAL.HTTP_RESPONSE_STATUS_CODE, statusCode);
      // What is below is the client's to correct.
      if (statusCode >= 500) {
        span.setAttribute(CONVENTIONAL.ERROR_TYPE, String(statusCode));
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
    } else {
      span.setAttribute(OWN.CLIENT_LEFT, true);
    }
    span.end();
  };
  // A server in front of ours may have taken long: of a client that has left already nothing closes any more.
  if (raw.destroyed) {
    end();
    return;
  }
  raw.once("finish", end);
  raw.once("close", end);
}
