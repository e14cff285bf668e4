import { Field, InputType } from "type-graphql";
import type { OutputRequest } from "../../generation/request.js";
import type { ChooseBucket } from "../bucket-choice.js";
import { ProcessingInput, toProcessing } from "../processing/processing.input.js";

@InputType({ description: "Where the generated picture is stored, and how it is processed before." })
export class OutputImageInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The bucket that the picture is stored in, for example "tostest". Default: the server\'s own.',
  })
  bucket?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The key that the picture is stored under, 1 to 1,024 bytes in UTF-8, for example "newgen.jpg". Default: one is made, which sorts by time, cannot be guessed and ends as `postprocess` has it, such as "generated/2026-11-23/160241123-5f0e0c5e-7f0b-4c8e-9d5a-0a4f6f1f3c11.jpg".',
  })
  key?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "True refuses the generation when the key exists (`OutputExists`); false overwrites it. Without a `key` nothing is ever overwritten, whatever stands here.",
  })
  forbidOverwrite!: boolean;

  @Field(() => ProcessingInput, {
    nullable: true,
    description:
      "How the generated picture is processed before it is stored, for example {steps: [{rotate: {degrees: 90}}]}. A style is one of the source's bucket or, of text to image, of the output's. Default: not at all.",
  })
  postprocess?: ProcessingInput | null;
}

/** @throws InvalidRequestError when the bucket cannot be chosen. */
export function toOutputRequest(
  { bucket, key, forbidOverwrite, postprocess }: OutputImageInput,
  chooseBucket: ChooseBucket,
  path: Parameters<ChooseBucket>[1],
  allowUnknownActions: boolean,
): OutputRequest {
  return {
    bucket: chooseBucket(bucket, [...path, "bucket"]),
    key: key ?? null,
    forbidOverwrite,
    postprocess: toProcessing(postprocess, allowUnknownActions),
  };
}
