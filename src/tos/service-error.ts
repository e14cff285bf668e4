/** Reads an error reply of TOS: the JSON body {Code, Message, RequestId, HostId, Resource, EC}, or headers alone. */
import { type TosOperation, TosServiceError } from "./errors.js";
import { headerText, type TosReply } from "./transport.js";

/** Bodies of errors are read up to here, as the official Go SDK does: a proxy's page may be of any size. */
const MAX_ERROR_BYTES = 64 * 1024;

/** Never fails: what cannot be read of the body is null. `idempotent` is of the request, for `retrySafe`. */
export function readServiceError(
  operation: TosOperation,
  reply: TosReply,
  idempotent = true,
): TosServiceError {
  const body = errorBody(reply.body);
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

function errorBody(body: Buffer): Record<string, unknown> {
  if (body.length > MAX_ERROR_BYTES) return {};
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // Not TOS's: a proxy's HTML page, XML of the S3 face, nothing at all. The status says the rest.
    return {};
  }
}

/** `Retry-After` in milliseconds: a number of seconds or a date (RFC 9110, 10.2.3). */
function retryAfter(value: string | null, now = Date.now()): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
