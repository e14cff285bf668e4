/** CreateMultipartUpload and AbortMultipartUpload. */
import { emptyReply, jsonReply } from "../../http/reply.js";
import { nameEncoder } from "../list-objects.js";
import { checkNewKey, forbidsOverwrite, readDescription } from "../object-description.js";
import type { Operation } from "../operation.js";

/** `POST /key?uploads`. What it says of the object holds for what the upload completes to. */
export const createUpload: Operation = (request, { buckets }) => {
  const { name, objects, uploads } = buckets.get(request.bucket);
  checkNewKey(request.key);
  if (forbidsOverwrite(request.headers) && objects.head(request.key) !== undefined) {
    throw objects.objectExists(request.key);
  }
  const encode = nameEncoder(request.query);
  const { id } = uploads.create(request.key, readDescription(request.headers));
  return jsonReply({ Bucket: name, Key: encode(request.key), UploadId: id });
};

/** `DELETE /key?uploadId=`: 204; NoSuchUpload the second time. */
export const abortUpload: Operation = async (request, { buckets }) => {
  await buckets.get(request.bucket).uploads.abort(request.key, request.query.get("uploadId") ?? "");
  return emptyReply(204);
};
