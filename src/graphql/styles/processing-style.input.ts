import { ArgsType, Field, InputType } from "type-graphql";
import type { Violation } from "../../generation/violation.js";
import {
  checkNamedStyle,
  checkStyleContent,
  type StyleContent,
  type StyleName,
} from "../../styles/request.js";
import { MAX_STYLE_NAME_LENGTH } from "../../tos/names.js";
import { type ChooseBucket, collectChoices } from "../bucket-choice.js";
import { ProcessingChainInput, toChain } from "../processing/processing.input.js";

const ALLOW_UNKNOWN =
  "True lets `processing.actions` hold operations, arguments and values that this API does not know, such as those that TOS has newly: whether a picture can be processed so is then seen only when the style is used. Characters and length are checked all the same.";

/** Never in the schema itself: its fields are in each input below. */
@InputType()
abstract class NamedStyleInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The bucket that the style belongs to, for example "examplebucket". Default: the server\'s own.',
  })
  bucket?: string | null;

  @Field(() => String, {
    description: `The name of the style, unique in its bucket: 1 to ${MAX_STYLE_NAME_LENGTH} letters, digits, hyphens, underscores and dots, beginning with a letter, digit or underscore, for example "thumbnail".`,
  })
  name!: string;
}

@InputType({ description: "An image style that is to be deleted." })
export class DeleteProcessingStyleInput extends NamedStyleInput {}

@InputType({ description: "An image style that is to be created." })
export class CreateProcessingStyleInput extends NamedStyleInput {
  @Field(() => ProcessingChainInput, {
    description: 'What the style does to a picture, for example {actions: "image/resize,w_100"}.',
  })
  processing!: ProcessingChainInput;

  @Field(() => Boolean, { defaultValue: false, description: ALLOW_UNKNOWN })
  allowUnknownActions!: boolean;
}

@InputType({ description: "An image style that is to do something else." })
export class UpdateProcessingStyleInput extends NamedStyleInput {
  @Field(() => ProcessingChainInput, {
    description:
      'What the style does from now on, in place of what it did, for example {actions: "image/resize,w_200"}.',
  })
  processing!: ProcessingChainInput;

  @Field(() => Boolean, { defaultValue: false, description: ALLOW_UNKNOWN })
  allowUnknownActions!: boolean;
}

@ArgsType()
export class CreateProcessingStyleArgs {
  @Field(() => CreateProcessingStyleInput, {
    description: 'The style, for example {name: "thumbnail", processing: {actions: "image/resize,w_100"}}.',
  })
  input!: CreateProcessingStyleInput;
}

@ArgsType()
export class UpdateProcessingStyleArgs {
  @Field(() => UpdateProcessingStyleInput, {
    description: 'The style, for example {name: "thumbnail", processing: {actions: "image/resize,w_200"}}.',
  })
  input!: UpdateProcessingStyleInput;
}

@ArgsType()
export class DeleteProcessingStyleArgs {
  @Field(() => DeleteProcessingStyleInput, {
    description: 'The style, for example {name: "thumbnail"}.',
  })
  input!: DeleteProcessingStyleInput;
}

/** Everything that is wrong with the arguments of a mutation that writes a style, the choice of its bucket included. */
export function checkWriteStyle(
  { input }: CreateProcessingStyleArgs | UpdateProcessingStyleArgs,
  chooseBucket: ChooseBucket,
): Violation[] {
  const unchosen: Violation[] = [];
  const content = toStyleContent(input, collectChoices(chooseBucket, unchosen));
  return [...unchosen, ...checkStyleContent(content)];
}

/** Everything that is wrong with the arguments of `deleteProcessingStyle`, the choice of its bucket included. */
export function checkDeleteStyle(
  { input }: DeleteProcessingStyleArgs,
  chooseBucket: ChooseBucket,
): Violation[] {
  const unchosen: Violation[] = [];
  const name = toStyleName(input, collectChoices(chooseBucket, unchosen));
  return [...unchosen, ...checkNamedStyle(name)];
}

/** @throws InvalidRequestError when the bucket cannot be chosen. */
export function toStyleName(input: NamedStyleInput, chooseBucket: ChooseBucket): StyleName {
  return { bucket: chooseBucket(input.bucket, ["input", "bucket"]), name: input.name };
}

/** @throws InvalidRequestError when the bucket cannot be chosen. */
export function toStyleContent(
  input: CreateProcessingStyleInput | UpdateProcessingStyleInput,
  chooseBucket: ChooseBucket,
): StyleContent {
  return { ...toStyleName(input, chooseBucket), chain: toChain(input.processing, input.allowUnknownActions) };
}
