/**
 * Looks for the styles that a generation names, before it is paid for: with one that does not exist it would fail
 * afterwards. The page addresses the request to the source's bucket and names styles without a bucket, so both are read
 * as styles of that bucket.
 */
import type { Deadline } from "../tos/deadline.js";
import { TosAbortedError, TosConnectionError, TosError, TosServiceError } from "../tos/errors.js";
import type { ImageStyle } from "../tos/image-styles.js";
import { cancelled, details, failed, timedOut } from "./failure.js";
import type { GenerationFailure } from "./outcome.js";
import { type GenerationRequest, namedStyles, type ProcessingStage } from "./request.js";

/** Looks a style up; the caller decides how such look-ups are batched. Null when the bucket has none of that name. */
export type FindStyle = (bucket: string, name: string) => Promise<ImageStyle | null>;

/** The failure that the styles are, or null when every one exists, or none is named. */
export async function refuseUnknownStyles(
  request: GenerationRequest,
  findStyle: FindStyle,
  deadline: Deadline,
): Promise<GenerationFailure | null> {
  const { bucket } = request.source;
  const lookups = namedStyles(request).map(async ({ style, stage }) =>
    (await findStyle(bucket, style)) === null ? styleNotFound(bucket, style, stage) : null,
  );
  if (lookups.length === 0) return null;
  try {
    const found = await beforeDeadline(Promise.all(lookups), deadline);
    if (found === "late") return timedOut(false, deadline.timeoutMs);
    return found.find((failure) => failure !== null) ?? null;
  } catch (error) {
    if (error instanceof TosError) return lookupFailure(request, error);
    throw error;
  }
}

/** A look-up may be shared with others, so it is not aborted: it is no longer waited for. */
async function beforeDeadline<T>(work: Promise<T>, deadline: Deadline): Promise<T | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(resolve, deadline.remainingMs(), "late");
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function styleNotFound(bucket: string, style: string, stage: ProcessingStage): GenerationFailure {
  const message = "The source's bucket has no image style of this name: list them with processingStyles.";
  return {
    kind: "StyleNotFound",
    ...details("STYLE_NOT_FOUND", "NEVER", message),
    bucket,
    style,
    processingStage: stage,
  };
}

/** Nothing was generated, whatever went wrong. */
function lookupFailure({ source }: GenerationRequest, error: TosError): GenerationFailure {
  const ids = { tosRequestId: error.requestId };
  const nothing = "nothing was generated.";
  if (error instanceof TosAbortedError) return cancelled();
  if (error instanceof TosConnectionError) {
    return failed(
      "CONNECTION_FAILED",
      "SAFE",
      `TOS could not be reached to look up the image style; ${nothing}`,
    );
  }
  if (error instanceof TosServiceError) {
    const { retryAfterMs } = error;
    if (error.throttled) {
      const message = `TOS turned the look-up of the image style away because too many requests came; ${nothing}`;
      return {
        kind: "RateLimited",
        ...details("RATE_LIMITED", "SAFE", message, ids),
        limitedBy: "STORAGE",
        retryAfterMs,
      };
    }
    if (error.missesBucket) {
      const message = "The source's bucket does not exist in this region: check its name.";
      return {
        kind: "SourceRejected",
        ...details("SOURCE_REJECTED", "NEVER", message, ids),
        reason: "BUCKET_NOT_FOUND",
        source,
      };
    }
    if (error.denied) {
      const message = `TOS refused this server's credentials, or they lack the right to list the bucket's image styles; ${nothing} The operator has to act.`;
      return failed("ACCESS_DENIED", "NEVER", message, ids);
    }
  }
  return failed(
    "STORAGE_FAULT",
    "SAFE",
    `TOS could not tell the bucket's image styles (${error.message}); ${nothing}`,
    ids,
  );
}
