/** What may come of a change of an image style. A failure is data: its `kind` names it in the schema. */
import type { CallFailureCode } from "../generation/call-failure.js";
import type { TosError } from "../tos/errors.js";
import type { ImageStyle } from "../tos/image-styles.js";
import type { StyleName } from "./request.js";

/** A stable code for every failure. */
export type StyleFailureCode = CallFailureCode | "STYLE_EXISTS" | "STYLE_NOT_FOUND" | "STYLE_REFUSED";

/** What every failure tells. */
export interface StyleFailureDetails {
  readonly code: StyleFailureCode;
  /** What happened, to what, and what to do. English, not for matching. */
  readonly message: string;
  /** Styles cost nothing and writing one twice does what writing it once does, so no repetition does harm. */
  readonly retry: "NEVER" | "SAFE";
  readonly tosRequestId: string | null;
}

export type StyleFailure = StyleFailureDetails &
  (
    | { readonly kind: "ProcessingStyleExists"; readonly bucket: string; readonly style: ImageStyle }
    | ({ readonly kind: "ProcessingStyleNotFound" } & StyleName)
    | { readonly kind: "ProcessingStyleRateLimited"; readonly retryAfterMs: number | null }
    | { readonly kind: "ProcessingStyleFailed"; readonly mayHaveTakenEffect: boolean }
  );

interface Stored {
  readonly bucket: string;
  /** As it was read back; as it was sent, without times, where that failed. */
  readonly style: ImageStyle;
  /** Of the request that wrote. */
  readonly tosRequestId: string | null;
  /** Why it could not be read back, for the log. */
  readonly unread: TosError | null;
}

export type CreateStyleOutcome = (Stored & { readonly kind: "CreatedProcessingStyle" }) | StyleFailure;

export type UpdateStyleOutcome =
  | (Stored & { readonly kind: "UpdatedProcessingStyle"; readonly previousActions: string })
  | StyleFailure;

export type DeleteStyleOutcome =
  | {
      readonly kind: "DeletedProcessingStyle";
      readonly bucket: string;
      /** As it was. */
      readonly style: ImageStyle;
      readonly tosRequestId: string | null;
    }
  | StyleFailure;
