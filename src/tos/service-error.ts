/** Reads an error reply of TOS: the JSON body {Code, Message, RequestId, HostId, Resource, EC}, or headers alone. */
import { readErrorBody } from "./error-body.js";
import { type TosOperation, TosServiceError } from "./errors.js";
import { headerText, type TosReply } from "./transport.js";

/** Never fails: what cannot be read of the body is null. `idempotent` is of the request, for `retrySafe`. */
export function readServiceError(
  operation: TosOperation,
  reply: TosReply,
  idempotent = true,
): TosServiceError {
  const body = readErrorBody(reply.body);
  const member = (name: string): string | null => {
    const value = body[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  return new TosServiceError({
    operation,
    status: reply.status,
    serviceCode: member("Code"),
    // A reply to HEAD has no body: the code is in the header alone.
    ec: member("EC") ?? headerText(reply.headers["x-tos-ec"]),
    serviceMessage: member("Message"),
    requestId: reply.requestId ?? member("RequestId"),
    resource: member("Resource"),
    retryAfterMs: retryAfter(headerText(reply.headers["retry-after"])),
    idempotent,
  });
}

/** `Retry-After` in milliseconds: a number of seconds or a date (RFC 9110, 10.2.3). */
function retryAfter(value: string | null, now = Date.now()): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
