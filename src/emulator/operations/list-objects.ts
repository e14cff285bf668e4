/** What ListObjects and ListObjectsV2 share: the parameters of a page, its encoding, and how an object is shown. */
import { uriEncode } from "../../tos/signature.js";
import { FAULTS, TosFault } from "../faults.js";
import type { Query } from "../http/address.js";
import { OWNER } from "../storage/acl.js";
import { type Listing, listPage } from "../storage/listing.js";
import type { ObjectStore } from "../storage/object-store.js";

const MAX_PAGE = 1000;

/** The page after a name, and those members of the reply that both versions have. */
export function listAfter(
  { objects, query }: { readonly objects: ObjectStore; readonly query: Query },
  after: string,
) {
  const get = (parameter: string): string => query.get(parameter) ?? "";
  const [prefix, delimiter, encodingType] = [get("prefix"), get("delimiter"), get("encoding-type")];
  const maxKeys = readCount(query, "max-keys");
  const encode = nameEncoder(query);
  const page = listPage(objects.keys(), { prefix, delimiter, after, maxKeys });
  return {
    page,
    encode,
    common: {
      Prefix: encode(prefix),
      ...(delimiter !== "" && { Delimiter: encode(delimiter) }),
      ...(encodingType !== "" && { EncodingType: encodingType }),
      MaxKeys: maxKeys,
      IsTruncated: page.next !== null,
    },
    content: {
      CommonPrefixes: page.commonPrefixes.map((each) => ({ Prefix: encode(each) })),
      Contents: contentsOf(page, objects, encode),
    },
  };
}

function contentsOf({ keys }: Listing, objects: ObjectStore, encode: (text: string) => string) {
  return keys.flatMap((key) => {
    const record = objects.head(key);
    if (record === undefined) return [];
    return {
      Key: encode(key),
      LastModified: record.lastModified,
      ETag: record.etag,
      Size: record.size,
      StorageClass: record.storageClass ?? "STANDARD",
      Owner: OWNER,
      HashCrc64ecma: record.crc64,
      Type: "Normal",
    };
  });
}

/** How names are written: as they are, or percent-encoded with `encoding-type=url`. Throws InvalidArgument. */
export function nameEncoder(query: Query): (text: string) => string {
  const type = query.get("encoding-type") ?? "";
  if (type !== "" && type !== "url") {
    throw new TosFault(FAULTS.invalidArgument, { detail: "encoding-type must be url" });
  }
  return type === "url" ? (text) => uriEncode(text, true) : (text) => text;
}

/** A page's length, at most and by default 1,000. Throws InvalidArgument. */
export function readCount(query: Query, parameter: string): number {
  const text = query.get(parameter) ?? "";
  if (text === "") return MAX_PAGE;
  if (!/^\d{1,9}$/.test(text)) {
    throw new TosFault(FAULTS.invalidArgument, { detail: `${parameter} must be a whole number` });
  }
  return Math.min(MAX_PAGE, Number(text));
}
