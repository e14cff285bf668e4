import { ArgsType, Field, InputType, Int } from "type-graphql";
import { ALLOW_UNKNOWN_ACTIONS } from "../processing/processing.input.js";
import { TextToImageModelInput } from "./model.input.js";
import { OutputImageInput } from "./output-image.input.js";

@InputType({ description: "A generation from words alone: a prompt in, a stored picture out." })
export class GenerateImageFromTextInput {
  @Field(() => String, {
    description:
      'What the picture shall show, in Chinese or English: 1 to 800 code points, of which about the first 100 words have effect, for example "雨夜的城市".',
  })
  prompt!: string;

  @Field(() => OutputImageInput, {
    description: 'Where the generated picture is stored, for example {key: "newgen.jpg"}.',
  })
  output!: OutputImageInput;

  @Field(() => TextToImageModelInput, {
    nullable: true,
    description:
      "The model and its parameters, for example {t2iXlSft: {seed: 42}}. Default: `t2i_xl_sft` with the model's own defaults.",
  })
  model?: TextToImageModelInput | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "How long the answer may take, in milliseconds: 1,000 to 120,000, for example 90000. Default: the server's own, 60,000 unless configured.",
  })
  timeoutMs?: number | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: `Of \`output.postprocess\`. ${ALLOW_UNKNOWN_ACTIONS}`,
  })
  allowUnknownActions!: boolean;
}

@ArgsType()
export class GenerateImageFromTextArgs {
  @Field(() => GenerateImageFromTextInput, {
    description:
      'What to generate and where to store it, for example {prompt: "雨夜的城市", output: {key: "newgen.jpg"}}.',
  })
  input!: GenerateImageFromTextInput;
}
