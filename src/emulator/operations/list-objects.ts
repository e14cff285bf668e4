/** ListObjectsV2: `GET /?list-type=2`. */
import { uriEncode } from "../../tos/signature.js";
import { FAULTS, TosFault } from "../faults.js";
import { jsonReply } from "../http/reply.js";
import { listPage } from "../storage/listing.js";
import type { ObjectRecord } from "../storage/object-file.js";
import type { Operation } from "./operation.js";

const MAX_PAGE = 1000;

export const listObjects: Operation = (request, { buckets }) => {
  const { name, objects } = buckets.get(request.bucket);
  const get = (parameter: string): string => request.query.get(parameter) ?? "";
  const [prefix, delimiter] = [get("prefix"), get("delimiter")];
  const [startAfter, token] = [get("start-after"), get("continuation-token")];
  const encodingType = get("encoding-type");
  const maxKeys = readMaxKeys(get("max-keys"));
  const after = token === "" ? startAfter : readToken(token);
  const page = listPage(objects.keys(), { prefix, delimiter, after, maxKeys });
  const encode = (text: string): string => (encodingType === "url" ? uriEncode(text, true) : text);
  return jsonReply({
    Name: name,
    Prefix: encode(prefix),
    ...(delimiter !== "" && { Delimiter: encode(delimiter) }),
    ...(startAfter !== "" && { StartAfter: encode(startAfter) }),
    ...(token !== "" && { ContinuationToken: token }),
    ...(encodingType !== "" && { EncodingType: encodingType }),
    MaxKeys: maxKeys,
    KeyCount: page.keys.length + page.commonPrefixes.length,
    IsTruncated: page.next !== null,
    ...(page.next !== null && { NextContinuationToken: writeToken(page.next) }),
    CommonPrefixes: page.commonPrefixes.map((each) => ({ Prefix: encode(each) })),
    Contents: page.keys.flatMap((key) => {
      const record = objects.head(key);
      return record === undefined ? [] : [contentOf(record, encode(key))];
    }),
  });
};

function contentOf({ lastModified, etag, size, crc64 }: ObjectRecord, key: string) {
  return {
    Key: key,
    LastModified: lastModified,
    ETag: etag,
    Size: size,
    StorageClass: "STANDARD",
    Owner: { ID: "emulator", DisplayName: "emulator" },
    HashCrc64ecma: crc64,
    Type: "Normal",
  };
}

function readMaxKeys(text: string): number {
  if (text === "") return MAX_PAGE;
  if (!/^\d{1,9}$/.test(text)) {
    throw new TosFault(FAULTS.invalidArgument, { detail: "max-keys must be a whole number" });
  }
  return Math.min(MAX_PAGE, Number(text));
}

/** A token is the last name of the page before, opaque to clients. */
function writeToken(last: string): string {
  return Buffer.from(last).toString("base64url");
}

function readToken(token: string): string {
  const last = Buffer.from(token, "base64url").toString("utf8");
  if (writeToken(last) !== token) {
    throw new TosFault(FAULTS.invalidArgument, {
      detail: "continuation-token is not one that was given out",
    });
  }
  return last;
}
