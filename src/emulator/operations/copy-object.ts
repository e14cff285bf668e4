/** CopyObject: a PUT with `x-tos-copy-source`. */
import { FAULTS, TosFault } from "../faults.js";
import type { HeaderMap } from "../http/headers.js";
import { jsonReply } from "../http/reply.js";
import { readCopySource } from "./copy-source.js";
import { checkNewKey, forbidsOverwrite, readDescription, readPlacement } from "./object-description.js";
import type { Operation } from "./operation.js";

/**
 * Assumption: as in S3, storage class and ACL do not come with the copy; unlike there, the ETag of a source that was
 * uploaded in parts does.
 */
export const copyObject: Operation = async (request, { buckets }) => {
  const { headers, key } = request;
  const { objects } = buckets.get(request.bucket);
  checkNewKey(key);
  const source = readCopySource(request, buckets);
  const replace = replacesMetadata(headers);
  const options = { ...readPlacement(headers), forbidOverwrite: forbidsOverwrite(headers) };
  const replaced = readDescription(headers).headers;
  const { etag, lastModified, crc64 } = await objects.copy(source, key, (record) => {
    source.check(record);
    return { ...options, headers: replace ? replaced : record.headers };
  });
  return jsonReply({ ETag: etag, LastModified: lastModified }, 200, {
    etag,
    "x-tos-hash-crc64ecma": crc64,
  });
};

function replacesMetadata(headers: HeaderMap): boolean {
  const directive = headers.get("x-tos-metadata-directive") ?? "COPY";
  if (directive === "COPY" || directive === "REPLACE") return directive === "REPLACE";
  throw new TosFault(FAULTS.invalidArgument, { detail: "x-tos-metadata-directive must be COPY or REPLACE" });
}
