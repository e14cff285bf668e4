/**
 * How many generations of which model are under way at the same time: what an upstream would turn away waits here for a
 * bounded time, and what cannot wait is refused before it costs anything.
 */
import { catalogueKey } from "../doubao/catalogue/catalogue.js";
import { OTHER_MODEL } from "../doubao/model-choice.js";
import {
  type Bulkhead,
  type BulkheadStats,
  createBulkhead,
  type Entrant,
  type Place,
  type Refusal,
} from "./bulkhead.js";

export interface AdmissionOptions {
  /** Generations of one model that are under way at the same time, unless `concurrencyOf` has it. */
  readonly concurrency: number;
  /** The same of single models, by `req_key`; `other` has those that the catalogue does not have, together. */
  readonly concurrencyOf?: Readonly<Record<string, number>>;
  /** Most that wait, of each model. */
  readonly queue: number;
  /** Longest wait, in milliseconds; 0: as long as the generation's time lets it. */
  readonly queueTimeoutMs: number;
  /** Default: the monotonic clock of the process, in milliseconds. */
  readonly now?: () => number;
}

export interface Admission {
  /** Resolves with a place, which has to be left, or with why there is none. Never rejects. */
  enter(generation: Entrant & { readonly reqKey: string }): Promise<Place | Refusal>;
  /** Why a generation with this model would be refused at once; null when it would not. */
  refusal(reqKey: string): Refusal | null;
  /** By name of the model (its `req_key`, or `other` for all that neither catalogue nor configuration has), of those that there were generations with. */
  stats(): ReadonlyMap<string, BulkheadStats>;
  /** Refuses those who wait and who come. Whoever has a place keeps it. */
  close(): void;
}

export function createAdmission(options: AdmissionOptions): Admission {
  const { concurrency, queue, queueTimeoutMs, now = () => performance.now() } = options;
  const given = Object.entries(options.concurrencyOf ?? {});
  const limits = new Map(given.map(([reqKey, limit]) => [catalogueKey(reqKey) ?? reqKey, limit]));
  const bulkheads = new Map<string, Bulkhead>();
  let isClosed = false;

  // Callers may name any model: those that neither catalogue nor configuration has share one, so that these stay few.
  const nameOf = (reqKey: string): string =>
    catalogueKey(reqKey) ?? (limits.has(reqKey) ? reqKey : OTHER_MODEL);
  const bulkheadOf = (reqKey: string): Bulkhead => {
    const name = nameOf(reqKey);
    const known = bulkheads.get(name);
    if (known !== undefined) return known;
    const limit = limits.get(name) ?? concurrency;
    const made = createBulkhead({ concurrency: limit, queue, queueTimeoutMs, now });
    if (isClosed) made.close();
    bulkheads.set(name, made);
    return made;
  };
  return {
    enter: ({ reqKey, ...entrant }) => bulkheadOf(reqKey).enter(entrant),
    refusal: (reqKey) => bulkheadOf(reqKey).refusal(),
    stats: () => new Map([...bulkheads].map(([name, bulkhead]) => [name, bulkhead.stats()])),
    close() {
      isClosed = true;
      for (const bulkhead of bulkheads.values()) bulkhead.close();
    },
  };
}
