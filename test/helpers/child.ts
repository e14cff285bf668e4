/** A process of a test's own, which answers each message with one. */
import { fork } from "node:child_process";
import { once } from "node:events";

export interface Child {
  /** Sends a message, and waits for the answer; rejects when the process ends instead. */
  ask<T>(message: string): Promise<T>;
  /** Its first message. */
  readonly ready: Promise<{ readonly url: string }>;
  /** What it wrote to standard error. */
  readonly stderr: () => string;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  send(message: string): void;
  /** Ends it, if it has not ended. */
  kill(): void;
}

/** @param module a file in TypeScript. */
export function startChild(module: string, args: readonly string[], flags: readonly string[] = []): Child {
  const child = fork(module, [...args], {
    execArgv: ["--import", "tsx", ...flags],
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  let written = "";
  child.stderr?.on("data", (bytes: Buffer) => {
    written += bytes.toString();
  });
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const answer = async <T>(): Promise<T> => {
    const gone = ended.then((code) =>
      Promise.reject(new Error(`the process ended with ${code}: ${written}`)),
    );
    const [message] = await Promise.race([once(child, "message"), gone]);
    return message as T;
  };
  return {
    ready: answer(),
    ask(message) {
      const reply = answer<never>();
      child.send(message);
      return reply;
    },
    stderr: () => written,
    ended,
    send: (message) => void child.send(message),
    kill: () => void child.kill("SIGKILL"),
  };
}
