import { Field, InputType } from "type-graphql";
import type { Processing } from "../../generation/request.js";
import type { Chain } from "../../processing/chain.js";
import { ProcessingStepInput, toSteps } from "./step.input.js";

const ACTIONS =
  'A chain of TOS image-processing actions as TOS writes it, run in order, for example "image/resize,w_100/rotate,90". Must begin with "image/"; at most 4,096 characters. Operations and arguments are checked as those of `steps` are, unless `allowUnknownActions` is true beside it.';

const STEPS =
  "Typed steps of image processing, run in order: 1 to 50, which come to at most 4,096 characters as TOS writes them, for example [{resize: {width: 100}}, {rotate: {degrees: 90}}].";

@InputType({
  description:
    "How a picture is processed: by an image style of its bucket, by typed steps, or by a chain as TOS writes it. Exactly one of the three must be given (`@oneOf`).",
})
export class ProcessingInput {
  @Field(() => String, {
    nullable: true,
    description:
      'An image style of the picture\'s bucket, by name, for example "style01". See `processingStyles`.',
  })
  style?: string | null;

  @Field(() => String, { nullable: true, description: ACTIONS })
  actions?: string | null;

  @Field(() => [ProcessingStepInput], { nullable: true, description: STEPS })
  steps?: ProcessingStepInput[] | null;
}

@InputType({
  description:
    "A chain of image processing, by itself: what an image style stands for. Exactly one of its members must be given (`@oneOf`).",
})
export class ProcessingChainInput {
  @Field(() => String, { nullable: true, description: ACTIONS })
  actions?: string | null;

  @Field(() => [ProcessingStepInput], { nullable: true, description: STEPS })
  steps?: ProcessingStepInput[] | null;
}

/** Of a field that stands beside a {@link ProcessingInput} or {@link ProcessingChainInput}. */
export const ALLOW_UNKNOWN_ACTIONS =
  "True lets `actions` hold operations, arguments and values that this API does not know, such as those that TOS has newly: it may then refuse them when the picture has been paid for. Its characters and length are checked all the same, and operations that answer with data stay refused.";

/** The executor has enforced `@oneOf`: exactly one member is there. What it gives is still to be checked. */
export function toProcessing(
  input: ProcessingInput | null | undefined,
  allowUnknownActions: boolean,
): Processing | null {
  if (input?.style != null) return { style: input.style };
  return input == null ? null : toChain(input, allowUnknownActions);
}

/** The executor has enforced `@oneOf`: exactly one member is there. What it gives is still to be checked. */
export function toChain(input: ProcessingChainInput, allowUnknownActions: boolean): Chain {
  return input.steps == null
    ? { actions: input.actions ?? "", allowUnknownActions }
    : { steps: toSteps(input.steps) };
}
