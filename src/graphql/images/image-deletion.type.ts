import { createUnionType, Field, InterfaceType, ObjectType } from "type-graphql";
import type { DeletionOutcome } from "../../images/deletion-outcome.js";
import { RetryAdvice } from "../generation/generation.enums.js";
import { SafeInt } from "../scalars.js";
import { ImageDeletionFailureCode } from "./image-deletion.enums.js";
import { StoredImage } from "./stored-image.type.js";

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
      'The id of the request to TOS, to be quoted to its support, for example "f91b0c03a01300c1-a444ed0"; null when it gave none, or was not asked.',
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
export class DeletedImage {
  @Field(() => StoredImage, {
    description:
      "The name of what is gone, to be dropped from caches by its `id`. Its `info` is null, unless somebody has written it anew.",
  })
  image!: StoredImage;

  @Field(() => String, {
    nullable: true,
    description:
      'The id of the request to TOS, to be quoted to its support, for example "f91b0c03a01300c1-a444ed0"; null when it gave none.',
  })
  tosRequestId!: string | null;
}

export const DeleteImageResult = createUnionType({
  name: "DeleteImageResult",
  description:
    "What came of a deletion. Every member but `DeletedImage` is an `ImageDeletionFailure`, which says what to do.",
  types: () => [DeletedImage, ImageDeletionRateLimited, ImageDeletionFailed] as const,
  resolveType: (outcome: unknown) => (outcome as DeletionOutcome).kind,
});
