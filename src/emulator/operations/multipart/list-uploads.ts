/** ListMultipartUploads: `GET /?uploads`, by key and then by time. */
import { jsonReply } from "../../http/reply.js";
import { OWNER } from "../../storage/acl.js";
import { compareKeys } from "../../storage/key-order.js";
import type { Upload } from "../../storage/upload-store.js";
import { nameEncoder, readCount } from "../list-objects.js";
import type { Operation } from "../operation.js";

export const listUploads: Operation = (request, { buckets }) => {
  const { query, bucket } = request;
  const get = (parameter: string): string => query.get(parameter) ?? "";
  const [prefix, delimiter] = [get("prefix"), get("delimiter")];
  const [keyMarker, idMarker] = [get("key-marker"), get("upload-id-marker")];
  const maxUploads = readCount(query, "max-uploads");
  const encode = nameEncoder(query);

  const wanted = buckets
    .get(bucket)
    .uploads.all()
    .filter((upload) => upload.key.startsWith(prefix) && isAfter(upload, keyMarker, idMarker));
  const items = foldPrefixes(wanted, { prefix, delimiter, keyMarker });
  const page = items.slice(0, maxUploads);
  const last = page.at(-1);
  const truncated = page.length < items.length && last !== undefined;
  return jsonReply({
    Bucket: bucket,
    Prefix: encode(prefix),
    ...(delimiter !== "" && { Delimiter: encode(delimiter) }),
    ...(get("encoding-type") !== "" && { EncodingType: get("encoding-type") }),
    KeyMarker: encode(keyMarker),
    UploadIdMarker: idMarker,
    MaxUploads: maxUploads,
    IsTruncated: truncated,
    ...(truncated && {
      NextKeyMarker: encode(typeof last === "string" ? last : last.key),
      NextUploadIdMarker: typeof last === "string" ? "" : last.id,
    }),
    CommonPrefixes: page.flatMap((each) => (typeof each === "string" ? { Prefix: encode(each) } : [])),
    Uploads: page.flatMap((each) =>
      typeof each === "string"
        ? []
        : {
            Key: encode(each.key),
            UploadId: each.id,
            StorageClass: each.storageClass ?? "STANDARD",
            Initiated: each.initiated,
            Owner: OWNER,
          },
    ),
  });
};

function isAfter({ key, id }: Upload, keyMarker: string, idMarker: string): boolean {
  const order = compareKeys(key, keyMarker);
  return order > 0 || (order === 0 && idMarker !== "" && compareKeys(id, idMarker) > 0);
}

/** Uploads, and in place of those whose key goes on after a delimiter, the common prefix. */
function foldPrefixes(
  uploads: readonly Upload[],
  { prefix, delimiter, keyMarker }: Readonly<Record<"prefix" | "delimiter" | "keyMarker", string>>,
): (Upload | string)[] {
  if (delimiter === "") return [...uploads];
  const items = uploads.map((upload) => {
    const end = upload.key.indexOf(delimiter, prefix.length);
    return end === -1 ? upload : upload.key.slice(0, end + delimiter.length);
  });
  return items.filter(
    (item, at) => typeof item !== "string" || (item !== items[at - 1] && compareKeys(item, keyMarker) > 0),
  );
}
