import { EDITING_MODELS } from "./editing.js";
import { GENERAL_TEXT_MODELS } from "./general-text.js";
import { HIGH_AES_ANIME_MODEL, HIGH_AES_GENERAL_MODEL } from "./high-aes.js";
import { I2I_XL_SFT_MODEL } from "./i2i-xl-sft.js";
import type { ImageModel, ModelTask } from "./image-model.js";
import { OLDER_IMAGE_MODELS } from "./older.js";
import { INPAINTING_MODELS, OUTPAINTING_MODELS } from "./painting.js";
import { STYLE_MODELS } from "./styles.js";
import { T2I_XL_SFT_MODEL } from "./t2i-xl-sft.js";

/**
 * The models that this API describes: those with typed parameters first, of which the first one of each task is its
 * default, and those that cannot be used last. Models that are not here can be used through the open form.
 */
export const IMAGE_MODELS: readonly ImageModel[] = [
  I2I_XL_SFT_MODEL,
  T2I_XL_SFT_MODEL,
  HIGH_AES_ANIME_MODEL,
  HIGH_AES_GENERAL_MODEL,
  ...EDITING_MODELS,
  ...OUTPAINTING_MODELS,
  ...STYLE_MODELS,
  ...OLDER_IMAGE_MODELS,
  ...GENERAL_TEXT_MODELS,
  ...INPAINTING_MODELS,
];

/** The entries of a `req_key`, or of its twin that is billed by usage: several where `model_version` chooses. */
export function modelsByReqKey(reqKey: string): readonly ImageModel[] {
  return BY_REQ_KEY.get(reqKey) ?? [];
}

/** The entry that a request means, by its `req_key` and `model_version`; null when none or several may be meant. */
export function findModel(reqKey: string, modelVersion: unknown): ImageModel | null {
  const models = modelsByReqKey(reqKey);
  const chosen = models.filter((model) => model.modelVersion === null || model.modelVersion === modelVersion);
  return chosen.length === 1 ? (chosen[0] ?? null) : null;
}

/** The `req_key` under which the catalogue has a model or its twin; null for one that it does not have. */
export function catalogueKey(reqKey: string): string | null {
  return modelsByReqKey(reqKey)[0]?.reqKey ?? null;
}

/** The models for a task (null: for any) that can be used or not (null: both), in the catalogue's order. */
export function listModels(task: ModelTask | null, usable: boolean | null): readonly ImageModel[] {
  return IMAGE_MODELS.filter(
    (model) =>
      (task === null || model.tasks.includes(task)) &&
      (usable === null || usable === (model.refusal === null)),
  );
}

const BY_REQ_KEY = new Map<string, ImageModel[]>();
for (const model of IMAGE_MODELS) {
  for (const reqKey of [model.reqKey, model.usageReqKey]) {
    if (reqKey !== null) BY_REQ_KEY.set(reqKey, [...(BY_REQ_KEY.get(reqKey) ?? []), model]);
  }
}
