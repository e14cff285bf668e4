/** The generations that run: what a process that stops has to wait for, since it is paid for. */
import type { Generate } from "./generate.js";

export interface RunningGenerations {
  /** The same, counted. */
  watch(generate: Generate): Generate;
  count(): number;
  /** Resolves when none runs. */
  idle(): Promise<void>;
}

export function createRunningGenerations(): RunningGenerations {
  let running = 0;
  let waiting: (() => void)[] = [];
  return {
    watch: (generate) => async (request, call) => {
      running += 1;
      try {
        return await generate(request, call);
      } finally {
        running -= 1;
        if (running === 0) {
          for (const resolve of waiting) resolve();
          waiting = [];
        }
      }
    },
    count: () => running,
    async idle() {
      if (running > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
