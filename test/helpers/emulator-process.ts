/** Starts an emulator as a child process, so that it can be killed and its memory is its own. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { EmulatorOptions } from "../../src/emulator/emulator.js";

export interface EmulatorProcess {
  readonly url: string;
  /** Where its request log is; null without `controlPort`. */
  readonly controlUrl: string | null;
  /** The most memory that it has ever had resident, in bytes. */
  maxRssBytes(): Promise<number>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Without samples, unless they are asked for. Of the options those that can be written as JSON. */
export async function startEmulatorProcess(
  dataFolder: string,
  options: Omit<EmulatorOptions, "dataFolder" | "now" | "log"> = {},
): Promise<EmulatorProcess> {
  const words = [JSON.stringify({ dataFolder, ...options })];
  const child = fork(join(import.meta.dirname, "emulator-child.ts"), words, {
    execArgv: ["--import", "tsx"],
  });
  const gone = once(child, "exit");
  const answer = async <T>(): Promise<T> => {
    const [message] = await Promise.race([
      once(child, "message"),
      gone.then(() => Promise.reject(new Error("the emulator's process has ended"))),
    ]);
    return message as T;
  };
  const { url, controlUrl } = await answer<Pick<EmulatorProcess, "url" | "controlUrl">>();
  return {
    url,
    controlUrl,
    maxRssBytes: async () => {
      const reply = answer<{ maxRssBytes: number }>();
      child.send("weigh");
      return (await reply).maxRssBytes;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
