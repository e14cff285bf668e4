import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRenewedCredentials } from "../../../../src/tos/credentials/renewed.js";
import type { OpenCredentials, TosCredentials } from "../../../../src/tos/credentials.js";
import { TosCredentialsError } from "../../../../src/tos/errors.js";
import { createFakeClock, type FakeClock } from "../../../helpers/fake-clock.js";

const MINUTE = 60_000;
let clock: FakeClock;
/** What the service answers to each fetch, the last one for ever. */
let answers: (() => Promise<TosCredentials>)[];
let fetches: number;
let told: string[];
let source: OpenCredentials | undefined;

beforeEach(() => {
  clock = createFakeClock();
  fetches = 0;
  told = [];
});
afterEach(() => {
  source?.close();
  expect(clock.timers()).toEqual([]);
});

const keys = (name: string, lifeMs: number): (() => Promise<TosCredentials>) => {
  const expiresAt = new Date(clock.now().getTime() + lifeMs);
  return async () => ({ accessKeyId: name, secretAccessKey: "sk", securityToken: "t", expiresAt });
};
const failure = (message: string) => async () => {
  throw new TosCredentialsError(message);
};

async function open(...given: (() => Promise<TosCredentials>)[]): Promise<OpenCredentials> {
  answers = given;
  source = await openRenewedCredentials({
    fetch: () => {
      const answer = answers[Math.min(fetches, answers.length - 1)];
      fetches += 1;
      return answer?.() ?? Promise.reject(new Error("no answer"));
    },
    pauseMs: 0,
    now: clock.now,
    setTimer: clock.setTimer,
    observer: {
      renewed: ({ expiresAt }) => told.push(`renewed ${expiresAt?.toISOString()}`),
      failed: ({ message }) => told.push(message),
    },
  });
  return source;
}
const current = () => source?.current().accessKeyId;

describe("temporary credentials", () => {
  it("are fetched at start, and five minutes before they end", async () => {
    await open(keys("first", 60 * MINUTE), keys("second", 120 * MINUTE));
    expect([current(), fetches]).toEqual(["first", 1]);
    await clock.advance(55 * MINUTE - 1);
    expect(fetches).toBe(1);
    await clock.advance(1);
    expect([current(), fetches]).toEqual(["second", 2]);
    expect(told).toEqual(["renewed 2026-01-31T14:00:00.000Z"]);
    await clock.advance(59 * MINUTE);
    expect(fetches).toBe(2);
  });

  it("are asked for in time where the service hands out the same ones until shortly before their end", async () => {
    const first = keys("first", 60 * MINUTE);
    await open(first, first, first, first, keys("second", 120 * MINUTE));
    await clock.advance(60 * MINUTE);
    expect([current(), fetches]).toEqual(["second", 5]);
    expect(told).toHaveLength(1);
  });

  it("stay in use while others cannot be had, which is told once, and are replaced when they can", async () => {
    const down = failure("down");
    await open(keys("first", 60 * MINUTE), down, down, failure("other"), down, keys("second", 120 * MINUTE));
    await clock.advance(55 * MINUTE + 6_999);
    expect([current(), fetches, told]).toEqual(["first", 4, ["down", "other"]]);
    await clock.advance(8_000);
    expect([current(), told]).toEqual(["first", ["down", "other", "down"]]);
    await clock.advance(1);
    expect([current(), told.at(-1)]).toEqual(["second", "renewed 2026-01-31T14:00:00.000Z"]);
  });

  it("that the service gives although they have ended are none", async () => {
    const ended = keys("ended", 60 * MINUTE);
    await open(keys("first", 60 * MINUTE), ended);
    clock.set(new Date("2026-01-31T13:00:00Z"));
    await source?.refresh(source.current());
    expect([current(), told]).toEqual(["first", ["the keys that were given have ended already"]]);
  });

  it("are fetched within a minute after the machine has slept beyond their end", async () => {
    await open(keys("first", 60 * MINUTE), keys("second", 180 * MINUTE));
    await clock.advance(MINUTE / 2);
    clock.set(new Date("2026-01-31T14:00:00Z"));
    await clock.advance(MINUTE);
    expect(current()).toBe("second");
  });

  it("are fetched on demand, once for all who ask", async () => {
    const opened = await open(keys("first", 60 * MINUTE), keys("second", 120 * MINUTE));
    const refused = opened.current();
    await Promise.all([opened.refresh(refused), opened.refresh(refused), opened.refresh(refused)]);
    expect([current(), fetches]).toEqual(["second", 2]);
    // Who was refused before the others came needs no others.
    await opened.refresh(refused);
    expect(fetches).toBe(2);
    expect(clock.timers()).toEqual([MINUTE]);
  });

  it("are not asked for all the time when there are no others", async () => {
    const opened = await open(keys("first", 60 * MINUTE));
    for (let index = 0; index < 10; index += 1) await opened.refresh(opened.current());
    expect(fetches).toBe(2);
    await clock.advance(5_000);
    await opened.refresh(opened.current());
    expect(fetches).toBe(3);
  });

  it("are asked for three times at start, and are then an error", async () => {
    await expect(open(failure("one"), failure("two"), failure("three"))).rejects.toThrow("three");
    expect(fetches).toBe(3);
    source = await open(failure("one"), failure("two"), failure("three"), keys("late", 60 * MINUTE));
    expect(current()).toBe("late");
  });

  it("whose source fails in a way of its own are none, and end no process", async () => {
    const cause = new Error("CANARY");
    await open(keys("first", 60 * MINUTE), () => Promise.reject(cause));
    await clock.advance(55 * MINUTE);
    expect([current(), told]).toEqual(["first", ["no keys for TOS: their source failed"]]);
  });

  it("are not fetched any more once they are closed", async () => {
    let answer = (_keys: TosCredentials): void => {};
    const slow = () => new Promise<TosCredentials>((resolve) => (answer = resolve));
    const opened = await open(keys("first", 60 * MINUTE), slow);
    const waiting = opened.refresh(opened.current());
    opened.close();
    opened.close();
    answer({ accessKeyId: "late", secretAccessKey: "sk" });
    await waiting;
    await opened.refresh(opened.current());
    expect([fetches, told, clock.timers()]).toEqual([2, [], []]);
  });
});
