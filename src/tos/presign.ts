/** Presigned URLs: made locally, no call upstream (docs/6349/129226). */
import type { CredentialsProvider } from "./credentials.js";
import { locate, type TosEndpoint } from "./endpoint.js";
import { MAX_PRESIGN_SECONDS, presignQuery, uriEncode } from "./signature.js";

export interface PresignOptions {
  /** The endpoint as the URL's user reaches it, which may differ from our own. */
  readonly endpoint: TosEndpoint;
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

/** Presigns GETs of objects. A URL never outlives the STS token that signs it. */
export function createPresigner(options: PresignOptions): Presigner {
  const { endpoint, region, credentials, now = () => new Date() } = options;
  return ({ bucket, key, expiresInSeconds, process }) => {
    const signer = credentials();
    const instant = wholeSecond(now());
    const seconds = lifetime(expiresInSeconds, instant, signer.expiresAt);
    const address = locate(endpoint, bucket, key);
    const query = presignQuery(
      {
        method: "GET",
        path: address.path,
        query: process === undefined ? [] : [["x-tos-process", process]],
        host: address.host,
        expiresInSeconds: seconds,
      },
      signer,
      { region, now: instant },
    );
    return {
      url: `${address.origin}${uriEncode(address.path, true)}?${query}`,
      expiresAt: new Date(instant.getTime() + seconds * 1000),
    };
  };
}

function lifetime(wanted: number, instant: Date, tokenEnds: Date | undefined): number {
  const untilTokenEnds =
    tokenEnds === undefined ? wanted : Math.floor((tokenEnds.getTime() - instant.getTime()) / 1000);
  return Math.max(1, Math.min(wanted, untilTokenEnds, MAX_PRESIGN_SECONDS));
}

/** `X-Tos-Date` has no fraction: the expiry is counted from what is signed. */
function wholeSecond(now: Date): Date {
  return new Date(Math.floor(now.getTime() / 1000) * 1000);
}
