/** The use case behind `deleteImage`: check, look at the type where the key does not tell it, delete. Knows nothing of GraphQL and HTTP. */
import { checkPictureKey } from "../generation/check.js";
import type { ObjectName } from "../generation/request.js";
import { broken, InvalidRequestError, type Violation } from "../generation/violation.js";
import type { TosClient } from "../tos/client.js";
import { startDeadline } from "../tos/deadline.js";
import { TosError } from "../tos/errors.js";
import { checkBucketName } from "../tos/names.js";
import type { ObjectHead } from "../tos/objects.js";
import { type DeletionOutcome, deletionFailure, lookFailure, NOT_AN_IMAGE } from "./deletion-outcome.js";
import { checkDeletableKey, isImageType, kindOfKey } from "./image-key.js";

export interface DeletionOptions {
  readonly tos: Pick<TosClient, "headObject" | "deleteObject">;
  /** For all calls of one deletion, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * An abort drops a deletion that was not sent; one that was sent runs to its end.
 * @throws InvalidRequestError when the request breaks a rule: nothing was sent then.
 */
export type DeleteImage = (name: ObjectName, signal?: AbortSignal) => Promise<DeletionOutcome>;

export function createDeleteImage({ tos, timeoutMs }: DeletionOptions): DeleteImage {
  return async (name, signal) => {
    const violations = checkDeletion(name);
    if (violations.length > 0) throw new InvalidRequestError(violations);
    const { bucket, key } = name;
    const call = { deadline: startDeadline(timeoutMs), signal };
    if (kindOfKey(key) === "unknown") {
      // Asked of TOS itself: what a field before has read of the object may no longer hold.
      const head = await tos.headObject(bucket, key, call).catch(asTosError);
      if (head instanceof TosError) return lookFailure(head);
      if (!isDeletable(head)) return NOT_AN_IMAGE;
    }
    const deleted = await tos.deleteObject(bucket, key, call).catch(asTosError);
    if (deleted instanceof TosError) return deletionFailure(deleted);
    return { kind: "DeletedImage", image: { bucket, key }, tosRequestId: deleted.requestId };
  };
}

/** One that is not there is left to TOS, which tells a missing bucket from a missing object. */
function isDeletable(head: ObjectHead | null): boolean {
  return head === null || isImageType(head.contentType);
}

function asTosError(error: unknown): TosError {
  if (error instanceof TosError) return error;
  throw error;
}

/** Everything that is wrong with the name of a picture to delete, with paths that begin at `input`. */
export function checkDeletion({ bucket, key }: ObjectName): Violation[] {
  return [
    ...broken(["input", "bucket"], "bucketName", checkBucketName(bucket)),
    ...broken(["input", "key"], "objectKey", checkPictureKey(key)),
    ...broken(["input", "key"], "imageKey", checkDeletableKey(key)),
  ];
}
