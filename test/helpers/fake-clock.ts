/** A clock that goes when it is told to, and timers by it. */
import { setImmediate as turn } from "node:timers/promises";

export interface FakeClock {
  now(): Date;
  /** In the place of setTimeout; returns what clears it. */
  setTimer(callback: () => void, delayMs: number): () => void;
  /** Goes on, calls what is due on the way, and lets what that began come to its end where it waits for no socket. */
  advance(ms: number): Promise<void>;
  /** Turned to this instant, as by an operator or after a pause of the machine: timers do not see it. */
  set(instant: Date): void;
  /** Timers that are set, by the milliseconds until then. */
  timers(): number[];
}

export function createFakeClock(start = new Date("2026-01-31T12:00:00Z")): FakeClock {
  let wall = start.getTime();
  let elapsed = 0;
  const timers = new Map<object, { readonly at: number; readonly callback: () => void }>();
  const nextDue = (until: number) =>
    [...timers].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at)[0];
  const goTo = (instant: number): void => {
    wall += instant - elapsed;
    elapsed = instant;
  };
  return {
    now: () => new Date(wall),
    setTimer(callback, delayMs) {
      const id = {};
      timers.set(id, { at: elapsed + delayMs, callback });
      return () => void timers.delete(id);
    },
    async advance(ms) {
      const end = elapsed + ms;
      for (let due = nextDue(end); due !== undefined; due = nextDue(end)) {
        const [id, { at, callback }] = due;
        timers.delete(id);
        goTo(at);
        callback();
        await turn();
      }
      goTo(end);
    },
    set(instant) {
      wall = instant.getTime();
    },
    timers: () => [...timers.values()].map(({ at }) => at - elapsed),
  };
}
