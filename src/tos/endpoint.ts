/**
 * Where a bucket and its objects are addressed. TOS takes the bucket as a host name; the SDKs put it into the path only
 * for IP (and, in Java, localhost) endpoints; a custom domain stands for one bucket and names none.
 */
import { isIP } from "node:net";
import { TosAddressError } from "./errors.js";

export type AddressingStyle = "virtual-host" | "path" | "custom-domain";

export interface TosEndpoint {
  readonly protocol: "http:" | "https:";
  /** Host name, with its port where that is not the scheme's own. */
  readonly host: string;
  readonly style: AddressingStyle;
  /** The one bucket that a custom domain stands for. */
  readonly bucket?: string;
}

/** Where one request goes. */
export interface TosAddress {
  /** `https://examplebucket.tos-cn-beijing.volces.com` */
  readonly origin: string;
  /** The value of the `Host` header. */
  readonly host: string;
  /** Decoded, as it is signed: `/a key` or `/bucket/a key`. */
  readonly path: string;
}

/** `https://tos-cn-beijing.volces.com` for `cn-beijing`: every region's name is formed so. */
export function regionEndpoint(region: string): string {
  return `https://tos-${region}.volces.com`;
}

/**
 * Reads an endpoint: a host name or an http(s) URL without path; https when it has no scheme.
 * @throws TosAddressError saying what is wrong with it.
 */
export function parseEndpoint(
  text: string,
  options: { readonly style?: AddressingStyle; readonly bucket?: string } = {},
): TosEndpoint {
  const url = readUrl(text);
  if (url.username || url.password || url.pathname !== "/" || url.search || url.hash) {
    throw new TosAddressError("must be a scheme, a host and perhaps a port, with no user, path or query");
  }
  if (/(^|\.)tos-s3-/.test(url.hostname)) {
    throw new TosAddressError(
      "must not be the S3-compatible endpoint, which answers in XML and has no aigc interface: use tos-REGION instead of tos-s3-REGION",
    );
  }
  const style = options.style ?? (isLocal(url.hostname) ? "path" : "virtual-host");
  const endpoint = { protocol: url.protocol as TosEndpoint["protocol"], host: url.host, style };
  if (style !== "custom-domain") return endpoint;
  if (options.bucket === undefined)
    throw new TosAddressError("must be given with the one bucket that a custom domain stands for");
  return { ...endpoint, bucket: options.bucket };
}

/**
 * The address of a bucket (`key` undefined) or of an object.
 * @throws TosAddressError when a custom domain is asked for another bucket than its own.
 */
export function locate(endpoint: TosEndpoint, bucket: string, key = ""): TosAddress {
  const at = (host: string, path: string): TosAddress => ({
    origin: `${endpoint.protocol}//${host}`,
    host,
    path,
  });
  switch (endpoint.style) {
    case "virtual-host":
      return at(`${bucket}.${endpoint.host}`, `/${key}`);
    case "path":
      return at(endpoint.host, `/${bucket}/${key}`);
    case "custom-domain":
      if (bucket !== endpoint.bucket) {
        throw new TosAddressError("the server's endpoint stands for one bucket, and another was named");
      }
      return at(endpoint.host, `/${key}`);
  }
}

function readUrl(text: string): URL {
  const candidate = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(candidate)) throw new TosAddressError("must be a host name or an http(s) URL");
  const url = new URL(candidate);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new TosAddressError("must have the scheme http or https");
  }
  return url;
}

function isLocal(hostname: string): boolean {
  return hostname === "localhost" || isIP(hostname.replace(/^\[(.*)\]$/, "$1")) !== 0;
}
