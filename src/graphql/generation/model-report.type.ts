import { Field, Float, ObjectType } from "type-graphql";
import { Base64, SafeInt, Url } from "../scalars.js";
import { ControlNetKind, LogoLanguage, LogoPosition, ModelTaskStatus } from "./model-report.enums.js";

@ObjectType({ description: "The result of the algorithm behind the model (`algorithm_base_resp`)." })
export class AlgorithmResult {
  @Field(() => SafeInt, { nullable: true, description: "For example 0, which is success." })
  statusCode!: number | null;

  @Field(() => String, { nullable: true, description: 'For example "Success".' })
  statusMessage!: string | null;
}

@ObjectType({ description: "A control net that took part in the generation." })
export class ControlNetReport {
  @Field(() => ControlNetKind, { description: "What it kept of the source picture, for example `CANNY`." })
  kind!: ControlNetKind;

  @Field(() => String, {
    nullable: true,
    description: 'The kind in the model\'s own word, for example "canny".',
  })
  kindText!: string | null;

  @Field(() => Float, { nullable: true, description: "How much of it was kept, 0 to 1, for example 0.4." })
  strength!: number | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: "Which of the pictures it read, counted from 0, for example 0.",
  })
  binaryDataIndex!: number | null;
}

@ObjectType({ description: "How much of a face and of a style was kept (`style_reference_args`)." })
export class StyleReferenceReport {
  @Field(() => Float, { nullable: true, description: "How much of the face, 0 to 1, for example 0.2." })
  idWeight!: number | null;

  @Field(() => Float, { nullable: true, description: "How much of the style, 0 to 1, for example 0.3." })
  styleWeight!: number | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: "Which of the pictures the style was read from, counted from 0, for example 0.",
  })
  binaryDataIndex!: number | null;
}

@ObjectType({ description: "`etta_args`, which the model answers with and no page explains." })
export class EttaReport {
  @Field(() => SafeInt, {
    nullable: true,
    description: "Which of the pictures it read, counted from 0, for example 0.",
  })
  binaryDataIndex!: number | null;
}

@ObjectType({ description: "The visible watermark as the model applied it (`logo_info`)." })
export class LogoReport {
  @Field(() => Boolean, { nullable: true, description: "Whether there is one." })
  addLogo!: boolean | null;

  @Field(() => LogoPosition, {
    nullable: true,
    description: "The corner that carries it, for example `BOTTOM_RIGHT`.",
  })
  position!: LogoPosition | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: "The corner in the model's own number, for example 0.",
  })
  positionNumber!: number | null;

  @Field(() => LogoLanguage, {
    nullable: true,
    description: "The language of its standard wording, for example `CHINESE`.",
  })
  language!: LogoLanguage | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: "The language in the model's own number, for example 0.",
  })
  languageNumber!: number | null;

  @Field(() => Float, { nullable: true, description: "0 (invisible) to 1 (opaque), for example 0.3." })
  opacity!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'A wording of the caller\'s own, for example "Example Ltd".',
  })
  text!: string | null;
}

@ObjectType({
  description:
    "What the model answered (`resp_json`), member by member. What the model did not send is null; what this schema does not know is in `rawJson`.",
})
export class ModelReport {
  @Field(() => SafeInt, { nullable: true, description: "The result, for example 10000, which is success." })
  code!: number | null;

