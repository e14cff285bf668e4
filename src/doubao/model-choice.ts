/** Which model generates, with which parameters: what may be chosen for a task, and what is sent for a choice. */
import { catalogueKey, findModel } from "./catalogue/catalogue.js";
import { checkByCatalogue } from "./catalogue/check-task.js";
import type { ImageModel, ModelTask } from "./catalogue/image-model.js";
import { respellSteps } from "./catalogue/step-spellings.js";
import { checkHighAes, type HighAesParameters, toHighAesReqJson } from "./high-aes.js";
import { checkI2iXlSft, type I2iXlSftParameters, toReqJson } from "./i2i-xl-sft.js";
import {
  checkOtherModel,
  DEFAULT_ACTION,
  DEFAULT_VERSION,
  type OtherModelRequest,
  toOtherReqJson,
} from "./other-model.js";
import type { ParameterViolation } from "./parameter-violation.js";
import { checkPrompt } from "./prompt.js";
import { checkT2iXlSft, type T2iXlSftParameters, toT2iReqJson } from "./t2i-xl-sft.js";

export type { ModelTask } from "./catalogue/image-model.js";

/** What may generate from a picture and a prompt. */
export type ImageToImageModel =
  | { readonly i2iXlSft: I2iXlSftParameters }
  | { readonly highAes: HighAesParameters }
  | { readonly other: OtherModelRequest };

/** What may generate from a prompt alone. */
export type TextToImageModel =
  | { readonly t2iXlSft: T2iXlSftParameters }
  | { readonly highAes: HighAesParameters }
  | { readonly other: OtherModelRequest };

export type ModelChoice = ImageToImageModel | TextToImageModel;

/** What a request says of the model. */
export interface ModelConfig {
  readonly action: string;
  readonly version: string;
  /** `req_key` first. */
  readonly reqJson: Record<string, unknown>;
}

/** Everything that is wrong with a choice for a task, with paths that begin at its member; empty when it may be sent. */
export function checkModel(choice: ModelChoice, task: ModelTask): ParameterViolation[] {
  if ("i2iXlSft" in choice) return below("i2iXlSft", checkI2iXlSft(choice.i2iXlSft));
  if ("t2iXlSft" in choice) return below("t2iXlSft", checkT2iXlSft(choice.t2iXlSft));
  if ("highAes" in choice) return below("highAes", checkHighAes(choice.highAes, task));
  const found = checkOtherModel(choice.other);
  // Parameters that are faulty as a whole are not looked into.
  const unreadable = found.some(({ path }) => path.length === 1 && path[0] === "parameters");
  return below("other", unreadable ? found : [...found, ...checkByCatalogue(choice.other, task)]);
}

function below(member: string, found: readonly ParameterViolation[]): ParameterViolation[] {
  return found.map((violation) => ({ ...violation, path: [member, ...violation.path] }));
}

/** What is sent for a choice without violations. */
export function modelConfig(choice: ModelChoice): ModelConfig {
  if (!("other" in choice)) {
    return { action: DEFAULT_ACTION, version: DEFAULT_VERSION, reqJson: typedReqJson(choice) };
  }
  const { other } = choice;
  const model = modelOf(choice);
  const parameters = other.parameters ?? {};
  return {
    action: other.action ?? DEFAULT_ACTION,
    version: other.version ?? DEFAULT_VERSION,
    reqJson: toOtherReqJson({
      ...other,
      parameters: model === null ? parameters : respellSteps(model, parameters),
    }),
  };
}

function typedReqJson(choice: Exclude<ModelChoice, { readonly other: unknown }>): Record<string, unknown> {
  if ("i2iXlSft" in choice) return toReqJson(choice.i2iXlSft);
  if ("t2iXlSft" in choice) return toT2iReqJson(choice.t2iXlSft);
  return toHighAesReqJson(choice.highAes);
}

/** The `req_key` of the chosen model, as it is sent. */
export function reqKeyOf(choice: ModelChoice): string {
  return "other" in choice ? choice.other.reqKey : String(typedReqJson(choice).req_key);
}

/** Stands for every model that the catalogue does not have: callers may name any. */
export const OTHER_MODEL = "other";

/** One of a bounded number of names for the chosen model, such as `i2i_xl_sft`: for logs and the labels of metrics. */
export function modelName(choice: ModelChoice): string {
  return catalogueKey(reqKeyOf(choice)) ?? OTHER_MODEL;
}

/** The catalogue's entry of the chosen model; null when the catalogue does not have it, or cannot tell which it is. */
export function modelOf(choice: ModelChoice): ImageModel | null {
  if (!("other" in choice)) {
    const { req_key: reqKey, model_version: modelVersion } = typedReqJson(choice);
    return findModel(String(reqKey), modelVersion);
  }
  return findModel(choice.other.reqKey, choice.other.parameters?.model_version);
}

/** Null when the prompt may be sent to the chosen model, else a message that states the rule and not the prompt. */
export function checkPromptFor(prompt: string, choice: ModelChoice): string | null {
  return checkPrompt(prompt, modelOf(choice)?.promptMaxCodePoints);
}
