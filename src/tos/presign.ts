/** Presigned URLs: made locally, no call upstream (docs/6349/129226). */
import type { CredentialsProvider } from "./credentials.js";
import { locate, type TosEndpoint } from "./endpoint.js";
import { MAX_PRESIGN_SECONDS, presignQuery, uriEncode } from "./signature.js";

export interface PresignOptions {
  /** Our own endpoint. */
  readonly endpoint: TosEndpoint;
  /** The endpoint as the URL's user reaches it, where that differs. */
  readonly publicEndpoint?: TosEndpoint;
  readonly region: string;
  readonly credentials: CredentialsProvider;
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

export interface PresignedUrl {
  readonly url: string;
  readonly expiresAt: Date;
}

export type Presigner = (request: PresignRequest) => PresignedUrl;

/**
 * Presigns GETs of objects. A URL never outlives the STS token that signs it: with one that has ended, the URL has, too.
 * @throws TosAddressError when our own endpoint is a custom domain of another bucket.
 */
export function createPresigner(options: PresignOptions): Presigner {
  const { region, credentials, now = () => new Date() } = options;
  return ({ bucket, key, expiresInSeconds, process }) => {
    const signer = credentials();
    const instant = wholeSecond(now());
    const ends = expiry(instant, expiresInSeconds, signer.expiresAt);
    const address = locate(endpointFor(bucket, options), bucket, key);
    const query = presignQuery(
      {
        method: "GET",
        path: address.path,
        query: process === undefined ? [] : [["x-tos-process", process]],
        host: address.host,
        expiresInSeconds: Math.max(1, (ends.getTime() - instant.getTime()) / 1000),
      },
      signer,
      { region, now: instant },
    );
    return { url: `${address.origin}${uriEncode(address.path, true)}?${query}`, expiresAt: ends };
  };
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
