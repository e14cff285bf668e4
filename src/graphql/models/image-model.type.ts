import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { SafeInt } from "../scalars.js";

export enum Evidence {
  OFFICIAL = "OFFICIAL",
  SAMPLE = "SAMPLE",
  THIRD_PARTY = "THIRD_PARTY",
}

registerEnumType(Evidence, {
  name: "Evidence",
  description: "How well a statement about a model is founded.",
  valuesConfig: {
    OFFICIAL: { description: "The service's own documentation." },
    SAMPLE: { description: "A sample in its documentation or SDKs." },
    THIRD_PARTY: { description: "A third party's copy of the documentation, or its client." },
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
    description: 'What it does, in a sentence or two, for example "Redraws a picture after a prompt."',
  })
  description!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What holds when it is left out, as text, for example "20"; null when no source says.',
  })
  defaultValue!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: "The least that is allowed, for example 1; null for no bound.",
  })
  minimum!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The most that is allowed, for example 50; null for no bound.",
  })
  maximum!: number | null;

  @Field(() => Boolean, { description: "Whether it must be given." })
  required!: boolean;

  @Field(() => Evidence, {
    description: "How well its default and its bounds are founded, for example `THIRD_PARTY`.",
  })
  evidence!: Evidence;
}

@ObjectType({ description: "What a model takes as its source picture." })
export class SourceImageLimits {
  @Field(() => [String], { description: 'Formats that its documentation names, for example "JPEG".' })
  formats!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'The format that its documentation advises, for example "JPEG".',
  })
  advisedFormat!: string | null;

  @Field(() => SafeInt, {
    description: "The picture has to be smaller than this, in bytes, for example 5242880.",
  })
  maxBytes!: number;

  @Field(() => Int, { description: "Both sides have to be shorter than this, in pixels, for example 4096." })
  maxSide!: number;

  @Field(() => Int, {
    nullable: true,
    description: "Sides of about this length give the best result, in pixels, for example 1024.",
  })
  advisedSide!: number | null;

  @Field(() => String, { description: "What else there is to know, for example of very wide pictures." })
  note!: string;
}

@ObjectType({ description: "A model that `generateImage` can use." })
export class ImageModel {
  @Field(() => String, { description: 'Its `req_key`, for example "i2i_xl_sft".' })
  reqKey!: string;

  @Field(() => String, { description: 'Its name for people, for example "General XL pro, image to image".' })
  title!: string;

  @Field(() => ModelTask, { description: "What it makes of what, for example `IMAGE_TO_IMAGE`." })
  task!: ModelTask;

  @Field(() => String, { description: 'The `ModelAction` that is sent, for example "CVProcess".' })
  action!: string;

  @Field(() => String, { description: 'The `ModelVersion` that is sent, for example "2022-08-31".' })
  version!: string;

  @Field(() => String, {
    description: 'The member of `ImageToImageModelInput` that takes its parameters, for example "i2iXlSft".',
  })
  inputMember!: string;

  @Field(() => String, {
    description: 'What it does, in a sentence or two, for example "Redraws a picture after a prompt."',
  })
  description!: string;

  @Field(() => String, {
    description: "How to word a prompt for it, for example in which languages and how long.",
  })
  promptAdvice!: string;

  @Field(() => Int, { description: "The longest prompt, in Unicode code points, for example 800." })
  promptMaxCodePoints!: number;

  @Field(() => SourceImageLimits, {
    nullable: true,
    description: "What it takes as a source; null when no page says.",
  })
  sourceImage!: SourceImageLimits | null;

  @Field(() => [ModelParameter], { description: "Its parameters." })
  parameters!: readonly ModelParameter[];

  @Field(() => Evidence, {
    description: "How well it is founded that TOS generates with it, for example `OFFICIAL`.",
  })
  evidence!: Evidence;
}
