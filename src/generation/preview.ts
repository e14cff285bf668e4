/**
 * The use case behind `previewGeneration`: everything that can be found out about a generation without paying for it, and the
 * request that would be sent. Costs HEADs, and the reading of the source's dimensions.
 */
import type { TosClient } from "../tos/client.js";
import { beforeDeadline, startDeadline } from "../tos/deadline.js";
import { TosError, TosServiceError } from "../tos/errors.js";
import type { UnsignedRequest } from "../tos/image-generation.js";
import type { PictureInfo } from "../tos/objects.js";
import { buildBody } from "./body.js";
import { checkGeneration } from "./check.js";
import {
  addressedBucketMissing,
  outputBucketMissing,
  outputExists,
  sourceRejected,
  timedOut,
} from "./failure.js";
import { lookupFailure } from "./lookup-failure.js";
import type { GenerationFailure } from "./outcome.js";
import { nameOutput } from "./output-key.js";
import { addressedBucket, type ImageToImageRequest, type ObjectName } from "./request.js";
import { type FindHead, largeSource } from "./source-check.js";
import { unfitPicture } from "./source-picture.js";
import { type FindStyle, lookUpStyles, type StyleLookup } from "./style-lookup.js";
import { InvalidRequestError } from "./violation.js";

export interface GenerationPreview {
  /** What the generation would fail with, as far as that can be told: styles, then source, then output. */
  readonly problems: readonly GenerationFailure[];
  /** Where the picture would be stored; a key that is made here is made anew for the generation. */
  readonly output: ObjectName;
  /** Whether an object of that name exists now; null when that could not be asked. */
  readonly outputIsTaken: boolean | null;
  readonly request: UnsignedRequest;
}

/** How things are looked up; the caller decides how such look-ups are batched. */
export interface PreviewLookups {
  readonly findStyle: FindStyle;
  readonly findHead: FindHead;
  /** Dimensions and format, null when the object is no picture. */
  readonly findPicture: (name: ObjectName) => Promise<PictureInfo | null>;
  readonly bucketExists: (bucket: string) => Promise<boolean>;
}

/** @throws InvalidRequestError when the request breaks a rule: nothing was asked then. */
export type Preview = (request: ImageToImageRequest, lookups: PreviewLookups) => Promise<GenerationPreview>;

export interface PreviewOptions {
  readonly tos: Pick<TosClient, "describeGeneration">;
  /** For requests that set no time of their own, in milliseconds. */
  readonly defaultTimeoutMs: number;
}

export function createPreview({ tos, defaultTimeoutMs }: PreviewOptions): Preview {
  return async (request, lookups) => {
    const violations = checkGeneration(request);
    if (violations.length > 0) throw new InvalidRequestError(violations);
    const deadline = startDeadline(request.timeoutMs ?? defaultTimeoutMs);
    const found = await beforeDeadline(
      Promise.all([
        lookUpStyles(request, lookups.findStyle),
        inspectSource(request, lookups),
        inspectOutput(request, lookups),
      ]),
      deadline,
    );
    const [styles, sourceProblems, target] =
      found === "late"
        ? [NO_STYLES, [timedOut(false, deadline.timeoutMs)], { problems: [], taken: null }]
        : found;
    const named = nameOutput(request, styles.contents);
    const { bucket, key, forbidOverwrite } = named.output;
    return {
      problems: [
        ...styles.failures,
        ...sourceProblems,
        ...target.problems,
        ...(target.taken && forbidOverwrite ? [outputExists(named)] : []),
      ],
      output: { bucket, key },
      outputIsTaken: target.taken,
      request: tos.describeGeneration(addressedBucket(named), buildBody(named)),
    };
  };
}

const NO_STYLES: StyleLookup = { failures: [], contents: new Map() };

async function inspectSource(
  request: ImageToImageRequest,
  { findHead, findPicture, bucketExists }: PreviewLookups,
): Promise<GenerationFailure[]> {
  const { source } = request;
  try {
    const head = await findHead(source);
    if (head === null) {
      if (!(await bucketExists(source.bucket))) return [addressedBucketMissing(request)];
      const message =
        "The source does not exist: check its bucket and key, upper and lower case included. Nothing was sent.";
      return [sourceRejected(request, "NOT_FOUND", message)];
    }
    const large = largeSource(request, head);
    const unfit = unfitPicture(request, await findPicture(source));
    return [large, unfit].filter((problem) => problem !== null);
  } catch (error) {
    if (error instanceof TosError) return [lookupFailure(request, error, "source")];
    throw error;
  }
}

/** An output without a key is never taken: the key is made when the picture is. */
async function inspectOutput(
  request: ImageToImageRequest,
  { findHead, bucketExists }: PreviewLookups,
): Promise<{ readonly problems: readonly GenerationFailure[]; readonly taken: boolean | null }> {
  const { bucket, key } = request.output;
  try {
    const taken = key !== null && (await findHead({ bucket, key })) !== null;
    // What the source's own bucket is said of already.
    const exists = taken || bucket === request.source.bucket || (await bucketExists(bucket));
    return { problems: exists ? [] : [outputBucketMissing()], taken };
  } catch (error) {
    if (!(error instanceof TosError)) throw error;
    // A generation writes its output: whoever may do that need not have the right to look at it.
    const denied = error instanceof TosServiceError && error.denied;
    return { problems: denied ? [] : [lookupFailure(request, error, "output")], taken: null };
  }
}
