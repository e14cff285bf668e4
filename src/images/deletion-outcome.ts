/** What may come of deleting a picture, and what each error of TOS means for it. A failure's `kind` names it in the schema. */
import { type CallFailure, type CallFailureCode, callFailure } from "../generation/call-failure.js";
import type { ObjectName } from "../generation/request.js";
import { mayHaveBeenDone, type TosError } from "../tos/errors.js";

/** A stable code for every failure. */
export type DeletionFailureCode = CallFailureCode | "NOT_AN_IMAGE";

type Details = Omit<CallFailure, "code" | "retryAfterMs"> & { readonly code: DeletionFailureCode };

export type DeletionFailure =
  | (Details & { readonly kind: "ImageDeletionRateLimited"; readonly retryAfterMs: number | null })
  | (Details & { readonly kind: "ImageDeletionFailed" });

export type DeletionOutcome =
  | { readonly kind: "DeletedImage"; readonly image: ObjectName; readonly tosRequestId: string | null }
  | DeletionFailure;

/** The object is there, and its stored type is not one of pictures. */
export const NOT_AN_IMAGE: DeletionFailure = {
  kind: "ImageDeletionFailed",
  code: "NOT_AN_IMAGE",
  message:
    "The key has no ending and the stored type of the object is not one of pictures: it was not deleted.",
  retry: "NEVER",
  tosRequestId: null,
};

/** For an error of the look at the object's type: nothing was deleted, whatever it is. */
export function lookFailure(error: TosError): DeletionFailure {
  return failure(callFailure(error, "the look-up of the object's type", NOTHING));
}

/** For an error of the call that deletes. */
export function deletionFailure(error: TosError): DeletionFailure {
  return failure(callFailure(error, "the deletion", mayHaveBeenDone(error) ? UNSURE : NOTHING));
}

const NOTHING = "Nothing was deleted.";
const UNSURE = "The picture may be deleted all the same.";

function failure({ retryAfterMs, ...details }: CallFailure): DeletionFailure {
  return details.code === "RATE_LIMITED"
    ? { kind: "ImageDeletionRateLimited", ...details, retryAfterMs }
    : { kind: "ImageDeletionFailed", ...details };
}
