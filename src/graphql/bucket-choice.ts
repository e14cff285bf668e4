/** Which bucket a caller means, and whether this server can address it. */
import { InvalidRequestError, type Violation } from "../generation/violation.js";

/**
 * Returns the named bucket, or the default one where none is named.
 * @throws InvalidRequestError when there is neither, or when the server's endpoint stands for another bucket.
 */
export type ChooseBucket = (named: string | null | undefined, path: readonly string[]) => string;

export interface BucketChoice {
  /** The bucket of callers who name none. */
  readonly defaultBucket: string | null;
  /** The one bucket that a custom domain stands for; null when every bucket can be addressed. */
  readonly onlyBucket: string | null;
}

export function createBucketChoice({ defaultBucket, onlyBucket }: BucketChoice): ChooseBucket {
  return (named, path) => {
    const bucket = named ?? defaultBucket;
    const refuse = (constraint: string, message: string): InvalidRequestError =>
      new InvalidRequestError([{ path, constraint, message }]);
    if (bucket === null) {
      throw refuse("bucketDefault", "must be given: this server has no default bucket (TOS_BUCKET)");
    }
    if (onlyBucket !== null && bucket !== onlyBucket) {
      throw refuse(
        "bucketAddress",
        "must be left out: this server's endpoint is a custom domain, which stands for one bucket",
      );
    }
    return bucket;
  };
}

/** Stands for a bucket that could not be chosen, so that the rest can be checked: a name that is no fault by itself. */
const UNCHOSEN = "unchosen";

/**
 * Runs a check of a whole input with a choice that throws nothing: what cannot be chosen is among the violations, and
 * what else is wrong as well.
 */
export function checkWithChoice(
  chooseBucket: ChooseBucket,
  check: (chooseBucket: ChooseBucket) => readonly Violation[],
): Violation[] {
  const unchosen: Violation[] = [];
  const found = check((named, path) => {
    try {
      return chooseBucket(named, path);
    } catch (error) {
      if (!(error instanceof InvalidRequestError)) throw error;
      unchosen.push(...error.violations);
      return UNCHOSEN;
    }
  });
  return [...unchosen, ...found];
}
