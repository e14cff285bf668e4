/**
 * Saving a processed picture as an object (BytePlus TOS docs, image storage): `x-tos-save-object` and, for another bucket,
 * `x-tos-save-bucket`, or `…|sys/saveas,o_OBJECT,b_BUCKET` behind the process (Go SDK, buildSaveAsString). Values are base64.
 */

import { decodeBase64Text } from "../../processing/base64.js";
import { checkBucketName, checkObjectKey, MAX_KEY_BYTES } from "../../tos/names.js";
import { requireRight } from "../auth/rights.js";
import { FAULTS, TosFault } from "../faults.js";
import { jsonReply, type Reply } from "../http/reply.js";
import type { TosRequest } from "../http/request.js";
import type { BucketStore } from "../storage/bucket-store.js";
import type { Processed } from "./processing.js";

export interface SaveTarget {
  readonly bucket: string;
  readonly key: string;
}

export interface SavableProcess {
  readonly process: string;
  /** Null when the result is to be answered with. */
  readonly target: SaveTarget | null;
}

/**
 * Reads where to save. The bucket is the addressed one unless another is named.
 * Assumption: the parameters and the form behind the process exclude each other, and a bucket without an object is wrong.
 */
export function readSaveTarget(
  process: string,
  parameter: (name: string) => string | undefined,
  addressedBucket: string,
): SavableProcess {
  const at = process.indexOf("|");
  const behind = at === -1 ? null : readPipe(process.slice(at + 1));
  const object = parameter("x-tos-save-object");
  const bucket = parameter("x-tos-save-bucket");
  if (behind !== null && (object !== undefined || bucket !== undefined)) {
    throw new TosFault(FAULTS.invalidArgument, { detail: "the place to save at is given twice" });
  }
  const encoded = behind ?? { object, bucket };
  const only = at === -1 ? process : process.slice(0, at);
  if (encoded.object === undefined) {
    if (encoded.bucket === undefined) return { process: only, target: null };
    throw new TosFault(FAULTS.missingArgument, { detail: "x-tos-save-object" });
  }
  const target = {
    bucket: encoded.bucket === undefined ? addressedBucket : decode("x-tos-save-bucket", encoded.bucket),
    key: decode("x-tos-save-object", encoded.object),
  };
  checkTarget(target);
  return { process: only, target };
}

/** Throws NoSuchBucket or AccessDenied before work is done. */
export function requireTarget({ identity }: TosRequest, { bucket }: SaveTarget, buckets: BucketStore): void {
  buckets.get(bucket);
  requireRight(identity, bucket, "write");
}

/** Stores a picture, over what was there. Returns its size in bytes. */
export async function savePicture(
  { data, contentType }: Extract<Processed, { kind: "picture" }>,
  { bucket, key }: SaveTarget,
  buckets: BucketStore,
): Promise<number> {
  const chunks = (async function* () {
    yield data;
  })();
  const headers = { "content-type": contentType };
  return (await buckets.get(bucket).objects.put(key, chunks, { headers })).size;
}

/** The answer to a saving: where the picture is. `fileSize` is a text. */
export function savedReply({ bucket, key }: SaveTarget, size: number): Reply {
  return jsonReply({ bucket, object: key, fileSize: String(size), status: "OK" });
}

/** What stands behind the `|`. */
function readPipe(text: string): { object: string | undefined; bucket: string | undefined } {
  const [name, ...parameters] = text.split(",");
  const values = new Map(parameters.map((each) => [each.slice(0, 2), each.slice(2)]));
  if (name !== "sys/saveas" || [...values.keys()].some((key) => key !== "o_" && key !== "b_")) {
    throw new TosFault(FAULTS.process, { detail: "only |sys/saveas,o_OBJECT,b_BUCKET may follow a process" });
  }
  if (!values.has("o_")) throw new TosFault(FAULTS.missingArgument, { detail: "o_ of sys/saveas" });
  return { object: values.get("o_"), bucket: values.get("b_") };
}

function decode(name: string, encoded: string): string {
  const text = decodeBase64Text(encoded);
  if (text !== null) return text;
  throw new TosFault(FAULTS.invalidArgument, { detail: `${name} must be URL-safe base64 of a text` });
}

function checkTarget({ bucket, key }: SaveTarget): void {
  const badBucket = checkBucketName(bucket);
  if (badBucket !== null) throw new TosFault(FAULTS.invalidBucketName, { detail: badBucket });
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new TosFault(FAULTS.keyTooLong);
  const badKey = checkObjectKey(key);
  if (badKey !== null) throw new TosFault(FAULTS.invalidKey, { detail: badKey });
}
