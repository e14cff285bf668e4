/** ListParts: `GET /key?uploadId=`, in the order of the part numbers. */
import { FAULTS, TosFault } from "../../faults.js";
import { jsonReply } from "../../http/reply.js";
import { OWNER } from "../../storage/acl.js";
import { nameEncoder, readCount } from "../list-objects.js";
import type { Operation } from "../operation.js";

export const listParts: Operation = (request, { buckets }) => {
  const { query, bucket, key } = request;
  const upload = buckets.get(bucket).uploads.get(key, query.get("uploadId") ?? "");
  const markerText = query.get("part-number-marker") ?? "";
  if (!/^\d{0,9}$/.test(markerText)) {
    throw new TosFault(FAULTS.invalidArgument, { detail: "part-number-marker must be a whole number" });
  }
  const marker = Number(markerText);
  const maxParts = readCount(query, "max-parts");
  const after = [...upload.parts].filter(([number]) => number > marker).sort(([a], [b]) => a - b);
  const page = after.slice(0, maxParts);
  return jsonReply({
    Bucket: bucket,
    Key: nameEncoder(query)(key),
    UploadId: upload.id,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.[0] ?? marker,
    MaxParts: maxParts,
    IsTruncated: page.length < after.length,
    StorageClass: upload.storageClass ?? "STANDARD",
    Owner: OWNER,
    Parts: page.map(([number, { lastModified, etag, size, crc64 }]) => ({
      PartNumber: number,
      LastModified: lastModified,
      ETag: etag,
      Size: size,
      HashCrc64ecma: crc64,
    })),
  });
};
