/** Which replies refuse the keys that a request was signed with, so that others may be accepted. */
import { readErrorBody } from "../error-body.js";
import type { TosReply, TosRequest } from "../transport.js";

/**
 * TOS's `Code` of a request whose key or token has ended, was revoked or does not fit: all that the official SDKs list of
 * the kind. Unverified: that these are the names for each case, and the status that comes with them. `AccessDenied`
 * speaks of rights, which other keys of the same source do not have either.
 */
export const REFUSED_KEYS: ReadonlySet<unknown> = new Set([
  "ExpiredToken",
  "InvalidSecurityToken",
  "InvalidAccessKeyId",
  // A secret that was changed under the same id.
  "SignatureDoesNotMatch",
]);

/** S3, whose names these are, has 400 for an expired token. */
const STATUSES: readonly number[] = [400, 401, 403];

/**
 * TOS checks a signature before anything else of a request, so that one which was refused so did not start: not even a
 * generation. A reply to HEAD has no body that could tell; its request may be repeated anyway.
 */
export function refusesKeys(method: TosRequest["method"], { status, body }: TosReply): boolean {
  if (!STATUSES.includes(status)) return false;
  return method === "HEAD" ? status !== 400 : REFUSED_KEYS.has(readErrorBody(body).Code);
}
