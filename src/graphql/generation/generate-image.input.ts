import { ArgsType, Field, InputType, Int } from "type-graphql";
import { ALLOW_UNKNOWN_ACTIONS, ProcessingInput } from "../processing/processing.input.js";
import { ImageToImageModelInput } from "./model.input.js";
import { OutputImageInput } from "./output-image.input.js";

@InputType({ description: "The picture that a generation starts from." })
export class SourceImageInput {
  @Field(() => String, {
    nullable: true,
    description: 'The bucket of the source, for example "examplebucket". Default: the server\'s own.',
  })
  bucket?: string | null;

  @Field(() => String, {
    description: 'The key of the source, 1 to 1,024 bytes in UTF-8, for example "1171.jpeg". Not a URL.',
  })
  key!: string;
}

@InputType({ description: "A generation: a prompt and a picture in, a stored picture out." })
export class GenerateImageInput {
  @Field(() => String, {
    description:
      'What the picture shall become, in Chinese or English: 1 to 800 code points, of which about the first 100 words have effect, for example "千军万马".',
  })
  prompt!: string;

  @Field(() => SourceImageInput, {
    description: 'The picture that the generation starts from, for example {key: "1171.jpeg"}.',
  })
  source!: SourceImageInput;

  @Field(() => ProcessingInput, {
    nullable: true,
    description:
      "How the source is processed before the model sees it, for example {steps: [{resize: {longSide: 1024}}]}. Default: not at all.",
  })
  preprocess?: ProcessingInput | null;

  @Field(() => OutputImageInput, {
    description: 'Where the generated picture is stored, for example {key: "newgen.jpg"}.',
  })
  output!: OutputImageInput;

  @Field(() => ImageToImageModelInput, {
    nullable: true,
    description:
      "The model and its parameters, for example {i2iXlSft: {seed: 42}}. Default: `i2i_xl_sft` with the model's own defaults.",
  })
  model?: ImageToImageModelInput | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "How long the answer may take, in milliseconds: 1,000 to 120,000, for example 90000. Default: the server's own, 60,000 unless configured.",
  })
  timeoutMs?: number | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: `Of \`preprocess\` and \`postprocess\`. ${ALLOW_UNKNOWN_ACTIONS}`,
  })
  allowUnknownActions!: boolean;
}

@ArgsType()
export class GenerateImageArgs {
  @Field(() => GenerateImageInput, {
    description:
      'What to generate, from what, and where to store it, for example {prompt: "千军万马", source: {key: "1171.jpeg"}, output: {key: "newgen.jpg"}}.',
  })
  input!: GenerateImageInput;
}
