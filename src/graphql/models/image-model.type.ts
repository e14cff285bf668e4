import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { SafeInt, Url } from "../scalars.js";

export enum Evidence {
  OFFICIAL = "OFFICIAL",
  SAMPLE = "SAMPLE",
  THIRD_PARTY = "THIRD_PARTY",
  ASSUMED = "ASSUMED",
}

registerEnumType(Evidence, {
  name: "Evidence",
  description: "How well a statement about a model is founded.",
  valuesConfig: {
    OFFICIAL: { description: "The service's own documentation." },
    SAMPLE: { description: "A sample in its documentation or SDKs." },
    THIRD_PARTY: { description: "A third party's copy of the documentation, or its client." },
    ASSUMED: {
      description:
        "None of these: taken from a kindred model. Held to in typed inputs, not in the open form.",
    },
  },
});

export enum ModelTask {
  IMAGE_TO_IMAGE = "IMAGE_TO_IMAGE",
  TEXT_TO_IMAGE = "TEXT_TO_IMAGE",
}

registerEnumType(ModelTask, {
  name: "ModelTask",
  description: "What a model makes of what.",
  valuesConfig: {
    IMAGE_TO_IMAGE: { description: "A picture of a prompt and a picture." },
    TEXT_TO_IMAGE: { description: "A picture of a prompt alone." },
  },
});

export enum ModelParameterType {
  INT = "INT",
  FLOAT = "FLOAT",
  BOOLEAN = "BOOLEAN",
  STRING = "STRING",
  ENUM = "ENUM",
  OBJECT = "OBJECT",
}

registerEnumType(ModelParameterType, {
  name: "ModelParameterType",
  description: "The type of a model's parameter.",
  valuesConfig: {
    INT: { description: "A whole number." },
    FLOAT: { description: "A number." },
    BOOLEAN: { description: "True or false." },
    STRING: { description: "A text." },
    ENUM: { description: "One of `values`." },
    OBJECT: { description: "A JSON object." },
  },
});

@ObjectType({ description: "A parameter of a model." })
export class ModelParameter {
  @Field(() => String, {
    description: 'Where it stands in the model\'s input of this API, for example "controlNets[].strength".',
  })
  name!: string;

  @Field(() => String, {
    description: 'Where it stands in the model\'s own request, for example "controlnet_args[].strength".',
  })
  upstreamName!: string;

  @Field(() => ModelParameterType, { description: "Its type, for example `FLOAT`." })
  type!: ModelParameterType;

  @Field(() => [String], { description: 'What it may be, when its type is `ENUM`, for example "CANNY".' })
  values!: readonly string[];

  @Field(() => String, {
    description:
      'What it does, in a sentence or two, for example "How closely the picture follows the prompt."',
  })
  description!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What holds when it is left out, as text, for example "20"; null when no source says.',
  })
  defaultValue!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: "The least that is allowed, for example 1; null for no known bound.",
  })
  minimum!: number | null;

  @Field(() => Boolean, { description: "Whether a value has to be greater than `minimum`, not just equal." })
  minimumExcluded!: boolean;

  @Field(() => Float, {
    nullable: true,
    description: "The most that is allowed, for example 50; null for no known bound.",
  })
  maximum!: number | null;

  @Field(() => Boolean, { description: "Whether a value has to be less than `maximum`, not just equal." })
  maximumExcluded!: boolean;

  @Field(() => Float, {
    nullable: true,
    description: "What a value has to be a multiple of, for example 0.1; null for nothing.",
  })
  multipleOf!: number | null;

  @Field(() => Boolean, { description: "Whether it must be given." })
  required!: boolean;

  @Field(() => Evidence, {
    description: "How well its default and its bounds are founded, for example `THIRD_PARTY`.",
  })
  evidence!: Evidence;
}

