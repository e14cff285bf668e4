/** DeleteMultiObjects: `POST /?delete` with `{"Quiet": false, "Objects": [{"Key": "…"}]}`. */
import { FAULTS, TosFault } from "../faults.js";
import { jsonReply } from "../http/reply.js";
import { isObject } from "../model/parameters.js";
import type { Operation } from "./operation.js";
import { parseJson, readCheckedBody } from "./request-body.js";

/** Assumption: as in S3. */
const MAX_OBJECTS = 1000;

/** Answers what is gone, whether it was there or not; nothing of it when the request is quiet. */
export const deleteObjects: Operation = async (request, { buckets }) => {
  const { objects } = buckets.get(request.bucket);
  const body = parseJson(await readCheckedBody(request));
  if (!isObject(body) || !Array.isArray(body.Objects)) throw new TosFault(FAULTS.malformedBody);
  if (body.Objects.length === 0 || body.Objects.length > MAX_OBJECTS) {
    throw new TosFault(FAULTS.malformedBody, { detail: `Objects must be 1 to ${MAX_OBJECTS}` });
  }
  const keys = body.Objects.map(readKey);
  for (const key of keys) objects.delete(key);
  return jsonReply(body.Quiet === true ? {} : { Deleted: keys.map((Key) => ({ Key })) });
};

function readKey(value: unknown): string {
  if (!isObject(value) || typeof value.Key !== "string" || value.Key === "") {
    throw new TosFault(FAULTS.malformedBody, { detail: "an object has no Key" });
  }
  if ((value.VersionId ?? "") !== "") {
    throw new TosFault(FAULTS.notImplemented, { detail: "versions of objects" });
  }
  return value.Key;
}
