import { Field, InterfaceType, ObjectType } from "type-graphql";
import type { StyleFailure } from "../../styles/outcome.js";
import { RetryAdvice } from "../generation/generation.enums.js";
import { SafeInt } from "../scalars.js";
import { ProcessingStyleFailureCode } from "./processing-style.enums.js";
import { ProcessingStyle } from "./processing-style.type.js";

@InterfaceType({
  description:
    "An image style that was not created, updated or deleted. Match on the members that carry data which you use, and on `... on ProcessingStyleFailure` for the rest: members may be added.",
  resolveType: ({ kind }: StyleFailure) => kind,
})
export abstract class ProcessingStyleFailure {
  @Field(() => ProcessingStyleFailureCode, {
    description: "Why it failed, for programs, for example `STYLE_EXISTS`.",
  })
  code!: ProcessingStyleFailureCode;

  @Field(() => String, {
    description:
      'What happened, to what, and what to do, for example "The bucket has no image style of this name: list them with processingStyles." English, not for matching.',
  })
  message!: string;

  @Field(() => RetryAdvice, {
    description:
      "What sending the same mutation again would mean, for example `SAFE`. Never `MAY_CHARGE_AGAIN`: styles cost nothing.",
  })
  retry!: RetryAdvice;

  @Field(() => String, {
    nullable: true,
    description:
      'The id of the request to TOS that failed, to be quoted to its support, for example "f91b0c03a01300c1-a444ed0"; null when none did, or TOS gave none.',
  })
  tosRequestId!: string | null;
}

@ObjectType({
  implements: ProcessingStyleFailure,
  description: "The bucket has an image style of this name: nothing was changed.",
})
export class ProcessingStyleExists extends ProcessingStyleFailure {
  @Field(() => ProcessingStyle, { description: "The style that exists." })
  style!: ProcessingStyle;
}

@ObjectType({
  implements: ProcessingStyleFailure,
  description: "The bucket has no image style of this name: nothing was changed.",
})
export class ProcessingStyleNotFound extends ProcessingStyleFailure {
  @Field(() => String, { description: 'The bucket that was searched, for example "examplebucket".' })
  bucket!: string;

  @Field(() => String, { description: 'The name that was looked for, for example "thumbnail".' })
  name!: string;
}

@ObjectType({
  implements: ProcessingStyleFailure,
  description: "Too many requests: TOS turned this one away, and nothing was changed.",
})
export class ProcessingStyleRateLimited extends ProcessingStyleFailure {
  @Field(() => SafeInt, {
    nullable: true,
    description: "When to try again, in milliseconds, for example 2000; null when TOS did not say.",
  })
  retryAfterMs!: number | null;
}

@ObjectType({ implements: ProcessingStyleFailure, description: "Any other failure: `code` says which." })
export class ProcessingStyleFailed extends ProcessingStyleFailure {
  @Field(() => Boolean, {
    description:
      "Whether the change may have been made all the same, since its answer was lost. Sending it again does no harm: it writes or deletes the same once more, or finds that it is done.",
  })
  mayHaveTakenEffect!: boolean;
}
