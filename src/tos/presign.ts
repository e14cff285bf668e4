/** Presigned URLs: made locally, no call upstream (docs/6349/129226). */
import { type CredentialsProvider, type CredentialsSource, currentOf } from "./credentials.js";
import { locate, type TosEndpoint } from "./endpoint.js";
import { MAX_PRESIGN_SECONDS, presignQuery, type QueryPairs, uriEncode } from "./signature.js";

export interface PresignOptions {
  /** Our own endpoint. */
  readonly endpoint: TosEndpoint;
  /** The endpoint as the URL's user reaches it, where that differs. */
  readonly publicEndpoint?: TosEndpoint;
  readonly region: string;
  readonly credentials: CredentialsProvider | CredentialsSource;
  readonly now?: () => Date;
}

export interface PresignRequest {
  readonly bucket: string;
  readonly key: string;
  /** Seconds, 1 to 604,800. */
  readonly expiresInSeconds: number;
  /** Processing of the picture: `image/…` or `style/NAME`. */
  readonly process?: string;
}

export interface PresignPutRequest {
  readonly bucket: string;
  readonly key: string;
  /** Seconds, 1 to 604,800. */
  readonly expiresInSeconds: number;
  /** What the upload must say of itself, by lower-case name: whoever sends another value, or none, is refused. */
  readonly signedHeaders: Readonly<Record<string, string>>;
}

export interface PresignedUrl {
  readonly url: string;
  readonly expiresAt: Date;
}

export type Presigner = (request: PresignRequest) => PresignedUrl;
export type PutPresigner = (request: PresignPutRequest) => PresignedUrl;

/**
 * Presigns GETs of objects. A URL never outlives the STS token that signs it: with one that has ended, the URL has, too.
 * @throws TosAddressError when our own endpoint is a custom domain of another bucket; TosCredentialsError when there are no keys.
 */
export function createPresigner(options: PresignOptions): Presigner {
  return ({ process, ...request }) =>
    presign(options, {
      ...request,
      method: "GET",
      query: process === undefined ? [] : [["x-tos-process", process]],
    });
}

/**
 * Presigns PUTs of objects, which end with the STS token like those of {@link createPresigner}.
 *
 * The page has `host` and every `x-tos-*` header signed and allows others beside them (docs/6349/129226); the official
 * SDKs sign no others in URLs. Unverified: that the service, which is told the names by X-Tos-SignedHeaders, holds an
 * upload to a signed `content-type` and `content-length`.
 * @throws what {@link createPresigner} throws.
 */
export function createPutPresigner(options: PresignOptions): PutPresigner {
  return ({ signedHeaders, ...request }) =>
    presign(options, { ...request, method: "PUT", query: [], headers: signedHeaders });
}

interface PresignedRequest {
  readonly method: "GET" | "PUT";
  readonly bucket: string;
  readonly key: string;
  readonly query: QueryPairs;
  readonly headers?: Readonly<Record<string, string>>;
  readonly expiresInSeconds: number;
}

function presign(options: PresignOptions, request: PresignedRequest): PresignedUrl {
  const { region, credentials, now = () => new Date() } = options;
  const { bucket, key, expiresInSeconds, ...signed } = request;
  const signer = currentOf(credentials)();
  const instant = wholeSecond(now());
  const ends = expiry(instant, expiresInSeconds, signer.expiresAt);
  const address = locate(endpointFor(bucket, options), bucket, key);
  const query = presignQuery(
    {
      ...signed,
      path: address.path,
      host: address.host,
      expiresInSeconds: Math.max(1, (ends.getTime() - instant.getTime()) / 1000),
    },
    signer,
    { region, now: instant },
  );
  return { url: `${address.origin}${uriEncode(address.path, true)}?${query}`, expiresAt: ends };
}

/** A public custom domain stands for one bucket; the others keep the address that we use ourselves. */
function endpointFor(bucket: string, { endpoint, publicEndpoint = endpoint }: PresignOptions): TosEndpoint {
  const elsewhere = publicEndpoint.style === "custom-domain" && publicEndpoint.bucket !== bucket;
  return elsewhere ? endpoint : publicEndpoint;
}

function expiry(instant: Date, seconds: number, tokenEnds: Date | undefined): Date {
  const wanted = new Date(instant.getTime() + Math.min(seconds, MAX_PRESIGN_SECONDS) * 1000);
  return tokenEnds !== undefined && tokenEnds < wanted ? wholeSecond(tokenEnds) : wanted;
}

/** `X-Tos-Date` has no fraction: the expiry is counted from what is signed. */
function wholeSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}
