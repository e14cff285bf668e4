/** ListObjectsV2: `GET /?list-type=2`. */
import { FAULTS, TosFault } from "../faults.js";
import { jsonReply } from "../http/reply.js";
import { listAfter } from "./list-objects.js";
import type { Operation } from "./operation.js";

export const listObjectsV2: Operation = (request, { buckets }) => {
  const { name, objects } = buckets.get(request.bucket);
  const startAfter = request.query.get("start-after") ?? "";
  const token = request.query.get("continuation-token") ?? "";
  const after = token === "" ? startAfter : readToken(token);
  const { page, encode, common, content } = listAfter({ objects, query: request.query }, after);
  return jsonReply({
    Name: name,
    ...common,
    KeyCount: page.keys.length + page.commonPrefixes.length,
    ...(startAfter !== "" && { StartAfter: encode(startAfter) }),
    ...(token !== "" && { ContinuationToken: token }),
    ...(page.next !== null && { NextContinuationToken: writeToken(page.next) }),
    ...content,
  });
};

/** A token is the last name of the page before, opaque to clients. */
function writeToken(last: string): string {
  return Buffer.from(last).toString("base64url");
}

function readToken(token: string): string {
  const last = Buffer.from(token, "base64url").toString("utf8");
  if (writeToken(last) !== token) {
    throw new TosFault(FAULTS.invalidArgument, {
      detail: "continuation-token is not one that was given out",
    });
  }
  return last;
}
