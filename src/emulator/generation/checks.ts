/** What TOS refuses of a generation before the model runs. */
import { type Right, requireRight } from "../auth/rights.js";
import type { TosRequest } from "../http/request.js";
import { nameStyle } from "../operations/image-styles.js";
import type { Services } from "../operations/operation.js";
import { objectReader } from "../operations/processing.js";
import { type Plan, planChain } from "../pictures/chain.js";
import type { Bucket } from "../storage/bucket-store.js";
import type { Processing, TextTask } from "./task.js";

/**
 * Opens a bucket that a generation touches. Throws NoSuchBucket, or AccessDenied that names the bucket.
 * Assumption: a generation needs reading of the source and writing of the target, as saving processed pictures does.
 */
export function openBucket(
  name: string,
  right: Right,
  { identity }: TosRequest,
  { buckets }: Services,
): Bucket {
  const bucket = buckets.get(name);
  requireRight(identity, name, right, `/${name}`);
  return bucket;
}

/** Assumption: a style is one of the bucket that the request addresses, for the output too. */
export function planProcessing(processing: Processing, bucket: Bucket, key: string): Plan {
  if (processing.kind === "none") return [];
  return planChain(
    processing.kind === "actions" ? processing.chain : nameStyle(bucket, processing.name, key),
    objectReader(bucket),
  );
}

/** Throws DuplicateObject for an output that exists and must not be overwritten. */
export function checkTarget({ output }: TextTask, { objects }: Bucket): void {
  if (output.forbidOverwrite && objects.head(output.key) !== undefined)
    throw objects.objectExists(output.key);
}
