/** Verification of a request's signature, header or presigned, as docs/6349/74839 and docs/6349/129226 define it. */
import { timingSafeEqual } from "node:crypto";
import { type QueryPairs, sha256Hex, sign, UNSIGNED_PAYLOAD } from "../../tos/signature.js";
import { FAULTS, TosFault } from "../faults.js";
import type { Query } from "../http/address.js";
import type { HeaderMap } from "../http/headers.js";
import { readClaims, type SignatureClaims } from "./claims.js";
import type { Identity } from "./rights.js";

/** Assumption: the service's window is not published; 15 minutes is what comparable services allow. */
export const MAX_SKEW_MS = 15 * 60 * 1000;

const EMPTY_SHA256 = sha256Hex("");

export interface SignedRequest {
  readonly method: string;
  /** Decoded, as on the wire. */
  readonly path: string;
  readonly query: Query;
  readonly headers: HeaderMap;
}

export interface Verified {
  readonly identity: Identity;
  /** The hex SHA-256 that the body must have, or null when the body is not signed. */
  readonly bodySha256: string | null;
}

/** Returns who signed; throws a {@link TosFault} with the documented code and EC otherwise. Anonymous is AccessDenied. */
export function verifyRequest(request: SignedRequest, identities: readonly Identity[], now: Date): Verified {
  const claims = readClaims(request.headers, request.query);
  if (claims === null) throw new TosFault(FAULTS.accessDenied, { detail: "the request is anonymous" });
  checkTime(claims, now);
  const identity = identities.find(({ accessKeyId }) => accessKeyId === claims.accessKeyId);
  if (identity === undefined) throw new TosFault(FAULTS.unknownAccessKey);
  checkToken(identity, claims.securityToken, now);
  checkSignedHeaders(request.headers, claims);

  const headers: QueryPairs = claims.signedHeaders.map((name) => [name, request.headers.get(name) ?? ""]);
  const scope = { region: claims.region, now: claims.date };
  const given = Buffer.from(claims.signature);
  const matches = payloadLines(request.headers, claims).some((payloadHash) => {
    const { method, path } = request;
    const expected = Buffer.from(
      sign(
        { method, path, query: request.query.pairs, headers, payloadHash },
        identity.secretAccessKey,
        scope,
      ),
    );
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  if (!matches) throw new TosFault(FAULTS.signatureMismatch);

  const digest = request.headers.get("x-tos-content-sha256") ?? "";
  return { identity, bodySha256: /^[0-9a-f]{64}$/i.test(digest) ? digest.toLowerCase() : null };
}

function checkTime(claims: SignatureClaims, now: Date): void {
  const age = now.getTime() - claims.date.getTime();
  if (-age > MAX_SKEW_MS) throw new TosFault(FAULTS.timeSkewed);
  if (claims.expiresInSeconds === null) {
    if (age > MAX_SKEW_MS) throw new TosFault(FAULTS.timeSkewed);
  } else if (age > claims.expiresInSeconds * 1000) {
    throw new TosFault(FAULTS.presignExpired);
  }
}

function checkToken(identity: Identity, token: string | undefined, now: Date): void {
  const expected = Buffer.from(sha256Hex(identity.securityToken ?? ""));
  const given = Buffer.from(sha256Hex(token ?? ""));
  if (!timingSafeEqual(expected, given)) throw new TosFault(FAULTS.invalidToken);
  if (identity.expiresAt !== undefined && identity.expiresAt.getTime() <= now.getTime()) {
    throw new TosFault(FAULTS.expiredToken);
  }
}

/** Every `x-tos-*` header that is sent must be signed, and `host` (docs/6349/1188916). */
function checkSignedHeaders(headers: HeaderMap, { signedHeaders }: SignatureClaims): void {
  const needed = ["host", ...[...headers.keys()].filter((name) => name.startsWith("x-tos-"))];
  const missing = needed.find((name) => !signedHeaders.includes(name));
  if (missing !== undefined)
    throw new TosFault(FAULTS.unsignedHeader, { detail: `${missing} is not signed` });
}

/**
 * What may stand in the payload line.
 * Assumption: without x-tos-content-sha256 the service takes both the digest of the empty text (the Go and Java SDKs sign
 * that, even with a body) and UNSIGNED-PAYLOAD (the Python SDK).
 */
function payloadLines(headers: HeaderMap, { kind }: SignatureClaims): string[] {
  const sent = headers.get("x-tos-content-sha256");
  if (sent !== undefined) return [sent];
  return kind === "query" ? [UNSIGNED_PAYLOAD] : [EMPTY_SHA256, UNSIGNED_PAYLOAD];
}
