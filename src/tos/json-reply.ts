/** Turns a reply into its JSON body, or into the error that it is. */
import { type TosOperation, TosReplyError } from "./errors.js";
import { readServiceError } from "./service-error.js";
import type { TosReply } from "./transport.js";

/**
 * `idempotent` is of the request: it decides on `retrySafe`.
 * @throws TosServiceError for every status that is not 2xx.
 */
export function assertOk(operation: TosOperation, reply: TosReply, idempotent = true): TosReply {
  if (reply.status < 200 || reply.status > 299) throw readServiceError(operation, reply, idempotent);
  return reply;
}

/**
 * For a write whose reply has no body: the id of TOS's own answer. What stands between may answer 200 in its place.
 * @throws TosServiceError for an error status, TosReplyError for an answer without an id, which is not TOS's.
 */
export function assertWritten(operation: TosOperation, reply: TosReply): { readonly requestId: string } {
  const { requestId } = assertOk(operation, reply);
  if (requestId !== null) return { requestId };
  // Every answer of TOS has an id; the official Node.js SDK takes one without for none, too.
  throw new TosReplyError(operation, "the reply has no request id, so it is not TOS's", {
    requestId,
    idempotent: true,
  });
}

/**
 * For a reply to HEAD, which is headers alone: what something between answers in its place differs from it by them only.
 * @throws TosServiceError for an error status, TosReplyError for a 2xx or a 404 that is not TOS's.
 */
export function assertHead(operation: TosOperation, reply: TosReply): TosReply {
  const { status, requestId, headers } = reply;
  const isOfTos = requestId !== null || "x-tos-ec" in headers;
  if (!isOfTos && (status < 300 || status === 404)) {
    throw new TosReplyError(operation, "the reply has no request id, so it is not TOS's", {
      requestId: null,
      idempotent: true,
    });
  }
  return assertOk(operation, reply);
}

/** @throws TosServiceError for an error status, TosReplyError for a body that is no JSON object. */
export function jsonObject(operation: TosOperation, reply: TosReply): Readonly<Record<string, unknown>> {
  assertOk(operation, reply);
  try {
    const value: unknown = JSON.parse(reply.body.toString("utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // Falls through to the one error for everything that is not a JSON object.
  }
  throw new TosReplyError(operation, "the reply is not a JSON object", {
    requestId: reply.requestId,
    idempotent: true,
  });
}
