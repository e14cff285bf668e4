/** Starts an emulator as a child process, so that it can be killed and its memory is its own. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export interface EmulatorProcess {
  readonly url: string;
  /** The most memory that it has ever had resident, in bytes. */
  maxRssBytes(): Promise<number>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}

export async function startEmulatorProcess(dataFolder: string): Promise<EmulatorProcess> {
  const child = fork(join(import.meta.dirname, "emulator-child.ts"), [dataFolder], {
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
  const { url } = await answer<{ url: string }>();
  return {
    url,
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
