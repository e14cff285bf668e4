import { EventEmitter } from "node:events";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLifecycle, type Lifecycle, type StopTimes } from "../../src/lifecycle.js";

let process: EventEmitter;
let lifecycle: Lifecycle;
/** What happened, in order. */
let steps: string[];
let logged: Record<string, unknown>[];
let printed: string;
let finish: () => void;
let fail: (error: Error) => void;

beforeEach(() => {
  vi.useFakeTimers();
  process = new EventEmitter();
  [steps, logged, printed] = [[], [], ""];
  lifecycle = createLifecycle({
    process,
    exit: (code) => steps.push(`exit ${code}`),
    print: (text) => {
      printed += text;
    },
  });
});
afterEach(() => vi.useRealTimers());

function start(times: StopTimes = { delayMs: 5_000, timeoutMs: 130_000 }): void {
  const log = pino({ base: null, timestamp: false }, { write: (line) => logged.push(JSON.parse(line)) });
  const app = {
    subgraph: { log },
    drain: () => void steps.push("drain"),
    underWay: () => ({ requests: 2, generations: 1 }),
    close: () => {
      steps.push("close");
      return new Promise<void>((resolve, reject) => {
        finish = resolve;
        fail = reject;
      });
    },
  };
  lifecycle.started(app, times);
}

const messages = (): unknown[] => logged.map(({ msg }) => msg);

describe("a process that is told to stop", () => {
  it("drains at once, accepts for the delay, closes, and exits with 0 when all is finished", async () => {
    start();
    process.emit("SIGTERM");
    expect(steps).toEqual(["drain"]);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(steps).toEqual(["drain"]);
    await vi.advanceTimersByTimeAsync(1);
    expect(steps).toEqual(["drain", "close"]);
    await vi.advanceTimersByTimeAsync(129_999);
    expect(steps).toEqual(["drain", "close"]);
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(steps).toEqual(["drain", "close", "exit 0"]);
    expect(vi.getTimerCount()).toBe(0);
    expect(logged).toEqual([
      {
        level: 30,
        signal: "SIGTERM",
        delayMs: 5_000,
        requests: 2,
        generations: 1,
        msg: "stopping: not ready any more, still accepting",
      },
      { level: 30, timeoutMs: 130_000, requests: 2, generations: 1, msg: "stopping: accepting no more" },
      { level: 30, msg: "stopped" },
    ]);
  });

  it("does not wait for a balancer at SIGINT, but for what waits to be accepted", async () => {
    start();
    process.emit("SIGINT");
    await vi.advanceTimersByTimeAsync(100);
    expect(steps).toEqual(["drain", "close"]);
  });

  it("cuts what is left when the time is over, says so, and exits with 1", async () => {
    start({ delayMs: 0, timeoutMs: 1_000 });
    process.emit("SIGTERM");
    await vi.advanceTimersByTimeAsync(1_100);
    expect(steps).toEqual(["drain", "close", "exit 1"]);
    expect(logged.at(-1)).toMatchObject({ level: 50, requests: 2, generations: 1 });
  });

  it("logs what kept it from closing, and exits with 1", async () => {
    start();
    process.emit("SIGINT");
    await vi.advanceTimersByTimeAsync(100);
    fail(new Error("socket stuck"));
    await vi.advanceTimersByTimeAsync(0);
    expect(steps).toEqual(["drain", "close", "exit 1"]);
    expect(logged.at(-1)).toMatchObject({ level: 60, err: { message: "socket stuck" } });
  });

  it.each([
    ["SIGTERM", "SIGTERM", 143],
    ["SIGTERM", "SIGINT", 130],
    ["SIGINT", "SIGINT", 130],
    ["SIGINT", "SIGTERM", 143],
  ])("exits at once when %s is followed by %s, with %i", async (first, second, code) => {
    start();
    process.emit(first);
    await vi.advanceTimersByTimeAsync(600);
    process.emit(second);
    expect(steps.at(-1)).toBe(`exit ${code}`);
    expect(messages()).toContain("second signal: what is under way is cut");
  });

  it("takes Ctrl-C that comes from the terminal and from npm for one", async () => {
    start();
    process.emit("SIGINT");
    await vi.advanceTimersByTimeAsync(300);
    process.emit("SIGINT");
    expect(steps).toEqual(["drain", "close"]);
    await vi.advanceTimersByTimeAsync(300);
    process.emit("SIGINT");
    expect(steps).toEqual(["drain", "close", "exit 130"]);
  });

  it("exits at once while it has nothing to finish yet", () => {
    process.emit("SIGTERM");
    expect(steps).toEqual(["exit 143"]);
  });
});

describe("an error that nobody has caught", () => {
  it("is logged as fatal and ends the process with 1", () => {
    start();
    process.emit("uncaughtException", new Error("lost"), "unhandledRejection");
    expect(steps).toEqual(["exit 1"]);
    expect(logged).toMatchObject([
      { level: 60, origin: "unhandledRejection", err: { message: "lost" }, msg: "uncaught error" },
    ]);
  });

  it("is printed while there is no log", () => {
    process.emit("uncaughtException", new Error("early"), "uncaughtException");
    expect(printed).toContain("Error: early\n    at ");
    expect(steps).toEqual(["exit 1"]);
  });
});
