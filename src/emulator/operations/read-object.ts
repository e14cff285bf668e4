/** GetObject, HeadObject and DeleteObject. */
import { emptyReply, type Reply } from "../http/reply.js";
import type { TosRequest } from "../http/request.js";
import type { ObjectRecord } from "../storage/object-file.js";
import { isNotModified } from "./conditions.js";
import { asHeaderValue, CONTENT_HEADERS } from "./object-description.js";
import type { Operation } from "./operation.js";
import { type ByteRange, parseRange } from "./range.js";

export const getObject: Operation = async (request, services) => {
  const object = await services.buckets.get(request.bucket).objects.open(request.key);
  try {
    const { reply, range } = describeReply(request, object.record);
    if (reply.status === 304) {
      await object.close();
      return reply;
    }
    return { ...reply, body: range === null ? object.stream() : object.stream(range.start, range.end) };
  } catch (error) {
    await object.close();
    throw error;
  }
};

/** Answers as GetObject does, without the bytes. */
export const headObject: Operation = async (request, { buckets }) => {
  const object = await buckets.get(request.bucket).objects.open(request.key);
  await object.close();
  return describeReply(request, object.record).reply;
};

function describeReply(
  request: TosRequest,
  record: ObjectRecord,
): { readonly reply: Reply; readonly range: ByteRange | null } {
  if (isNotModified(request.headers, record)) return { reply: notModified(record), range: null };
  const range = parseRange(request.headers.get("range"), record.size);
  const headers = { ...objectHeaders(record), ...overrides(request) };
  if (range === null) return { reply: emptyReply(200, headers), range };
  const partial = {
    "content-length": String(range.end - range.start + 1),
    "content-range": `bytes ${range.start}-${range.end}/${record.size}`,
  };
  return { reply: emptyReply(206, { ...headers, ...partial }), range };
}

/** Answers 204 whether there was such an object or not, as S3 does. */
export const deleteObject: Operation = (request, { buckets }) => {
  buckets.get(request.bucket).objects.delete(request.key);
  return emptyReply(204);
};

function objectHeaders(record: ObjectRecord): Record<string, string> {
  return {
    ...record.headers,
    "content-length": String(record.size),
    etag: record.etag,
    "last-modified": new Date(record.lastModified).toUTCString(),
    "accept-ranges": "bytes",
    "x-tos-hash-crc64ecma": record.crc64,
    "x-tos-object-type": "Normal",
    "x-tos-storage-class": record.storageClass ?? "STANDARD",
  };
}

function notModified(record: ObjectRecord): Reply {
  const { etag, "last-modified": lastModified } = objectHeaders(record);
  return emptyReply(304, { etag: etag ?? "", "last-modified": lastModified ?? "" });
}

/** Query parameters that replace a header of the reply. */
function overrides({ query }: TosRequest): Record<string, string> {
  return Object.fromEntries(
    CONTENT_HEADERS.flatMap((name) => {
      const value = query.get(`response-${name}`);
      return value === undefined ? [] : [[name, asHeaderValue(`response-${name}`, value)]];
    }),
  );
}
