/** GetObject, HeadObject and DeleteObject. */
import { emptyReply, type Reply } from "../http/reply.js";
import type { TosRequest } from "../http/request.js";
import type { ObjectRecord } from "../storage/object-file.js";
import { isNotModified } from "./conditions.js";
import type { Operation } from "./operation.js";
import { parseRange } from "./range.js";

/** Query parameters that replace a header of the reply. */
const OVERRIDES = [
  "content-type",
  "content-disposition",
  "content-encoding",
  "content-language",
  "cache-control",
  "expires",
];

export const getObject: Operation = async (request, { buckets }) => {
  const object = await buckets.get(request.bucket).objects.open(request.key);
  try {
    const { record } = object;
    if (isNotModified(request.headers, record)) {
      await object.close();
      return notModified(record);
    }
    const range = parseRange(request.headers.get("range"), record.size);
    const headers = { ...objectHeaders(record), ...overrides(request) };
    if (range === null) return { status: 200, headers, body: object.stream() };
    return {
      status: 206,
      headers: {
        ...headers,
        "content-length": String(range.end - range.start + 1),
        "content-range": `bytes ${range.start}-${range.end}/${record.size}`,
      },
      body: object.stream(range.start, range.end),
    };
  } catch (error) {
    await object.close();
    throw error;
  }
};

export const headObject: Operation = async (request, { buckets }) => {
  const object = await buckets.get(request.bucket).objects.open(request.key);
  await object.close();
  if (isNotModified(request.headers, object.record)) return notModified(object.record);
  return emptyReply(200, objectHeaders(object.record));
};

/** Answers 204 whether there was such an object or not, as S3 does. */
export const deleteObject: Operation = (request, { buckets }) => {
  buckets.get(request.bucket).objects.delete(request.key);
  return emptyReply(204);
};

export function objectHeaders(record: ObjectRecord): Record<string, string> {
  return {
    ...record.headers,
    "content-length": String(record.size),
    etag: record.etag,
    "last-modified": new Date(record.lastModified).toUTCString(),
    "accept-ranges": "bytes",
    "x-tos-hash-crc64ecma": record.crc64,
    "x-tos-object-type": "Normal",
    "x-tos-storage-class": "STANDARD",
  };
}

function notModified(record: ObjectRecord): Reply {
  const { etag, "last-modified": lastModified } = objectHeaders(record);
  return emptyReply(304, { etag: etag ?? "", "last-modified": lastModified ?? "" });
}

function overrides({ query }: TosRequest): Record<string, string> {
  return Object.fromEntries(
    OVERRIDES.flatMap((name) => {
      const value = query.get(`response-${name}`);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
