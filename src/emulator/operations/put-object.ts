/** PutObject: the body goes to disk as it comes in, and becomes the object when its last byte and its digests are right. */
import { FAULTS, TosFault } from "../faults.js";
import { emptyReply } from "../http/reply.js";
import type { TosRequest } from "../http/request.js";
import type { Digests } from "../storage/object-file.js";
import type { Operation } from "./operation.js";
import { asksForProcessing, processUpload } from "./put-processed.js";

/** The headers that GET and HEAD repeat. */
const KEPT = [
  "content-type",
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "expires",
];

export const putObject: Operation = async (request, services) => {
  if (asksForProcessing(request)) return putObject(await processUpload(request, services), services);
  const { buckets } = services;
  const { headers, key } = request;
  if (headers.has("x-tos-copy-source")) throw new TosFault(FAULTS.notImplemented, { detail: "CopyObject" });
  if (headers.get("content-encoding") === "tos-chunked") {
    throw new TosFault(FAULTS.notImplemented, { detail: "the tos-chunked encoding" });
  }
  const { objects } = buckets.get(request.bucket);
  const forbidOverwrite = headers.get("x-tos-forbid-overwrite") === "true";
  if (forbidOverwrite && objects.head(key) !== undefined) throw objects.objectExists(key);
  const md5 = contentMd5(request);
  const record = await objects.put(key, request.chunks, {
    headers: keptHeaders(request),
    forbidOverwrite,
    check: (digests) => checkMd5(digests, md5),
  });
  return emptyReply(200, { etag: record.etag, "x-tos-hash-crc64ecma": record.crc64, "content-length": "0" });
};

function keptHeaders({ headers }: TosRequest): Record<string, string> {
  const kept = [...headers].filter(([name]) => KEPT.includes(name) || name.startsWith("x-tos-meta-"));
  return { "content-type": "binary/octet-stream", ...Object.fromEntries(kept) };
}

/** The digest that the client announced, in hex; null when it announced none. */
function contentMd5({ headers }: TosRequest): string | null {
  const text = headers.get("content-md5");
  if (text === undefined) return null;
  if (!/^[A-Za-z0-9+/]{22}==$/.test(text)) throw new TosFault(FAULTS.invalidDigest);
  return Buffer.from(text, "base64").toString("hex");
}

function checkMd5({ etag }: Digests, md5: string | null): void {
  if (md5 !== null && etag !== `"${md5}"`) throw new TosFault(FAULTS.badDigest);
}
