import { Field, Float, InputType, Int, registerEnumType } from "type-graphql";
import { LogoInput } from "./logo.input.js";

export enum ControlNetKindInput {
  CANNY = "CANNY",
  DEPTH = "DEPTH",
  POSE = "POSE",
}

registerEnumType(ControlNetKindInput, {
  name: "ControlNetKindInput",
  description: "What a control net keeps of the source picture.",
  valuesConfig: {
    CANNY: { description: "Its edges." },
    DEPTH: { description: "Its depth: what is near and what is far." },
    POSE: { description: "The pose of the persons in it." },
  },
});

@InputType({ description: "A feature of the source picture that the generated one keeps." })
export class ControlNetInput {
  @Field(() => ControlNetKindInput, {
    description: "The feature, for example `CANNY`. Each kind at most once.",
  })
  kind!: ControlNetKindInput;

  @Field(() => Float, { description: "How much of it is kept: 0 (nothing) to 1 (all), for example 0.4." })
  strength!: number;
}

@InputType({ description: "How much of a face and of a style in the source picture is kept." })
export class StyleReferenceInput {
  @Field(() => Float, {
    nullable: true,
    description:
      "How much of the face is kept: 0 to 1, for example 0.2. Default: the model's own, which is not published.",
  })
  idWeight?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "How much of the style is kept: 0 to 1, for example 0.3. Default: the model's own, which is not published.",
  })
  styleWeight?: number | null;
}

@InputType({
  description:
    "Parameters of `i2i_xl_sft`, general XL pro image to image. What is left out is left to the model; `imageModels` lists ranges and defaults with their evidence.",
})
export class I2iXlSftInput {
  @Field(() => Int, {
    nullable: true,
    description:
      "The same seed and input give a similar picture: 0 to 2,147,483,647, or -1 for a random one, for example 42. Default: -1.",
  })
  seed?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Steps of the generation, 1 to 50, for example 30: more take longer and add detail. Default: 20.",
  })
  ddimSteps?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "How closely the picture follows the prompt, 1 to 30, for example 10. Default: 7.",
  })
  scale?: number | null;

  @Field(() => [ControlNetInput], {
    nullable: true,
    description:
      "Features of the source picture to keep, each kind at most once, for example [{kind: CANNY, strength: 0.4}]. Default: none.",
  })
  controlNets?: ControlNetInput[] | null;

  @Field(() => StyleReferenceInput, {
    nullable: true,
    description:
      "How much of a face and of a style to keep, for example {idWeight: 0.2}. Both are taken from the source picture: TOS carries no second one. Default: nothing.",
  })
  styleReference?: StyleReferenceInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether the model answers with addresses of the picture in its own store, too (`ModelReport.imageUrls`, about 24 hours). Default: false.",
  })
  returnUrl?: boolean | null;

  @Field(() => LogoInput, {
    nullable: true,
    description: "A visible watermark, for example {opacity: 0.3}. Default: none.",
  })
  logo?: LogoInput | null;
}
