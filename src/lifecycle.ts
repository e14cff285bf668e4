/**
 * How the process ends. A signal lets it finish what it has begun, a second one ends it at once, and a fault that nobody
 * has caught ends it too, since nothing is known of its state any more.
 */
import type { EventEmitter } from "node:events";
import { constants } from "node:os";
import type { Logger } from "pino";
import type { App } from "./app.js";
import { beforeDeadline, startDeadline } from "./tos/deadline.js";

export type StopSignal = "SIGINT" | "SIGTERM";

export interface StopTimes {
  /** How long requests are accepted after SIGTERM while `/readyz` fails, in milliseconds. A SIGINT does not wait. */
  readonly delayMs: number;
  /** What is under way has this long to finish after that, in milliseconds. */
  readonly timeoutMs: number;
}

export interface LifecycleOptions {
  /** Tells of signals and of uncaught errors. */
  readonly process: EventEmitter;
  readonly exit: (code: number) => void;
  /** For what happens before there is a log. */
  readonly print: (text: string) => void;
}

export interface Lifecycle {
  /** From now on there is something to finish. */
  started(app: StoppableApp, times: StopTimes): void;
}

/** Of an app what its end needs. */
export type StoppableApp = Pick<App, "drain" | "close" | "underWay"> & {
  readonly subgraph: { readonly log: Logger };
};

/** What connects just before the end of accepting waits in the kernel's queue for its turn: it is to be accepted. */
const LEAST_DELAY_MS = 100;
/** Under `npm start` Ctrl-C comes twice, from the terminal and from npm: within this time it is one signal. */
const ONE_SIGNAL_MS = 500;

/** Listens at once: as the first process of a container, one without a handler would not even hear SIGTERM. */
export function createLifecycle({ process, exit, print }: LifecycleOptions): Lifecycle {
  let running: { app: StoppableApp; times: StopTimes } | undefined;
  let first: { signal: StopSignal; at: number } | undefined;

  const onSignal = (signal: StopSignal): void => {
    if (running === undefined) {
      exit(signalCode(signal));
      return;
    }
    const { log } = running.app.subgraph;
    const now = performance.now();
    if (first !== undefined) {
      if (first.signal === signal && now - first.at < ONE_SIGNAL_MS) return;
      log.warn({ signal, ...running.app.underWay() }, "second signal: what is under way is cut");
      exit(signalCode(signal));
      return;
    }
    first = { signal, at: now };
    stop(running.app, signal, running.times).then(exit, (error: unknown) => {
      log.fatal({ err: error }, "the server could not stop");
      exit(1);
    });
  };
  process.on("SIGINT", () => onSignal("SIGINT"));
  process.on("SIGTERM", () => onSignal("SIGTERM"));
  // Of rejections that nobody handles Node makes the same, with `origin`.
  process.on("uncaughtException", (error: unknown, origin: string) => {
    // At this level pino writes out what it holds.
    if (running !== undefined) running.app.subgraph.log.fatal({ err: error, origin }, "uncaught error");
    else print(`Uncaught error: ${error instanceof Error ? error.stack : String(error)}\n`);
    exit(1);
  });
  return {
    started(app, times) {
      running = { app, times };
    },
  };
}

/** Returns the exit code. */
async function stop(app: StoppableApp, signal: StopSignal, times: StopTimes): Promise<number> {
  const { log } = app.subgraph;
  const delayMs = Math.max(signal === "SIGTERM" ? times.delayMs : 0, LEAST_DELAY_MS);
  app.drain();
  log.info({ signal, delayMs, ...app.underWay() }, "stopping: not ready any more, still accepting");
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  log.info({ timeoutMs: times.timeoutMs, ...app.underWay() }, "stopping: accepting no more");
  const ended = await beforeDeadline(app.close(), startDeadline(times.timeoutMs));
  if (ended === "late") {
    log.error(app.underWay(), "not all was finished within SHUTDOWN_TIMEOUT_MS: what is left is cut");
    return 1;
  }
  log.info("stopped");
  return 0;
}

/** As shells and supervisors read it. */
function signalCode(signal: StopSignal): number {
  return 128 + constants.signals[signal];
}
