/** Several generations in one call: a few at a time, in order, and none of them fails another. */
import pLimit from "p-limit";
import { type Deadline, startDeadline } from "../tos/deadline.js";
import type { GenerationOutcome } from "./outcome.js";
import type { GenerationRequest } from "./request.js";
import { broken, InvalidRequestError, type Violation } from "./violation.js";

/** Most generations of one batch. */
export const MAX_BATCH = 10;

export interface BatchOptions {
  /** Generations of one batch that are under way at the same time. */
  readonly concurrency: number;
  /** For requests that set no time of their own, in milliseconds. */
  readonly defaultTimeoutMs: number;
}

/**
 * One outcome for each request, in their order. The time of each begins with the batch, so that waiting for others counts.
 * Rejects with InvalidRequestError when there are none, or too many: nothing was sent then.
 */
export type GenerateAll = (
  requests: readonly GenerationRequest[],
  generate: (request: GenerationRequest, deadline: Deadline) => Promise<GenerationOutcome>,
) => Promise<GenerationOutcome[]>;

export function createGenerateAll(options: BatchOptions): GenerateAll {
  const { concurrency, defaultTimeoutMs } = options;
  return async (requests, generate) => {
    const violations = checkBatchSize(requests.length, "inputs");
    if (violations.length > 0) throw new InvalidRequestError(violations);
    const timed = requests.map((request) => ({
      request,
      deadline: startDeadline(request.timeoutMs ?? defaultTimeoutMs),
    }));
    return pLimit(concurrency).map(timed, ({ request, deadline }) => generate(request, deadline));
  };
}

/** What is wrong with the number of generations of a batch. */
export function checkBatchSize(size: number, at: string): Violation[] {
  const fits = size >= 1 && size <= MAX_BATCH;
  return broken([at], "length", fits ? null : `must hold 1 to ${MAX_BATCH} generations`);
}

/**
 * What is wrong with requests because they are of one batch: one must not overwrite the paid picture of another, nor start
 * from it, since which of them comes first is not said.
 */
export function checkBatch(requests: readonly GenerationRequest[], at: string): Violation[] {
  const outputs = requests.map(({ output: { bucket, key } }) => (key === null ? null : `${bucket}/${key}`));
  return requests.flatMap((request, index) => {
    const found: Violation[] = [];
    const output = outputs[index] ?? null;
    if (output !== null && outputs.indexOf(output) < index) {
      const message =
        "must not be the output of an earlier generation of the same batch, which it would overwrite";
      found.push({ path: [at, index, "output", "key"], constraint: "unique", message });
    }
    if (request.task !== "IMAGE_TO_IMAGE") return found;
    const writer = outputs.indexOf(`${request.source.bucket}/${request.source.key}`);
    if (writer !== -1 && writer !== index) {
      const message =
        "must not be the output of another generation of the same batch: they run at the same time";
      found.push({ path: [at, index, "source", "key"], constraint: "independent", message });
    }
    return found;
  });
}
