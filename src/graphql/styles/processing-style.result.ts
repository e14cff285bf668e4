import { createUnionType, Field, ObjectType } from "type-graphql";
import type { CreateStyleOutcome, DeleteStyleOutcome, UpdateStyleOutcome } from "../../styles/outcome.js";
import { ProcessingStyle, toProcessingStyle } from "./processing-style.type.js";
import {
  ProcessingStyleExists,
  ProcessingStyleFailed,
  ProcessingStyleNotFound,
  ProcessingStyleRateLimited,
} from "./processing-style-failure.type.js";

const TOS_REQUEST_ID = {
  nullable: true,
  description:
    'The id of the request to TOS that made the change, to be quoted to its support, for example "f91b0c03a01300c1-a444ed0".',
} as const;

const STORED =
  "The style as TOS has it after the change; as it was sent, without times, when it could not be read back.";

@ObjectType({ description: "An image style that was created." })
export class CreatedProcessingStyle {
  @Field(() => ProcessingStyle, { description: STORED })
  style!: ProcessingStyle;

  @Field(() => String, TOS_REQUEST_ID)
  tosRequestId!: string | null;
}

@ObjectType({ description: "An image style that does something else now." })
export class UpdatedProcessingStyle {
  @Field(() => ProcessingStyle, { description: STORED })
  style!: ProcessingStyle;

  @Field(() => String, {
    description: 'What the style did before, to go back to, for example "image/resize,w_100".',
  })
  previousActions!: string;

  @Field(() => String, TOS_REQUEST_ID)
  tosRequestId!: string | null;
}

@ObjectType({ description: "An image style that was deleted." })
export class DeletedProcessingStyle {
  @Field(() => ProcessingStyle, {
    description: "The style as it was: its `id` to drop it from a cache, its `actions` to create it again.",
  })
  style!: ProcessingStyle;

  @Field(() => String, TOS_REQUEST_ID)
  tosRequestId!: string | null;
}

type Outcome = CreateStyleOutcome | UpdateStyleOutcome | DeleteStyleOutcome;

/** An outcome with its style, where it has one, as the schema shows it. */
export function presentOutcome(outcome: Outcome): object {
  return "style" in outcome
    ? { ...outcome, style: toProcessingStyle(outcome.bucket, outcome.style) }
    : outcome;
}

const resolveType = (outcome: unknown): string => (outcome as Outcome).kind;

export const CreateProcessingStyleResult = createUnionType({
  name: "CreateProcessingStyleResult",
  description:
    "What came of creating a style. Every member but `CreatedProcessingStyle` is a `ProcessingStyleFailure`.",
  types: () =>
    [
      CreatedProcessingStyle,
      ProcessingStyleExists,
      ProcessingStyleRateLimited,
      ProcessingStyleFailed,
    ] as const,
  resolveType,
});

export const UpdateProcessingStyleResult = createUnionType({
  name: "UpdateProcessingStyleResult",
  description:
    "What came of updating a style. Every member but `UpdatedProcessingStyle` is a `ProcessingStyleFailure`.",
  types: () =>
    [
      UpdatedProcessingStyle,
      ProcessingStyleNotFound,
      ProcessingStyleRateLimited,
      ProcessingStyleFailed,
    ] as const,
  resolveType,
});

export const DeleteProcessingStyleResult = createUnionType({
  name: "DeleteProcessingStyleResult",
  description:
    "What came of deleting a style. Every member but `DeletedProcessingStyle` is a `ProcessingStyleFailure`.",
  types: () =>
    [
      DeletedProcessingStyle,
      ProcessingStyleNotFound,
      ProcessingStyleRateLimited,
      ProcessingStyleFailed,
    ] as const,
  resolveType,
});
