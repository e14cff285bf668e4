/** How many generations the upstream is known to take at the same time, where nobody has configured another number. */
import { IMAGE_MODELS } from "../doubao/catalogue/catalogue.js";

export interface KnownLimits {
  /** Of every model that `byReqKey` does not have. */
  readonly concurrency: number;
  readonly byReqKey: Readonly<Record<string, number>>;
}

/**
 * Image processing of an account at a time (https://www.volcengine.com/docs/6349/153623). Assumption: it holds for generations, too,
 * which are asked for as image processing; no page states a limit of theirs.
 */
const PROCESSING = { beijing: 20, elsewhere: 10 } as const;

/**
 * Of the models of 即梦 (Jimeng), for accounts that pay and have bought no more (docs/85621/1544714, by a third party's copy: 1 to 2).
 * Assumption: it holds through TOS; with the greater number the model's own answer decides.
 */
const JIMENG = { prefix: "jimeng_", concurrency: 2 } as const;

export function knownLimits(region: string): KnownLimits {
  const slow = IMAGE_MODELS.filter(({ reqKey }) => reqKey.startsWith(JIMENG.prefix));
  return {
    concurrency: region === "cn-beijing" ? PROCESSING.beijing : PROCESSING.elsewhere,
    byReqKey: Object.fromEntries(slow.map(({ reqKey }) => [reqKey, JIMENG.concurrency])),
  };
}
