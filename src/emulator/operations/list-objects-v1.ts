/** ListObjects, the first version: `GET /?marker=…`. */
import { jsonReply } from "../http/reply.js";
import { listAfter } from "./list-objects.js";
import type { Operation } from "./operation.js";

/** Assumption: NextMarker stands in every truncated page, with or without a delimiter. */
export const listObjectsV1: Operation = (request, { buckets }) => {
  const { name, objects } = buckets.get(request.bucket);
  const marker = request.query.get("marker") ?? "";
  const { page, encode, common, content } = listAfter({ objects, query: request.query }, marker);
  return jsonReply({
    Name: name,
    ...common,
    Marker: encode(marker),
    ...(page.next !== null && { NextMarker: encode(page.next) }),
    ...content,
  });
};