  @Field(() => SafeInt, {
    nullable: true,
    description:
      "The top-level `status`, for example 10000: a copy of `code` which its documentation says to ignore.",
  })
  modelStatus!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The result in words, not for matching, for example "Success".',
  })
  message!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The model\'s log id, to be quoted to its support, for example "202504231214007C87515990141CB30ED2".',
  })
  requestId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The algorithm\'s own request id, where seen 64 hexadecimal digits, for example "b98ab7c4d28203683e22b80e3da0b6e9cc58aab1ef0ac5efc28724f261acd5a3".',
  })
  algorithmRequestId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The id of an asynchronous task, every digit kept, for example "7392616336519610409".',
  })
  taskId!: string | null;

  @Field(() => ModelTaskStatus, {
    nullable: true,
    description: "The state of an asynchronous task, for example `DONE`.",
  })
  taskStatus!: ModelTaskStatus | null;

  @Field(() => String, {
    nullable: true,
    description: 'That state in the model\'s own word, for example "done".',
  })
  taskStatusText!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: "How long the model took, in milliseconds, for example 6430.430379.",
  })
  elapsedMs!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The same as the model wrote it, for example "6.430430379s".',
  })
  elapsedText!: string | null;

  @Field(() => AlgorithmResult, {
    nullable: true,
    description: "The result of the algorithm behind the model.",
  })
  algorithm!: AlgorithmResult | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: "`comfyui_cost`, in a unit that no page explains, for example 5.",
  })
  comfyuiCost!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The pipeline that ran (`multi_pipeline_select_key`), for example "i2i".',
  })
  pipeline!: string | null;

  @Field(() => [ControlNetReport], { description: "The control nets that took part." })
  controlNets!: readonly ControlNetReport[];

  @Field(() => StyleReferenceReport, {
    nullable: true,
    description: "How much of a face and of a style was kept.",
  })
  styleReference!: StyleReferenceReport | null;

  @Field(() => EttaReport, { nullable: true, description: "`etta_args`." })
  etta!: EttaReport | null;

  @Field(() => [Url], {
    description:
      'Addresses of the picture in the model\'s own store, for example "https://p26-aiop-sign.byteimg.com/…", which work for about 24 hours. Empty unless asked for.',
  })
  imageUrls!: readonly string[];

  @Field(() => [Base64], {
    description:
      'Pictures in the reply itself, for example "/9j/4AAQSkZJRg==". Empty with TOS, which stores them instead.',
  })
  binaryData!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description:
      'The prompt as the model used it, often translated to English, for example "beautiful woman".',
  })
  prompt!: string | null;

  @Field(() => String, { nullable: true, description: 'The prompt as it was sent, for example "美女".' })
  customPrompt!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The prompt in English, for example "beautiful woman".',
  })
  promptTranslated!: string | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: "The seed, for example 42; -1 stands for a random one.",
  })
  seed!: number | null;

  @Field(() => SafeInt, { nullable: true, description: "Steps of the generation, for example 20." })
  ddimSteps!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "How closely the picture follows the prompt, for example 7.",
  })
  scale!: number | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: "Width of the generated picture before it was post-processed, in pixels, for example 1024.",
  })
  width!: number | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: "Height of the generated picture before it was post-processed, in pixels, for example 1024.",
  })
  height!: number | null;

  @Field(() => Boolean, { nullable: true, description: "Whether addresses were asked for." })
  returnUrl!: boolean | null;

  @Field(() => LogoReport, { nullable: true, description: "The visible watermark." })
  logo!: LogoReport | null;

  @Field(() => String, {
    nullable: true,
    description: 'What a language model made of the prompt (`llm_result`), for example "" when none ran.',
  })
  llmResult!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What prompt engineering made of the prompt (`pe_result`), for example "" when there was none.',
  })
  peResult!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Tags that were predicted (`predict_tags_result`), for example "" when there were none.',
  })
  predictTagsResult!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The prompt as it was rephrased (`rephraser_result`), for example "" when it was not.',
  })
  rephraserResult!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What a vision-language model said (`vlm_result`), for example "" when none ran.',
  })
  vlmResult!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      '`resp_data`: JSON text inside the reply, as it came, for example "{\\"pe_result\\":\\"\\"}".',
  })
  responseData!: string | null;

  @Field(() => String, {
    description:
      "The exact JSON text of the model's reply, digits of long ids included, without its internal members: so that a member which is new upstream is reachable on the day it appears, for example by JSON.parse.",
  })
  rawJson!: string;
}
