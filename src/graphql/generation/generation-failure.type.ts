import { Field, Int, InterfaceType, ObjectType } from "type-graphql";
import type { GenerationFailure as Failure } from "../../generation/outcome.js";
import { StoredImage } from "../images/stored-image.type.js";
import { SafeInt } from "../scalars.js";
import {
  GenerationFailureCode,
  ModerationStage,
  ProcessingStage,
  RateLimitedBy,
  RetryAdvice,
  SourceRejectionReason,
} from "./generation.enums.js";

@InterfaceType({
  description:
    "A generation that gave no picture. Match on the members that carry data which you use, and on `... on GenerationFailure` for the rest: members may be added.",
  resolveType: ({ kind }: Failure) => kind,
})
export abstract class GenerationFailure {
  @Field(() => GenerationFailureCode, {
    description: "Why it failed, for programs, for example `CONTENT_REJECTED`.",
  })
  code!: GenerationFailureCode;

  @Field(() => String, {
    description:
      'What happened, to what, and what to do, for example "Moderation refused the prompt; reword it." English, not for matching.',
  })
  message!: string;

  @Field(() => RetryAdvice, {
    description: "What sending the same generation again would mean, for example `NEVER`.",
  })
  retry!: RetryAdvice;

  @Field(() => SafeInt, {
    nullable: true,
    description: "The model's code, for example 50412; null when the model did not answer.",
  })
  modelCode!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The id of the request to TOS, to be quoted to its support, for example "f91b0c03a01300c1-a444ed0"; null when none was made.',
  })
  tosRequestId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The model\'s log id, to be quoted to its support, for example "202504231214007C87515990141CB30ED2".',
  })
  modelRequestId!: string | null;

  @Field(() => StoredImage, {
    nullable: true,
    description:
      "Where the picture may have been stored all the same: look at its `info` before sending the generation again. Given when `retry` is `MAY_CHARGE_AGAIN`; null when nothing was generated.",
  })
  possibleOutput!: StoredImage | null;
}

@ObjectType({ implements: GenerationFailure, description: "Moderation refused the prompt or a picture." })
export class ContentRejected extends GenerationFailure {
  @Field(() => ModerationStage, { description: "What was refused, for example `INPUT_TEXT`." })
  stage!: ModerationStage;
}

@ObjectType({ implements: GenerationFailure, description: "The source picture cannot be used." })
export class SourceRejected extends GenerationFailure {
  @Field(() => SourceRejectionReason, { description: "Why, for example `NOT_FOUND`." })
  reason!: SourceRejectionReason;

  @Field(() => StoredImage, { description: "The source that was named." })
  source!: StoredImage;
}

@ObjectType({
  implements: GenerationFailure,
  description:
    "A named image style does not exist. Found before anything was paid for, where that is possible.",
})
export class StyleNotFound extends GenerationFailure {
  @Field(() => String, {
    description: 'The bucket that was searched: the source\'s, for example "examplebucket".',
  })
  bucket!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The style\'s name, for example "style01"; null when TOS refused one of two without saying which.',
  })
  style!: string | null;

  @Field(() => ProcessingStage, {
    nullable: true,
    description: "What it was named for, for example `PREPROCESS`; null when TOS did not say.",
  })
  processingStage!: ProcessingStage | null;
}

@ObjectType({
  implements: GenerationFailure,
  description: "The output exists and `forbidOverwrite` was given: nothing was generated or written.",
})
export class OutputExists extends GenerationFailure {
  @Field(() => StoredImage, { description: "The picture that exists." })
  output!: StoredImage;
}

@ObjectType({
  implements: GenerationFailure,
  description: "Too many requests: this one was turned away before it began.",
})
export class RateLimited extends GenerationFailure {
  @Field(() => RateLimitedBy, { description: "Whose limit was reached, for example `MODEL_CONCURRENCY`." })
  limitedBy!: RateLimitedBy;

  @Field(() => SafeInt, {
    nullable: true,
    description: "When to try again, in milliseconds, for example 2000; null when nobody said.",
  })
  retryAfterMs!: number | null;
}

@ObjectType({ implements: GenerationFailure, description: "The time was over before an answer came." })
export class TimedOut extends GenerationFailure {
  @Field(() => Boolean, {
    description: "Whether the generation had been sent: it may then still be completed, stored and charged.",
  })
  sent!: boolean;

  @Field(() => Int, { description: "The time that was given, in milliseconds, for example 60000." })
  timeoutMs!: number;
}

@ObjectType({ implements: GenerationFailure, description: "Any other failure: `code` says which." })
export class GenerationFailed extends GenerationFailure {}
