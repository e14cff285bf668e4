/** The server as an operator runs it: built, in a process of its own, to be signalled and killed. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface BuiltServer {
  /** Of the program, for Node. */
  readonly main: string;
  remove(): Promise<void>;
}

/** Compiles the sources into a folder of their own: the clone's build may be another's, or stale. */
export async function buildServer(): Promise<BuiltServer> {
  const folder = await mkdtemp(join(tmpdir(), "built-"));
  await symlink(join(process.cwd(), "node_modules"), join(folder, "node_modules"), "junction");
  await cp("package.json", join(folder, "package.json"));
  const dist = join(folder, "dist");
  const compiler = join(process.cwd(), "node_modules/typescript/bin/tsc");
  await run(process.execPath, [
    compiler,
    "-p",
    "tsconfig.build.json",
    "--outDir",
    dist,
    "--sourceMap",
    "false",
  ]);
  return { main: join(dist, "main.js"), remove: () => rm(folder, { recursive: true }) };
}

/** A line of its log. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly msg?: string };

export interface ServerProcess {
  /** `http://127.0.0.1:40001` */
  readonly origin: string;
  signal(name: NodeJS.Signals): void;
  /** Everything that was logged so far. */
  logged(): LogLine[];
  /** What was printed beside the log. */
  printed(): string;
  /** Resolves when the process is gone and everything that it wrote was read. */
  readonly exit: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Resolves once it listens. `words` are for Node. */
export async function startServerProcess(
  { main }: BuiltServer,
  environment: Readonly<Record<string, string>>,
  words: readonly string[] = [],
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...words, main], {
    env: { PATH: process.env.PATH, PORT: "0", LOG_LEVEL: "info", ...environment },
  });
  let text = "";
  const exit = once(child, "close").then(([code, signal]) => ({ code, signal }));
  const lines = () => text.split("\n").slice(0, -1);
  const logged = () =>
    lines()
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as LogLine);
  const origin = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      text += chunk;
      const url = /Server listening at (http:[^"\s]+)/.exec(text)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    exit.then(() => reject(new Error(`the server has ended: ${text}`)), reject);
  });
  return {
    origin,
    signal: (name) => void child.kill(name),
    logged,
    printed: () =>
      lines()
        .filter((line) => !line.startsWith("{"))
        .join("\n"),
    exit,
  };
}
