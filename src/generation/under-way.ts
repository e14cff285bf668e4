/** Knows when the last generation is over, for a process that has to end. */
import type { Generate } from "./generate.js";

export interface TrackedGenerations {
  readonly generate: Generate;
  /** Resolves when none is under way, at once when that is so now. */
  idle(): Promise<void>;
}

/** From its checks to its outcome and what is told of that, whether anybody waits for it or not. */
export function trackGenerations(generate: Generate): TrackedGenerations {
  let underWay = 0;
  let resolvers: (() => void)[] = [];
  return {
    async generate(...args) {
      underWay++;
      try {
        return await generate(...args);
      } finally {
        underWay--;
        if (underWay === 0) {
          for (const resolve of resolvers) resolve();
          resolvers = [];
        }
      }
    },
    async idle() {
      if (underWay > 0) await new Promise<void>((resolve) => resolvers.push(resolve));
    },
  };
}
