/** Verification of a request's signature, header or presigned, as docs/6349/74839 and docs/6349/129226 define it. */
import { timingSafeEqual } from "node:crypto";
import { type QueryPairs, sha256Hex, sign } from "../../tos/signature.js";
import { FAULTS, TosFault } from "../faults.js";
import type { Address } from "../http/address.js";
import type { HeaderMap } from "../http/headers.js";
import { readClaims, type SignatureClaims } from "./claims.js";
import { type Payload, readPayload } from "./payload.js";
import { checkPolicy, signPolicyUrl } from "./policy.js";
import type { Identity } from "./rights.js";

/** Assumption: the service's window is not published; 15 minutes is what comparable services allow. */
const MAX_SKEW_MS = 15 * 60 * 1000;

/** A request, its address decoded. */
export interface SignedRequest extends Address {
  readonly method: string;
  readonly headers: HeaderMap;
}

export interface Verified {
  readonly identity: Identity;
  readonly payload: Payload;
}

/** Returns who signed; throws a {@link TosFault} with the documented code and EC otherwise. Anonymous is AccessDenied. */
export function verifyRequest(request: SignedRequest, identities: readonly Identity[], now: Date): Verified {
  const claims = readClaims(request.headers, request.query);
  if (claims === null) throw new TosFault(FAULTS.accessDenied, { detail: "the request is anonymous" });
  checkTime(claims, now);
  const identity = identities.find(({ accessKeyId }) => accessKeyId === claims.accessKeyId);
  if (identity === undefined) throw new TosFault(FAULTS.unknownAccessKey);
  checkToken(identity, claims.securityToken, now);
  if (claims.kind !== "policy") checkSignedHeaders(request.headers, claims);
  const payload = readPayload(request.headers, claims.kind);
  const given = Buffer.from(claims.signature);
  const matches = signatures(request, claims, payload, identity.secretAccessKey).some((signature) => {
    const expected = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  if (!matches) throw new TosFault(FAULTS.signatureMismatch);
  if (claims.policy !== null) checkPolicy(claims.policy, request.method, request);
  return { identity, payload };
}

/** Every signature that would be valid: one for each payload line that the service takes. */
function signatures(
  request: SignedRequest,
  claims: SignatureClaims,
  payload: Payload,
  secretAccessKey: string,
): string[] {
  const scope = { region: claims.region, now: claims.date };
  if (claims.kind === "policy") return [signPolicyUrl(request.query, secretAccessKey, scope)];
  const headers: QueryPairs = claims.signedHeaders.map((name) => [name, request.headers.get(name) ?? ""]);
  const { method, path } = request;
  return payload.lines.map((payloadHash) =>
    sign({ method, path, query: request.query.pairs, headers, payloadHash }, secretAccessKey, scope),
  );
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
