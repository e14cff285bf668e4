/**
 * TOS4-HMAC-SHA256, the signature of every TOS request and presigned URL, as functions of values. Only the key of the
 * last day that was signed for is remembered.
 * Source: https://www.volcengine.com/docs/6349/74839 (headers) and /docs/6349/129226 (query).
 */
import { createHash, createHmac } from "node:crypto";
import type { TosCredentials } from "./credentials.js";

export const ALGORITHM = "TOS4-HMAC-SHA256";
/** Stands where the digest of the body would, when the body is not part of the signature. */
export const UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
/** The longest life of a presigned URL: seven days, in seconds (docs/6349/1188927). */
export const MAX_PRESIGN_SECONDS = 604_800;

export type QueryPairs = ReadonlyArray<readonly [name: string, value: string]>;

/** What is signed. `path` and `query` are decoded: they are encoded here, once. */
export interface SignableRequest {
  readonly method: string;
  /** Decoded path: `/key` for a virtual host, `/bucket/key` for path style. Never normalised. */
  readonly path: string;
  readonly query: QueryPairs;
  /** The headers that are part of the signature, and only those. Names in any case. */
  readonly headers: QueryPairs;
  /** Hex SHA-256 of the body, or `UNSIGNED-PAYLOAD`. */
  readonly payloadHash: string;
}

export interface SigningScope {
  readonly region: string;
  /** The instant of signing. */
  readonly now: Date;
}

/** Percent-encodes UTF-8 as TOS does: `A-Za-z0-9-._~` stay, all else is `%XX` in upper case, a space is `%20`. */
export function uriEncode(text: string, keepSlash = false): string {
  const encoded = encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return keepSlash ? encoded.replaceAll("%2F", "/") : encoded;
}

/** `name=value&…`, encoded and sorted by name in byte order; `x-tos-signature` is left out. */
export function canonicalQuery(query: QueryPairs): string {
  return query
    .filter(([name]) => name.toLowerCase() !== "x-tos-signature")
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/** The names of the signed headers, in lower case, sorted, joined by `;`. */
function signedHeaderNames(headers: QueryPairs): string {
  return headers
    .map(([name]) => name.toLowerCase())
    .sort()
    .join(";");
}

/** The text whose digest is signed. Header values are trimmed and their runs of white space folded to one space. */
export function canonicalRequest(request: SignableRequest): string {
  const headers = request.headers
    .map(([name, value]) => [name.toLowerCase(), value.trim().replace(/\s+/g, " ")] as const)
    .sort(([a], [b]) => compare(a, b))
    .map(([name, value]) => `${name}:${value}\n`)
    .join("");
  return [
    request.method,
    uriEncode(request.path, true) || "/",
    canonicalQuery(request.query),
    headers,
    signedHeaderNames(request.headers),
    request.payloadHash,
  ].join("\n");
}

/** `YYYYMMDDTHHMMSSZ`, UTC. */
export function tosDate(now: Date): string {
  return now.toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** `YYYYMMDD/region/tos/request`. */
function credentialScope({ region, now }: SigningScope): string {
  return `${tosDate(now).slice(0, 8)}/${region}/tos/request`;
}

/** Algorithm, instant, scope and the digest of the canonical request, a line each. */
export function stringToSign(canonical: string, scope: SigningScope): string {
  return [ALGORITHM, tosDate(scope.now), credentialScope(scope), sha256Hex(canonical)].join("\n");
}

/** The key of one day and region. Unlike AWS4, the bare secret starts the chain. */
export function signingKey(secretAccessKey: string, date8: string, region: string): Buffer {
  return [date8, region, "tos", "request"].reduce<Buffer>(
    (key, part) => hmac(key, part),
    Buffer.from(secretAccessKey),
  );
}

/** The signature, 64 hex digits in lower case. */
export function sign(request: SignableRequest, secretAccessKey: string, scope: SigningScope): string {
  const key = cachedSigningKey(secretAccessKey, tosDate(scope.now).slice(0, 8), scope.region);
  return hmac(key, stringToSign(canonicalRequest(request), scope)).toString("hex");
}

export interface HeaderSigning {
  readonly method: string;
  readonly path: string;
  readonly query: QueryPairs;
  /** The `Host` header as it goes over the wire, with its port when that is not the default one. */
  readonly host: string;
  /** Every header of the request; `host` and the `x-tos-*` ones are signed, as the official Node.js SDK does. */
  readonly headers: Readonly<Record<string, string>>;
  readonly payloadHash?: string;
}

/** Returns the headers to add to a request: `x-tos-date`, `x-tos-content-sha256`, the STS token and `Authorization`. */
export function signHeaders(
  request: HeaderSigning,
  credentials: TosCredentials,
  scope: SigningScope,
): Record<string, string> {
  const payloadHash = request.payloadHash ?? UNSIGNED_PAYLOAD;
  const added: Record<string, string> = {
    "x-tos-content-sha256": payloadHash,
    "x-tos-date": tosDate(scope.now),
    ...(credentials.securityToken !== undefined && { "x-tos-security-token": credentials.securityToken }),
  };
  const tosHeaders = Object.entries({ ...request.headers, ...added }).filter(([name]) =>
    name.toLowerCase().startsWith("x-tos-"),
  );
  const headers: QueryPairs = [["host", request.host], ...tosHeaders];
  const signature = sign({ ...request, headers, payloadHash }, credentials.secretAccessKey, scope);
  const credential = `${credentials.accessKeyId}/${credentialScope(scope)}`;
  return {
    ...added,
    authorization: `${ALGORITHM} Credential=${credential}, SignedHeaders=${signedHeaderNames(headers)}, Signature=${signature}`,
  };
}

export interface QuerySigning {
  readonly method: string;
  readonly path: string;
  readonly query: QueryPairs;
  readonly host: string;
  /** Signed beside `host`: who uses the URL must send each of them with this very value. Default none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds, 1 to 604,800. */
  readonly expiresInSeconds: number;
}

/** Returns the whole query of a presigned request, encoded, the signature last. */
export function presignQuery(
  request: QuerySigning,
  credentials: TosCredentials,
  scope: SigningScope,
): string {
  const headers: QueryPairs = [["host", request.host], ...Object.entries(request.headers ?? {})];
  const query: QueryPairs = [
    ...request.query,
    ["X-Tos-Algorithm", ALGORITHM],
    ["X-Tos-Credential", `${credentials.accessKeyId}/${credentialScope(scope)}`],
    ["X-Tos-Date", tosDate(scope.now)],
    ["X-Tos-Expires", String(request.expiresInSeconds)],
    ["X-Tos-SignedHeaders", signedHeaderNames(headers)],
    ...(credentials.securityToken !== undefined
      ? [["X-Tos-Security-Token", credentials.securityToken] as const]
      : []),
  ];
  const signable = { ...request, query, headers, payloadHash: UNSIGNED_PAYLOAD };
  return `${canonicalQuery(query)}&X-Tos-Signature=${sign(signable, credentials.secretAccessKey, scope)}`;
}

export function sha256Hex(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: Uint8Array, data: string): Buffer {
  return createHmac("sha256", key).update(data).digest();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A key serves for a whole day, and a process signs with one secret or a few: the last one is kept. */
let lastKey: { readonly id: string; readonly key: Buffer } | undefined;

function cachedSigningKey(secret: string, date8: string, region: string): Buffer {
  const id = `${date8}/${region}/${secret}`;
  if (lastKey?.id !== id) lastKey = { id, key: signingKey(secret, date8, region) };
  return lastKey.key;
}
