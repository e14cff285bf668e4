/** Which bucket a caller means, and whether this server can address it. */
import { InvalidRequestError, type Violation } from "../generation/violation.js";

/**
 * Returns the named bucket, or the default one where none is named.
 * @throws InvalidRequestError when there is neither, or when the server's endpoint stands for another bucket.
 */
export type ChooseBucket = (named: string | null | undefined, path: Violation["path"]) => string;

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

/**
 * For a check that is to find everything at once: adds what is wrong with the choice to `violations`, and goes on with a
 * name that is no fault by itself.
 */
export function collectChoices(chooseBucket: ChooseBucket, violations: Violation[]): ChooseBucket {
  return (named, path) => {
    try {
      return chooseBucket(named, path);
    } catch (error) {
      if (!(error instanceof InvalidRequestError)) throw error;
      violations.push(...error.violations);
      return "unchosen";
    }
  };
}
