/** CompleteMultipartUpload: `POST /key?uploadId=` with `{"Parts": [{"PartNumber": 1, "ETag": "…"}]}`. */
import { uriEncode } from "../../../tos/signature.js";
import { FAULTS, TosFault } from "../../faults.js";
import { jsonReply } from "../../http/reply.js";
import { isObject } from "../../model/parameters.js";
import type { ObjectRecord } from "../../storage/object-file.js";
import type { Upload } from "../../storage/upload-store.js";
import { forbidsOverwrite } from "../object-description.js";
import type { Operation } from "../operation.js";
import { parseJson, readCheckedBody } from "../request-body.js";

interface NamedPart {
  readonly number: number;
  /** Without quotes. */
  readonly etag: string;
}

/** With `x-tos-complete-all: yes` it takes every part that was uploaded, and says which (the Node.js SDK's completeAll). */
export const completeUpload: Operation = async (request, { buckets, minPartBytes }) => {
  const { bucket, key, headers } = request;
  const { uploads } = buckets.get(bucket);
  const upload = uploads.get(key, request.query.get("uploadId") ?? "");
  const body = await readCheckedBody(request);
  const takesAll = headers.get("x-tos-complete-all") === "yes";
  const named = (takesAll ? uploadedParts(upload) : readParts(parseJson(body))).sort(byNumber);
  checkParts(named, upload, minPartBytes);
  const record = await uploads.complete(
    upload,
    named.map(({ number }) => number),
    { forbidOverwrite: forbidsOverwrite(headers) },
  );
  const location = `/${bucket}/${uriEncode(key, true)}`;
  return jsonReply(
    {
      Bucket: bucket,
      Key: key,
      ETag: record.etag,
      Location: location,
      ...(takesAll && {
        CompletedParts: named.map(({ number, etag }) => ({ PartNumber: number, ETag: `"${etag}"` })),
      }),
    },
    200,
    { location, "x-tos-hash-crc64ecma": record.crc64 },
  );
};

function uploadedParts({ parts }: Upload): NamedPart[] {
  return [...parts].map(([number, part]) => ({ number, etag: bareEtag(part) }));
}

function readParts(body: unknown): NamedPart[] {
  if (!isObject(body) || !Array.isArray(body.Parts)) throw new TosFault(FAULTS.malformedBody);
  return body.Parts.map((part: unknown) => {
    if (!isObject(part) || typeof part.PartNumber !== "number" || typeof part.ETag !== "string") {
      throw new TosFault(FAULTS.malformedBody, { detail: "a part must have PartNumber and ETag" });
    }
    return { number: part.PartNumber, etag: part.ETag.replaceAll('"', "") };
  });
}

/**
 * Throws MalformedBody, InvalidPart or EntityTooSmall.
 * Assumption: a list in any order is taken, and no number twice. The Node.js SDK's uploader names parts in the order in
 * which they arrived, and the Go SDK's codes.go has no InvalidPartOrder.
 */
function checkParts(named: readonly NamedPart[], { parts }: Upload, minPartBytes: number): void {
  if (named.length === 0) throw new TosFault(FAULTS.malformedBody, { detail: "there must be a part" });
  named.forEach(({ number, etag }, at) => {
    const part = parts.get(number);
    if (part === undefined || bareEtag(part) !== etag || number === named[at - 1]?.number) {
      throw new TosFault(FAULTS.invalidPart, { detail: `part ${number}` });
    }
    if (at < named.length - 1 && part.size < minPartBytes) {
      throw new TosFault(FAULTS.partTooSmall, {
        detail: `part ${number} has less than ${minPartBytes} bytes`,
      });
    }
  });
}

function bareEtag({ etag }: ObjectRecord): string {
  return etag.replaceAll('"', "");
}

function byNumber(a: NamedPart, b: NamedPart): number {
  return a.number - b.number;
}
