/** The part of the configuration that says how generations are checked, batched and admitted. */
import { checkReqKey } from "../doubao/other-model.js";
import { knownLimits } from "../generation/known-limits.js";
import type { Reader } from "./reader.js";

export interface GenerationConfig {
  /** Whether a source's size is looked at before its generation is sent. */
  readonly checkSource: boolean;
  /** Generations of one batch that are under way at the same time. */
  readonly batchConcurrency: number;
  readonly admission: {
    /** Generations of one model that are under way at the same time, unless `concurrencyOf` has it. */
    readonly concurrency: number;
    /** The same of single models, by `req_key`. */
    readonly concurrencyOf: Readonly<Record<string, number>>;
    /** Most that wait, of each model. */
    readonly queue: number;
    /** Longest wait, in milliseconds; 0: as long as the generation's time lets it. */
    readonly queueTimeoutMs: number;
  };
}

/** `region` decides which limits of TOS are known. */
export function readGeneration(read: Reader, region: string): GenerationConfig {
  return {
    checkSource: read.choice("GENERATION_SOURCE_CHECK", ["on", "off"] as const, "on") === "on",
    batchConcurrency: read.integer("GENERATION_BATCH_CONCURRENCY", 3, 1, 10),
    admission: {
      ...readConcurrency(read, region),
      queue: read.integer("GENERATION_QUEUE", 100, 0, 1_000_000),
      queueTimeoutMs: read.integer("GENERATION_QUEUE_TIMEOUT_MS", 30_000, 0, 120_000),
    },
  };
}

const MOST = 100_000;
/** In the place of a `req_key`. */
const EVERY_MODEL = "";

/** `20`, `20,i2i_xl_sft=5` or `i2i_xl_sft=5`: a number for every model, and numbers of single ones. */
function readConcurrency(read: Reader, region: string) {
  const known = knownLimits(region);
  const items = read.text("GENERATION_CONCURRENCY")?.split(",") ?? [];
  const limits = new Map(items.map((item) => readLimit(item.trim())));
  if (limits.size < items.length || ![...limits].every(([model, limit]) => isLimit(model, limit))) {
    read.problem(
      "GENERATION_CONCURRENCY",
      `must be a number from 1 to ${MOST}, with those of single models after it, each once, by req_key: 20,i2i_xl_sft=5`,
    );
  }
  const every = limits.get(EVERY_MODEL);
  limits.delete(EVERY_MODEL);
  return {
    concurrency: every ?? known.concurrency,
    // Who gives a number for every model knows the account's own limits.
    concurrencyOf: { ...(every === undefined ? known.byReqKey : {}), ...Object.fromEntries(limits) },
  };
}

/** A model with its number, which is NaN when the item is none. */
function readLimit(item: string): [string, number] {
  const [, model = EVERY_MODEL, limit] = /^(?:(\S+)=)?(\d{1,6})$/.exec(item) ?? [];
  return [model, Number(limit)];
}

function isLimit(model: string, limit: number): boolean {
  return limit >= 1 && limit <= MOST && (model === EVERY_MODEL || checkReqKey(model) === null);
}
