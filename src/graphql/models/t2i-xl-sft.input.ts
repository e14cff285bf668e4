import { Field, Float, InputType, Int } from "type-graphql";
import { LogoInput } from "./logo.input.js";

@InputType({
  description:
    "Parameters of `t2i_xl_sft`, general XL pro text to image. What is left out is left to the model. Its ranges are not published: those of steps and scale are taken from its twin for pictures, and the sides go up to 2K.",
})
export class T2iXlSftInput {
  @Field(() => Int, {
    nullable: true,
    description:
      "The same seed and prompt give a similar picture: 0 to 2,147,483,647, or -1 for a random one, for example 42. Default: -1.",
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

  @Field(() => Int, {
    nullable: true,
    description: "The picture's width in pixels, 256 to 2,048, for example 1080. Default: 1024.",
  })
  width?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "The picture's height in pixels, 256 to 2,048, for example 1080. Default: 1024.",
  })
  height?: number | null;

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