@ObjectType({ description: "What a model takes as its source picture; null where no page says." })
export class SourceImageLimits {
  @Field(() => [String], {
    description: 'Formats that its documentation names, for example "JPEG"; empty when it names none.',
  })
  formats!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'The format that its documentation advises, for example "JPEG".',
  })
  advisedFormat!: string | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: "The picture has to be smaller than this, in bytes, for example 5242880.",
  })
  maxBytes!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Both sides have to be shorter than this, in pixels, for example 4096.",
  })
  maxSide!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Sides of about this length give the best result, in pixels, for example 1024.",
  })
  advisedSide!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The longer side divided by the shorter has to be less than this, for example 1.77.",
  })
  maxRatio!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many pictures the model itself takes at most, for example 1. TOS gives it one.",
  })
  maxCount!: number | null;

  @Field(() => String, { description: "What else there is to know, for example of very wide pictures." })
  note!: string;
}

@ObjectType({ description: "A model that generates pictures, as far as its documentation is known." })
export class ImageModel {
  @Field(() => ID, {
    description:
      'Unique over all types, for caches and for other subgraphs: "model:", `reqKey` and, where there is one, "/" and `modelVersion`; for example "model:i2i_xl_sft" or "model:high_aes/anime_v1.3".',
  })
  id!: string;

  @Field(() => String, { description: 'Its `req_key`, for example "i2i_xl_sft".' })
  reqKey!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The `model_version` that chooses it among the models of one `req_key`, for example "anime_v1.3"; null where that is one.',
  })
  modelVersion!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Its other `req_key`, the same model billed by usage, for example "img2img_chinese_style_usage"; null where none is known.',
  })
  usageReqKey!: string | null;

  @Field(() => String, { description: 'Its name for people, for example "General XL pro, image to image".' })
  title!: string;

  @Field(() => ModelTask, { description: "The first of `tasks`, for example `IMAGE_TO_IMAGE`." })
  task!: ModelTask;

  @Field(() => [ModelTask], {
    description: "What it makes of what, the most usual first, for example [IMAGE_TO_IMAGE, TEXT_TO_IMAGE].",
  })
  tasks!: readonly ModelTask[];

  @Field(() => String, { description: 'The `ModelAction` that is sent, for example "CVProcess".' })
  action!: string;

  @Field(() => String, { description: 'The `ModelVersion` that is sent, for example "2022-08-31".' })
  version!: string;

  @Field(() => String, {
    description:
      'The member of the model\'s input that takes its parameters, for example "i2iXlSft"; "other" is the open form, which takes every model.',
  })
  inputMember!: string;

  @Field(() => String, {
    description: 'What it does, in a sentence or two, for example "Redraws a picture after a prompt."',
  })
  description!: string;

  @Field(() => Url, {
    nullable: true,
    description:
      'Its documentation, for example "https://www.volcengine.com/docs/6791/1330203"; null where none is known.',
  })
  documentation!: string | null;

  @Field(() => String, {
    description: "How to word a prompt for it, for example in which languages and how long.",
  })
  promptAdvice!: string;

  @Field(() => Int, { description: "The longest prompt, in Unicode code points, for example 800." })
  promptMaxCodePoints!: number;

  @Field(() => String, {
    description:
      'The model\'s own name of its prompt, for example "custom_prompt". TOS hands the prompt of the generation over: this name is not for `parameters`.',
  })
  promptMember!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The model\'s own name of its source picture, for example "image_input". TOS hands the source over: this name is not for `parameters`. Null where it takes none.',
  })
  imageMember!: string | null;

  @Field(() => SourceImageLimits, {
    nullable: true,
    description: "What it takes as a source; null when it takes none, or no page says.",
  })
  sourceImage!: SourceImageLimits | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The most pixels of the generated picture, width times height, for example 1183744; null for no known limit.",
  })
  maxPixels!: number | null;

  @Field(() => [ModelParameter], { description: "Its parameters, as far as they are known." })
  parameters!: readonly ModelParameter[];

  @Field(() => [String], {
    description: 'What is known of its price, for example "Billed per successful picture, …".',
  })
  priceNotes!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description:
      'Why this API refuses it, for example "needs a second picture, the mask, and TOS gives a model one picture"; null where it can be used.',
  })
  refusal!: string | null;

  @Field(() => Evidence, {
    description: "How well it is founded that TOS generates with it, for example `OFFICIAL`.",
  })
  evidence!: Evidence;
}
