import { Field, Float, ObjectType } from "type-graphql";
import { Base64, SafeInt, Url } from "../scalars.js";
import { ControlNetKind, LogoLanguage, LogoPosition, ModelTaskStatus } from "./model-report.enums.js";

@ObjectType({ description: "The result of the algorithm behind the model (`algorithm_base_resp`)." })
export class AlgorithmResult {
  @Field(() => SafeInt, { nullable: true, description: "0 for success." })
  statusCode!: number | null;

  @Field(() => String, { nullable: true, description: 'For example "Success".' })
  statusMessage!: string | null;
}

@ObjectType({ description: "A control net that took part in the generation." })
export class ControlNetReport {
  @Field(() => ControlNetKind, { description: "What it kept of the source picture." })
  kind!: ControlNetKind;

  @Field(() => String, {
    nullable: true,
    description: 'The kind in the model\'s own word, for example "canny".',
  })
  kindText!: string | null;

  @Field(() => Float, { nullable: true, description: "How much of it was kept, 0 to 1." })
  strength!: number | null;

  @Field(() => SafeInt, { nullable: true, description: "Which of the pictures it read, counted from 0." })
  binaryDataIndex!: number | null;
}

@ObjectType({ description: "How much of a face and of a style was kept (`style_reference_args`)." })
export class StyleReferenceReport {
  @Field(() => Float, { nullable: true, description: "How much of the face, 0 to 1." })
  idWeight!: number | null;

  @Field(() => Float, { nullable: true, description: "How much of the style, 0 to 1." })
  styleWeight!: number | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: "Which of the pictures the style was read from, counted from 0.",
  })
  binaryDataIndex!: number | null;
}

@ObjectType({ description: "`etta_args`, which the model answers with and no page explains." })
export class EttaReport {
  @Field(() => SafeInt, { nullable: true, description: "Which of the pictures it read, counted from 0." })
  binaryDataIndex!: number | null;
}

@ObjectType({ description: "The visible watermark as the model applied it (`logo_info`)." })
export class LogoReport {
  @Field(() => Boolean, { nullable: true, description: "Whether there is one." })
  addLogo!: boolean | null;

  @Field(() => LogoPosition, { nullable: true, description: "The corner that carries it." })
  position!: LogoPosition | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: "The corner in the model's own number, for example 0.",
  })
  positionNumber!: number | null;

  @Field(() => LogoLanguage, { nullable: true, description: "The language of its standard wording." })
  language!: LogoLanguage | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: "The language in the model's own number, for example 0.",
  })
  languageNumber!: number | null;

  @Field(() => Float, { nullable: true, description: "0 (invisible) to 1 (opaque)." })
  opacity!: number | null;

  @Field(() => String, { nullable: true, description: "A wording of the caller's own." })
  text!: string | null;
}

@ObjectType({
  description:
    "What the model answered (`resp_json`), member by member. What the model did not send is null; what this schema does not know is in `rawJson`.",
})
export class ModelReport {
  @Field(() => SafeInt, { nullable: true, description: "The result: 10000 for success." })
  code!: number | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: "The top-level `status`, a copy of `code` which its documentation says to ignore.",
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
    description: "The algorithm's own request id, where seen 64 hexadecimal digits.",
  })
  algorithmRequestId!: string | null;

  @Field(() => String, { nullable: true, description: "The id of an asynchronous task, every digit kept." })
  taskId!: string | null;

  @Field(() => ModelTaskStatus, { nullable: true, description: "The state of an asynchronous task." })
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
      "Addresses of the picture in the model's own store, which work for about 24 hours. Empty unless asked for.",
  })
  imageUrls!: readonly string[];

  @Field(() => [Base64], {
    description: "Pictures in the reply itself. Empty with TOS, which stores them instead.",
  })
  binaryData!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: "The prompt as the model used it, often translated to English.",
  })
  prompt!: string | null;

  @Field(() => String, { nullable: true, description: "The prompt as it was sent." })
  customPrompt!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The prompt in English, for example "beautiful woman".',
  })
  promptTranslated!: string | null;

  @Field(() => SafeInt, { nullable: true, description: "The seed; -1 stands for a random one." })
  seed!: number | null;

  @Field(() => SafeInt, { nullable: true, description: "Steps of the generation." })
  ddimSteps!: number | null;

  @Field(() => Float, { nullable: true, description: "How closely the picture follows the prompt." })
  scale!: number | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: "Width of the generated picture before it was post-processed, in pixels.",
  })
  width!: number | null;

  @Field(() => SafeInt, {
    nullable: true,
    description: "Height of the generated picture before it was post-processed, in pixels.",
  })
  height!: number | null;

  @Field(() => Boolean, { nullable: true, description: "Whether addresses were asked for." })
  returnUrl!: boolean | null;

  @Field(() => LogoReport, { nullable: true, description: "The visible watermark." })
  logo!: LogoReport | null;

  @Field(() => String, {
    nullable: true,
    description: "What a language model made of the prompt (`llm_result`).",
  })
  llmResult!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What prompt engineering made of the prompt (`pe_result`).",
  })
  peResult!: string | null;

  @Field(() => String, { nullable: true, description: "Tags that were predicted (`predict_tags_result`)." })
  predictTagsResult!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The prompt as it was rephrased (`rephraser_result`).",
  })
  rephraserResult!: string | null;

  @Field(() => String, { nullable: true, description: "What a vision-language model said (`vlm_result`)." })
  vlmResult!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "`resp_data`: JSON text inside the reply, as it came.",
  })
  responseData!: string | null;

  @Field(() => String, {
    description:
      "The exact JSON text of the model's reply, digits of long ids included, without its internal members: so that a member which is new upstream is reachable on the day it appears.",
  })
  rawJson!: string;
}
