/**
 * Looks for the styles that a generation names, before it is paid for: with one that does not exist it would fail
 * afterwards. A request names styles without a bucket, so they are read as styles of the bucket that it is addressed to.
 */
import { TosError } from "../tos/errors.js";
import type { ImageStyle } from "../tos/image-styles.js";
import { details } from "./failure.js";
import { lookupFailure } from "./lookup-failure.js";
import type { GenerationFailure } from "./outcome.js";
import { addressedBucket, type GenerationRequest, namedStyles, type ProcessingStage } from "./request.js";

/** Looks a style up; the caller decides how such look-ups are batched. Null when the bucket has none of that name. */
export type FindStyle = (bucket: string, name: string) => Promise<ImageStyle | null>;

export interface StyleLookup {
  /** One for each style that does not exist; one in all when they could not be looked up. */
  readonly failures: readonly GenerationFailure[];
  /** What the styles stand for, by name: `image/…`. */
  readonly contents: ReadonlyMap<string, string>;
}

/** Costs no call when the request names no style. */
export async function lookUpStyles(request: GenerationRequest, findStyle: FindStyle): Promise<StyleLookup> {
  const bucket = addressedBucket(request);
  const contents = new Map<string, string>();
  try {
    const failures = await Promise.all(
      namedStyles(request).map(async ({ style, stage }) => {
        const found = await findStyle(bucket, style);
        if (found === null) return [styleNotFound(bucket, style, stage)];
        contents.set(style, found.content);
        return [];
      }),
    );
    return { failures: failures.flat(), contents };
  } catch (error) {
    if (error instanceof TosError)
      return { failures: [lookupFailure(request, error, "image style")], contents };
    throw error;
  }
}

function styleNotFound(bucket: string, style: string, stage: ProcessingStage): GenerationFailure {
  const message = "The bucket has no image style of this name: list them with processingStyles.";
  return {
    kind: "StyleNotFound",
    ...details("STYLE_NOT_FOUND", "NEVER", message),
    bucket,
    style,
    processingStage: stage,
  };
}
