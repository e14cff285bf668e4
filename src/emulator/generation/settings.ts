/** What may be set of the model: moderation, limits, and whether a random seed is random. */
import { createModelLimits, type EnterModel, type ModelLimits } from "../model/limits.js";
import { createModeration, type Moderation, type ModerationRule } from "../model/moderation.js";

/** Options of the emulator that concern the model. */
export interface ModelOptions {
  /** Contents that the model refuses. Default: none but what a prompt asks for with `emulate:NNNNN`. */
  readonly moderation?: readonly ModerationRule[];
  /** Counted by access key. Default: no limits. */
  readonly modelLimits?: ModelLimits;
  /**
   * Whether seed -1 gives another picture each time, as in the service. Default false: the same request gives the same
   * picture.
   */
  readonly randomSeeds?: boolean;
}

export interface ModelSettings {
  readonly moderation: Moderation;
  readonly enter: EnterModel;
  readonly randomSeeds: boolean;
}

/** Throws an Error for a moderation rule with a code that the model does not have. */
export function createModelSettings(
  { moderation = [], modelLimits = {}, randomSeeds = false }: ModelOptions,
  now: () => Date,
): ModelSettings {
  return {
    moderation: createModeration(moderation),
    enter: createModelLimits(modelLimits, now),
    randomSeeds,
  };
}
