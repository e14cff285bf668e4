/** PutObject: the body goes to disk as it comes in, and becomes the object when its last byte and its digests are right. */
import { emptyReply } from "../http/reply.js";
import { copyObject } from "./copy-object.js";
import { announcedDigests } from "./digests.js";
import { checkNewKey, forbidsOverwrite, readDescription } from "./object-description.js";
import type { Operation } from "./operation.js";
import { asksForProcessing, processUpload } from "./put-processed.js";

/** A PUT of an object is CopyObject when it names a source. */
export const putOrCopyObject: Operation = (request, services) =>
  (request.headers.has("x-tos-copy-source") ? copyObject : putObject)(request, services);

export const putObject: Operation = async (request, services) => {
  if (asksForProcessing(request)) return putObject(await processUpload(request, services), services);
  const { buckets } = services;
  const { headers, key } = request;
  const { objects } = buckets.get(request.bucket);
  checkNewKey(key);
  const forbidOverwrite = forbidsOverwrite(headers);
  if (forbidOverwrite && objects.head(key) !== undefined) throw objects.objectExists(key);
  const record = await objects.put(key, request.chunks, {
    ...readDescription(headers),
    forbidOverwrite,
    check: announcedDigests(headers),
  });
  return emptyReply(200, { etag: record.etag, "x-tos-hash-crc64ecma": record.crc64, "content-length": "0" });
};
