/** Several generations in one call: a few at a time, in order, and none of them fails another. */
import pLimit from "p-limit";
import { type Deadline, startDeadline } from "../tos/deadline.js";
import { failed, LOOK_FIRST } from "./failure.js";
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
  /** Is told of a fault of ours, which became the failure of one generation. */
  readonly onFault: (error: unknown) => void;
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
  const { concurrency, defaultTimeoutMs, onFault } = options;
  return async (requests, generate) => {
    const violations = checkBatchSize(requests.length, "inputs");
    if (violations.length > 0) throw new InvalidRequestError(violations);
    const timed = requests.map((request) => ({
      request,
      deadline: startDeadline(request.timeoutMs ?? defaultTimeoutMs),
    }));
    return pLimit(concurrency).map(timed, async ({ request, deadline }) => {
      try {
        return await generate(request, deadline);
      } catch (error) {
        // An error here would take the paid pictures of the others with it.
        onFault(error);
        const { bucket, key } = request.output;
        return failed("UNKNOWN", "MAY_CHARGE_AGAIN", `A fault of this server. ${LOOK_FIRST}`, {
          possibleOutput: key === null ? null : { bucket, key },
        });
      }
    });
  };
}

/** What is wrong with the number of generations of a batch. */
export function checkBatchSize(size: number, at: string): Violation[] {
  const fits = size >= 1 && size <= MAX_BATCH;
  return broken([at], "length", fits ? null : `must hold 1 to ${MAX_BATCH} generations`);
}

/** Two generations of one batch must not write the same object: one paid picture would replace the other. */
export function checkOutputsDiffer(requests: readonly GenerationRequest[], at: string): Violation[] {
  const seen = new Set<string>();
  return requests.flatMap(({ output: { bucket, key } }, index) => {
    if (key === null) return [];
    const name = `${bucket}/${key}`;
    const repeated = seen.has(name);
    seen.add(name);
    if (!repeated) return [];
    const message =
      "must not be the output of an earlier generation of the same batch, which it would overwrite";
    return [{ path: [at, index, "output", "key"], constraint: "unique", message }];
  });
}
