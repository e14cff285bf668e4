import { IsOptional } from "class-validator";
import { Field, InputType } from "type-graphql";
import type { Processing } from "../../generation/request.js";
import { checkActions } from "../../processing/actions.js";
import type { Chain } from "../../processing/chain.js";
import { checkStyleName } from "../../tos/names.js";
import { Rule } from "../validation.js";

@InputType({
  description:
    "How a picture is processed: by an image style of its bucket, or by actions. Exactly one of the two must be given (`@oneOf`).",
})
export class ProcessingInput {
  @IsOptional()
  @Rule("styleName", checkStyleName)
  @Field(() => String, {
    nullable: true,
    description:
      'An image style of the picture\'s bucket, by name, for example "style01". See `processingStyles`.',
  })
  style?: string | null;

  @IsOptional()
  @Rule("processingActions", checkActions)
  @Field(() => String, {
    nullable: true,
    description:
      'A chain of TOS image-processing actions, run in order, for example "image/resize,w_100/rotate,90". Must begin with "image/"; at most 4,096 characters.',
  })
  actions?: string | null;
}

@InputType({
  description: "A chain of image processing, by itself: what an image style stands for (`@oneOf`).",
})
export class ProcessingChainInput {
  @IsOptional()
  @Rule("processingActions", checkActions)
  @Field(() => String, {
    nullable: true,
    description:
      'A chain of TOS image-processing actions, run in order, for example "image/resize,w_100/rotate,90". Must begin with "image/"; at most 4,096 characters.',
  })
  actions?: string | null;
}

/** The executor has enforced `@oneOf`: exactly one member is there. */
export function toProcessing(input: ProcessingInput | null | undefined): Processing | null {
  if (input?.style != null) return { style: input.style };
  return input == null ? null : toChain(input);
}

/** The executor has enforced `@oneOf`: exactly one member is there. */
export function toChain(input: ProcessingChainInput): Chain {
  return { actions: input.actions ?? "" };
}
