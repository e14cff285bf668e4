/** How long a generation spends in which of its stages. */
import type { GenerationTimings } from "./generation-observer.js";

export interface Stopwatch {
  /** Waits for the work of a stage, and adds what it took, whether it fails or not. */
  time<T>(stage: keyof GenerationTimings, work: Promise<T>): Promise<T>;
  add(stage: keyof GenerationTimings, ms: number): void;
  timings(): GenerationTimings;
}

export function startStopwatch(): Stopwatch {
  const timings = { lookupMs: 0, queueMs: 0, upstreamMs: 0, mappingMs: 0 };
  const add: Stopwatch["add"] = (stage, ms) => {
    timings[stage] += ms;
  };
  return {
    async time(stage, work) {
      const began = performance.now();
      try {
        return await work;
      } finally {
        add(stage, performance.now() - began);
      }
    },
    add,
    timings: () => ({ ...timings }),
  };
}
