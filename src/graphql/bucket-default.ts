/** The bucket of callers who name none. */
import { InvalidRequestError } from "../generation/violation.js";

/** Returns the named bucket or the default one. @throws InvalidRequestError when there is neither. */
export type BucketDefault = (named: string | null | undefined, path: readonly string[]) => string;

export function createBucketDefault(defaultBucket: string | null): BucketDefault {
  return (named, path) => {
    const bucket = named ?? defaultBucket;
    if (bucket !== null) return bucket;
    throw new InvalidRequestError([
      {
        path,
        constraint: "bucketDefault",
        message: "must be given: this server has no default bucket (TOS_BUCKET)",
      },
    ]);
  };
}
