/** The words of the command line that concern the model. */
import { readFileSync } from "node:fs";
import { readModerationRules } from "../model/moderation.js";
import type { ModelOptions } from "./settings.js";

export const MODEL_USAGE = `  --moderation FILE          what the model refuses: a JSON list of { "match", "code", "on" }
  --model-qps NUMBER         generations that a key may begin in a second (any number)
  --model-concurrency NUMBER generations that a key may run at once (any number)
  --random-seeds             seed -1 gives another picture each time, as in the service
`;

/** For `parseArgs`. */
export const MODEL_WORDS = {
  moderation: { type: "string" },
  "model-qps": { type: "string" },
  "model-concurrency": { type: "string" },
  "random-seeds": { type: "boolean", default: false },
} as const;

export interface ModelWords {
  readonly moderation?: string | undefined;
  readonly "model-qps"?: string | undefined;
  readonly "model-concurrency"?: string | undefined;
  readonly "random-seeds"?: boolean | undefined;
}

/** Reads the file of rules. Throws an Error that says what is wrong with the words or with the file. */
export function readModelWords(words: ModelWords): ModelOptions {
  const qps = limit("--model-qps", words["model-qps"]);
  const concurrency = limit("--model-concurrency", words["model-concurrency"]);
  return {
    ...(words.moderation !== undefined && { moderation: readRules(words.moderation) }),
    ...((qps !== null || concurrency !== null) && {
      modelLimits: { ...(qps !== null && { qps }), ...(concurrency !== null && { concurrency }) },
    }),
    ...(words["random-seeds"] === true && { randomSeeds: true }),
  };
}

function readRules(file: string) {
  try {
    return readModerationRules(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`--moderation ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function limit(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error(`${option} must be a whole number of at least 1`);
}
