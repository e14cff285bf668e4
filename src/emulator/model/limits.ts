/** The model's limits of use, counted by access key: generations begun in a second (50429) and running at once (50430). */
import { ModelFailure } from "./codes.js";

export interface ModelLimits {
  /** Generations that may begin within one second. Default: unlimited. */
  readonly qps?: number;
  /** Generations that may run at once. Default: unlimited. */
  readonly concurrency?: number;
}

/** Counts a generation of a key; the result ends it. Throws a {@link ModelFailure} that counts nothing. */
export type EnterModel = (accessKeyId: string) => () => void;

const WINDOW_MS = 1000;

interface Usage {
  running: number;
  /** When the generations of the last second began, in milliseconds. */
  begun: number[];
}

/** Assumption: a sliding second; the service's window is not published. */
export function createModelLimits(
  { qps = Number.POSITIVE_INFINITY, concurrency = Number.POSITIVE_INFINITY }: ModelLimits,
  now: () => Date,
): EnterModel {
  const usages = new Map<string, Usage>();
  return (accessKeyId) => {
    const time = now().getTime();
    const usage = usages.get(accessKeyId) ?? { running: 0, begun: [] };
    usages.set(accessKeyId, usage);
    // A clock that went back must not hold anyone up.
    usage.begun = usage.begun.filter((begin) => begin <= time && time - begin < WINDOW_MS);
    if (usage.begun.length >= qps) throw new ModelFailure(50429);
    if (usage.running >= concurrency) throw new ModelFailure(50430);
    if (Number.isFinite(qps)) usage.begun.push(time);
    usage.running++;
    let open = true;
    return () => {
      if (open) usage.running--;
      open = false;
    };
  };
}
