/** UploadPart and UploadPartCopy: `PUT /key?partNumber=&uploadId=`. */
import { FAULTS, TosFault } from "../../faults.js";
import { emptyReply, jsonReply, type Reply } from "../../http/reply.js";
import type { TosRequest } from "../../http/request.js";
import type { Bucket, BucketStore } from "../../storage/bucket-store.js";
import type { ObjectRecord } from "../../storage/object-file.js";
import type { Upload } from "../../storage/upload-store.js";
import { readCopySource } from "../copy-source.js";
import { announcedDigests } from "../digests.js";
import type { Operation } from "../operation.js";
import { parseRange } from "../range.js";

const MAX_PART_NUMBER = 10_000;

export const uploadPart: Operation = async (request, { buckets }) => {
  const bucket = buckets.get(request.bucket);
  const upload = bucket.uploads.get(request.key, request.query.get("uploadId") ?? "");
  const number = readPartNumber(request);
  if (request.headers.has("x-tos-copy-source")) {
    return copiedReply(await copyPart(request, { bucket, upload, number }, buckets));
  }
  const check = announcedDigests(request.headers);
  const { etag, crc64 } = await bucket.uploads.putPart(upload, number, request.chunks, check);
  return emptyReply(200, { etag, "x-tos-hash-crc64ecma": crc64, "content-length": "0" });
};

async function copyPart(
  request: TosRequest,
  { bucket, upload, number }: { readonly bucket: Bucket; readonly upload: Upload; readonly number: number },
  buckets: BucketStore,
): Promise<ObjectRecord> {
  const source = readCopySource(request, buckets);
  const object = await source.objects.open(source.key);
  try {
    source.check(object.record);
    const range = parseRange(request.headers.get("x-tos-copy-source-range"), object.record.size);
    const bytes = range === null ? object.stream() : object.stream(range.start, range.end);
    return await bucket.uploads.putPart(upload, number, bytes, () => {});
  } finally {
    await object.close();
  }
}

function copiedReply({ etag, lastModified, crc64 }: ObjectRecord): Reply {
  return jsonReply({ ETag: etag, LastModified: lastModified }, 200, { "x-tos-hash-crc64ecma": crc64 });
}

function readPartNumber({ query }: TosRequest): number {
  const text = query.get("partNumber") ?? "";
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= MAX_PART_NUMBER) return number;
  throw new TosFault(FAULTS.invalidPartNumber);
}
