/** What an error of TOS means for a change of an image style. */
import { callFailure } from "../generation/call-failure.js";
import { mayHaveBeenDone, type TosError, TosServiceError } from "../tos/errors.js";
import type { StyleFailure } from "./outcome.js";

/** What is being done to a style. */
export type StyleChange = "create" | "update" | "delete";

/** For an error of a call that reads: nothing was changed, whatever it is. */
export function lookFailure(error: TosError): StyleFailure {
  return failure(error, "the look-up of the style", false, NOTHING);
}

/** For an error of the call that writes. */
export function writeFailure(change: StyleChange, error: TosError): StyleFailure {
  const unsure = mayHaveBeenDone(error);
  if (isRefusedContent(error) && change !== "delete") {
    return {
      kind: "ProcessingStyleFailed",
      code: "STYLE_REFUSED",
      retry: "NEVER",
      message: `TOS refused the style: it does not take this content, or the bucket has as many styles as it may. ${NOTHING} (${error.message})`,
      tosRequestId: error.requestId,
      mayHaveTakenEffect: false,
    };
  }
  return failure(error, "the change of the style", unsure, unsure ? AGAIN[change] : NOTHING);
}

const NOTHING = "Nothing was changed.";

/** What to do when the answer to a write was lost. */
const AGAIN: Readonly<Record<StyleChange, string>> = {
  create:
    "Whether the style was stored is not known. Send it again: if it was, the answer is STYLE_EXISTS with the style.",
  update: "Whether the style was stored is not known. Send it again: writing it twice does what once does.",
  delete:
    "Whether the style was deleted is not known. Send it again: if it was, the answer is STYLE_NOT_FOUND.",
};

/** Which of them it uses is not published, nor what limits there are. */
function isRefusedContent(error: TosError): boolean {
  if (!(error instanceof TosServiceError) || error.throttled || error.denied) return false;
  return [400, 409, 413, 422].includes(error.status);
}

function failure(error: TosError, call: string, mayHaveTakenEffect: boolean, then: string): StyleFailure {
  const { retryAfterMs, ...details } = callFailure(error, call, then);
  return details.code === "RATE_LIMITED"
    ? { kind: "ProcessingStyleRateLimited", ...details, retryAfterMs }
    : { kind: "ProcessingStyleFailed", ...details, mayHaveTakenEffect };
}
