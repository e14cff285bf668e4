/**
 * ListObjectsV2: the objects of a bucket, in the order of their keys' bytes in UTF-8. Keys are asked for as they are,
 * without `encoding-type=url`: JSON carries every character, and how the service encodes a space is not published.
 */
import { TosReplyError } from "./errors.js";
import { jsonObject } from "./json-reply.js";
import type { QueryPairs } from "./signature.js";
import type { CallOptions, TosTransport } from "./transport.js";

export interface ListObjectsRequest {
  /** Only keys that begin so; empty for all. */
  readonly prefix: string;
  /** Only keys after this one, which need not exist (any more); null for the first page. */
  readonly startAfter: string | null;
  /** 1 to 1,000. */
  readonly maxKeys: number;
}

/** What a listing tells of an object. */
export interface ListedObject {
  readonly key: string;
  readonly byteSize: number | null;
  /** With its quotes, as HTTP has it. */
  readonly etag: string | null;
  /** In whole seconds, as HEAD tells it. */
  readonly lastModified: Date | null;
}

export interface ObjectPage {
  readonly objects: readonly ListedObject[];
  /** Where the next page starts after; null on the last page. */
  readonly next: string | null;
}

/** Each page has some of them, also one without any object. */
const LISTING_MEMBERS = ["Contents", "IsTruncated", "KeyCount", "MaxKeys"];

/**
 * One page of a bucket's objects. Pages are continued by `start-after`: unlike a continuation token it is known to outlive
 * this process, and the object that it names.
 * @throws TosServiceError with `notFound` when the bucket does not exist, TosReplyError when the reply is no listing.
 */
export async function listObjects(
  transport: TosTransport,
  bucket: string,
  { prefix, startAfter, maxKeys }: ListObjectsRequest,
  options?: CallOptions,
): Promise<ObjectPage> {
  const operation = "ListObjectsV2";
  const query: QueryPairs = [
    ["list-type", "2"],
    ["max-keys", String(maxKeys)],
    ...(prefix === "" ? [] : [["prefix", prefix] as const]),
    ...(startAfter === null ? [] : [["start-after", startAfter] as const]),
  ];
  const reply = await transport.send({ operation, method: "GET", bucket, query }, options);
  const listing = jsonObject(operation, reply);
  const { Contents, IsTruncated } = listing;
  // An empty page may come without its list, as the official Node.js SDK allows for.
  const contents = Array.isArray(Contents) ? Contents : Contents == null ? [] : [Contents];
  const objects = contents.map(readObject);
  const last = objects.at(-1);
  // Read as an empty page, an answer of another kind would hide every picture of the bucket.
  const isListing = LISTING_MEMBERS.some((name) => name in listing);
  if (!isListing || objects.includes(null) || (IsTruncated === true && last == null)) {
    throw new TosReplyError(operation, "the reply is not a listing of objects", {
      requestId: reply.requestId,
      idempotent: true,
    });
  }
  return {
    objects: objects.filter((object) => object !== null),
    next: IsTruncated === true && last != null ? last.key : null,
  };
}

function readObject(item: unknown): ListedObject | null {
  if (typeof item !== "object" || item === null) return null;
  const { Key, Size, ETag, LastModified } = item as Record<string, unknown>;
  if (typeof Key !== "string" || Key === "") return null;
  const size = typeof Size === "string" && /^\d+$/.test(Size) ? Number(Size) : Size;
  return {
    key: Key,
    byteSize: typeof size === "number" && Number.isSafeInteger(size) && size >= 0 ? size : null,
    etag: typeof ETag === "string" && ETag !== "" ? quoted(ETag) : null,
    lastModified: readTime(LastModified),
  };
}

function quoted(etag: string): string {
  return /^(W\/)?".*"$/.test(etag) ? etag : `"${etag}"`;
}

/** A listing has milliseconds and HEAD has not: one object has one time, whichever tells it. */
function readTime(value: unknown): Date | null {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(Math.floor(time / 1000) * 1000);
}
