/** Processes of a soak: each has its own memory and loop, so that what one costs is not laid to another. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";

export interface Child {
  readonly pid: number;
  /** What it sent when it was ready. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** Sends a message and waits for the answer to it. Rejects when the process ends before. */
  ask<T>(message: unknown): Promise<T>;
  /** Sends a signal; resolves with the exit code, null of a process that a signal ended. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts a script that sends a message when it is ready. TypeScript is run by tsx, plain modules by Node alone. */
export async function startChild(script: string, options: Record<string, unknown> = {}): Promise<Child> {
  const loader = script.endsWith(".ts") ? ["--import", "tsx"] : [];
  const child = spawn(process.execPath, [...loader, script, JSON.stringify(options)], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const gone = once(child, "exit");
  const answer = async (): Promise<unknown> => {
    const [message] = await Promise.race([
      once(child, "message"),
      gone.then(([code]) => Promise.reject(new Error(`${script} has ended with ${code}`))),
    ]);
    return message;
  };
  const ready = (await answer()) as Child["ready"];
  return {
    pid: child.pid ?? 0,
    ready,
    async ask<T>(message: unknown) {
      const reply = answer();
      child.send(message as never);
      return (await reply) as T;
    },
    stop: (signal = "SIGTERM") => stopProcess(child, gone, signal),
  };
}

export interface ServerProcess {
  readonly pid: number;
  /** `http://127.0.0.1:4000` */
  readonly origin: string;
  /** Every line that was logged so far. */
  log(): string[];
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** The server as it is built, with nothing of the test in its process. It logs to a file, as its operator would let it. */
export async function startBuiltServer(
  environment: Readonly<Record<string, string>>,
  logFile: string,
  nodeOptions: readonly string[] = [],
): Promise<ServerProcess> {
  const file = openSync(logFile, "w");
  const child = spawn(process.execPath, [...nodeOptions, "dist/main.js"], {
    stdio: ["ignore", file, file],
    env: { PATH: process.env.PATH, HOST: "127.0.0.1", PORT: "0", ...environment },
  });
  closeSync(file);
  const gone = once(child, "exit");
  let ended = false;
  void gone.then(() => {
    ended = true;
  });
  const log = () => readFileSync(logFile, "utf8").split("\n").filter(Boolean);
  for (;;) {
    const [, origin] = /listening at (http:\/\/[\d.:]+)/.exec(readFileSync(logFile, "utf8")) ?? [];
    if (origin !== undefined) {
      return {
        pid: child.pid ?? 0,
        origin,
        log,
        stop: (signal = "SIGTERM") => stopProcess(child, gone, signal),
      };
    }
    if (ended) throw new Error(`the server has ended before it listened:\n${log().join("\n")}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function stopProcess(child: ChildProcess, gone: Promise<unknown[]>, signal: NodeJS.Signals) {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  const [code] = await gone;
  return code as number | null;
}
