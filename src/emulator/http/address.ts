/** Where a request points: bucket and key from its Host and path, and its query, all decoded once. */
import { isIP } from "node:net";
import type { QueryPairs } from "../../tos/signature.js";
import { FAULTS, TosFault } from "../faults.js";

export interface Address {
  /** The bucket, or null for the account itself (`ListBuckets`). Its name is not checked here. */
  readonly bucket: string | null;
  /** The object's key; empty when the request addresses the bucket. */
  readonly key: string;
  /** The decoded path as it is signed: `/key` on a bucket host, `/bucket/key` otherwise. */
  readonly path: string;
  readonly query: Query;
}

/** The decoded query, with look-ups by name. A name without `=` has the value "". */
export class Query {
  readonly pairs: QueryPairs;

  constructor(pairs: QueryPairs) {
    this.pairs = pairs;
  }

  has(name: string): boolean {
    return this.pairs.some(([key]) => key === name);
  }

  get(name: string): string | undefined {
    return this.pairs.find(([key]) => key === name)?.[1];
  }

  /** For the parameters of a presigned URL, whose case differs between clients. */
  getIgnoringCase(name: string): string | undefined {
    const lower = name.toLowerCase();
    return this.pairs.find(([key]) => key.toLowerCase() === lower)?.[1];
  }
}

/**
 * @param host the `Host` header.
 * @param target the request target as it came over the wire; nothing in it is folded or normalised.
 * @param publicHost a name, without port, under which clients reach the emulator beside those that it knows by their form.
 */
export function parseAddress(host: string, target: string, publicHost: string | null = null): Address {
  const mark = target.indexOf("?");
  const path = decode(mark === -1 ? target : target.slice(0, mark));
  if (!path.startsWith("/")) throw new TosFault(FAULTS.invalidUri);
  const query = new Query(mark === -1 ? [] : parseQuery(target.slice(mark + 1)));
  const hostBucket = bucketOfHost(host, publicHost);
  if (hostBucket !== null) return { bucket: hostBucket, key: path.slice(1), path, query };
  const end = path.indexOf("/", 1);
  const bucket = end === -1 ? path.slice(1) : path.slice(1, end);
  const key = end === -1 ? "" : path.slice(end + 1);
  return { bucket: bucket === "" ? null : bucket, key, path, query };
}

/**
 * The bucket that a Host names, or null where the path names it: addresses, `localhost` and names of one label (as the
 * SDKs use path style for IP endpoints), the service's own `tos-REGION.…` hosts, which serve `ListBuckets`, and the public
 * host. Below the public host stands the bucket alone.
 */
export function bucketOfHost(host: string, publicHost: string | null = null): string | null {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  if (publicHost !== null && name === publicHost) return null;
  if (publicHost !== null && name.endsWith(`.${publicHost}`)) return name.slice(0, -publicHost.length - 1);
  if (name.startsWith("[") || isIP(name) !== 0 || name === "host.docker.internal") return null;
  const dot = name.indexOf(".");
  if (dot <= 0) return null;
  const label = name.slice(0, dot);
  return /^tos-[a-z]+-[a-z]+\d*$/.test(label) ? null : label;
}

function parseQuery(text: string): QueryPairs {
  return text
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf("=");
      return at === -1
        ? ([decodeMember(part), ""] as const)
        : ([decodeMember(part.slice(0, at)), decodeMember(part.slice(at + 1))] as const);
    });
}

/** A plus is a space here, unlike in the path: the official Node.js SDK signs `%20` and sends `+`. */
function decodeMember(text: string): string {
  return decode(text.replaceAll("+", " "));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new TosFault(FAULTS.invalidUri, { detail: "a percent-encoding is not valid UTF-8" });
  }
}
