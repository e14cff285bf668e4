import { createUnionType, Field, InterfaceType, ObjectType, registerEnumType } from "type-graphql";
import { RetryAdvice } from "../generation/generation.enums.js";
import { SafeInt } from "../scalars.js";
import type { DeletionOutcome } from "./deletion-outcome.js";
import { StoredImage } from "./stored-image.type.js";

export enum ImageDeletionFailureCode {
  NOT_AN_IMAGE = "NOT_AN_IMAGE",
  BUCKET_NOT_FOUND = "BUCKET_NOT_FOUND",
  ACCESS_DENIED = "ACCESS_DENIED",
  RATE_LIMITED = "RATE_LIMITED",
  TIMED_OUT = "TIMED_OUT",
  STORAGE_FAULT = "STORAGE_FAULT",
  CONNECTION_FAILED = "CONNECTION_FAILED",
  CANCELLED = "CANCELLED",
  UNKNOWN = "UNKNOWN",
}

registerEnumType(ImageDeletionFailureCode, {
  name: "ImageDeletionFailureCode",
  description: "Why a picture was not deleted.",
  valuesConfig: {
    NOT_AN_IMAGE: {
      description: "The key has no ending, and the stored type of the object is not one of pictures.",
    },
    BUCKET_NOT_FOUND: { description: "The bucket does not exist, or not in this region." },
    ACCESS_DENIED: {
      description: "TOS refused this server's credentials or their rights; the operator has to act.",
    },
    RATE_LIMITED: { description: "Too many requests; nothing was deleted (`ImageDeletionRateLimited`)." },
    TIMED_OUT: { description: "TOS did not answer in time; the picture may be deleted all the same." },
    STORAGE_FAULT: { description: "TOS failed; the picture may be deleted all the same." },
    CONNECTION_FAILED: { description: "The connection to TOS failed; `message` says when." },
    CANCELLED: { description: "The caller left before the deletion was sent." },
    UNKNOWN: { description: "A failure that this schema does not know; `message` tells more." },
  },
});

@InterfaceType({
  description:
    "A picture that was not deleted. Match on the members that carry data which you use, and on `... on ImageDeletionFailure` for the rest: members may be added.",
  resolveType: ({ kind }: DeletionOutcome) => kind,
})
export abstract class ImageDeletionFailure {
  @Field(() => ImageDeletionFailureCode, {
    description: "Why it failed, for programs, for example `ACCESS_DENIED`.",
  })
  code!: ImageDeletionFailureCode;

  @Field(() => String, {
    description:
      'What happened, and what to do, for example "TOS could not be reached; nothing was deleted." English, not for matching.',
  })
  message!: string;

  @Field(() => RetryAdvice, {
    description:
      "What sending the same deletion again would mean: `NEVER` or, since it is free and may be done twice, `SAFE`; for example `SAFE`.",
  })
  retry!: RetryAdvice;

  @Field(() => String, {
    nullable: true,
    description:
      'The id of the request to TOS, to be quoted to its support, for example "f91b0c03a01300c1-a444ed0"; null when it gave none.',
  })
  tosRequestId!: string | null;
}

@ObjectType({
  implements: ImageDeletionFailure,
  description: "Too many requests: TOS turned this one away, and nothing was deleted.",
})
export class ImageDeletionRateLimited extends ImageDeletionFailure {
  @Field(() => SafeInt, {
    nullable: true,
    description: "When to try again, in milliseconds, for example 2000; null when TOS did not say.",
  })
  retryAfterMs!: number | null;
}

@ObjectType({ implements: ImageDeletionFailure, description: "Any other failure: `code` says which." })
export class ImageDeletionFailed extends ImageDeletionFailure {}

@ObjectType({
  description:
    "The bucket has no object of this key any more. TOS answers alike for one that was never there. In a bucket that keeps versions the picture is hidden, and its versions stay.",
})
export class ImageDeleted {
  @Field(() => StoredImage, {
    description:
      "The name of what is gone, to be dropped from caches by its `id`. Its `info` is null, unless somebody has written it anew.",
  })
  image!: StoredImage;

  @Field(() => String, {
    nullable: true,
    description:
      'The id of the request to TOS, to be quoted to its support, for example "f91b0c03a01300c1-a444ed0".',
  })
  tosRequestId!: string | null;
}

export const DeleteImageResult = createUnionType({
  name: "DeleteImageResult",
  description:
    "What came of a deletion. Every member but `ImageDeleted` is an `ImageDeletionFailure`, which says what to do.",
  types: () => [ImageDeleted, ImageDeletionRateLimited, ImageDeletionFailed] as const,
  resolveType: (outcome: unknown) => (outcome as DeletionOutcome).kind,
});
