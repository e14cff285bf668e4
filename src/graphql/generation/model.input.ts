import { Field, InputType } from "type-graphql";
import type { ImageToImageModel, TextToImageModel } from "../../doubao/model-choice.js";
import { HighAesInput } from "../models/high-aes.input.js";
import { I2iXlSftInput } from "../models/i2i-xl-sft.input.js";
import { T2iXlSftInput } from "../models/t2i-xl-sft.input.js";
import { JSONObject } from "../scalars.js";

@InputType({
  description:
    "Any other model, by its `req_key`, with its parameters as the model spells them. For a model of `imageModels`, types, ranges and required parameters are checked; one that does not fit the task, answers with a task only or needs a second picture is refused.",
})
export class OtherModelInput {
  @Field(() => String, {
    description:
      'The model\'s `req_key`: 1 to 128 letters, digits, "_", "." and "-", for example "byteedit_v2.0".',
  })
  reqKey!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The `ModelAction`: 1 to 64 letters and digits, for example "Img2ImgXLSft". Synchronous actions only. Default: "CVProcess".',
  })
  action?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The `ModelVersion`, a date, for example "2024-06-06". Default: "2022-08-31".',
  })
  version?: string | null;

  @Field(() => JSONObject, {
    nullable: true,
    description:
      "Members of the model's request beside `req_key`, for example {\"scale\": 0.5}; at most 64 KiB, 16 levels. Default: none. Members for the prompt or for pictures are refused: the mutation's own are sent, and which would win is not documented. Those that point at one of several pictures have to point at the first, the source. For a model of `imageModels` the steps may have any of their names (`ddim_steps`, `ddim_step`, `steps`, `step`): they are sent under the model's own.",
  })
  parameters?: Record<string, unknown> | null;
}

@InputType({
  description:
    "The model that generates from a picture, and its parameters. Exactly one member must be given (`@oneOf`).",
})
export class ImageToImageModelInput {
  @Field(() => I2iXlSftInput, {
    nullable: true,
    description:
      "General XL pro, image to image (`i2i_xl_sft`), with typed parameters, for example {scale: 10}.",
  })
  i2iXlSft?: I2iXlSftInput | null;

  @Field(() => HighAesInput, {
    nullable: true,
    description:
      "High aesthetics (`high_aes`), with typed parameters, for example {version: ANIME_V1_3, strength: 0.5}.",
  })
  highAes?: HighAesInput | null;

  @Field(() => OtherModelInput, {
    nullable: true,
    description: 'Any other model, with open parameters, for example {reqKey: "byteedit_v2.0"}.',
  })
  other?: OtherModelInput | null;
}

@InputType({
  description:
    "The model that generates from words alone, and its parameters. Exactly one member must be given (`@oneOf`).",
})
export class TextToImageModelInput {
  @Field(() => T2iXlSftInput, {
    nullable: true,
    description:
      "General XL pro, text to image (`t2i_xl_sft`), with typed parameters, for example {width: 1080}.",
  })
  t2iXlSft?: T2iXlSftInput | null;

  @Field(() => HighAesInput, {
    nullable: true,
    description:
      "High aesthetics (`high_aes`), with typed parameters, for example {version: GENERAL_V1_3, useSr: true}.",
  })
  highAes?: HighAesInput | null;

  @Field(() => OtherModelInput, {
    nullable: true,
    description: 'Any other model, with open parameters, for example {reqKey: "high_aes_general_v30l_zt2i"}.',
  })
  other?: OtherModelInput | null;
}

/** The executor has enforced `@oneOf`; without a choice it is `i2i_xl_sft` as the model has it. */
export function toImageToImageModel(input: ImageToImageModelInput | null | undefined): ImageToImageModel {
  if (input?.other != null) return { other: input.other };
  if (input?.highAes != null) return { highAes: input.highAes };
  return { i2iXlSft: input?.i2iXlSft ?? {} };
}

/** The executor has enforced `@oneOf`; without a choice it is `t2i_xl_sft` as the model has it. */
export function toTextToImageModel(input: TextToImageModelInput | null | undefined): TextToImageModel {
  if (input?.other != null) return { other: input.other };
  if (input?.highAes != null) return { highAes: input.highAes };
  return { t2iXlSft: input?.t2iXlSft ?? {} };
}
