/** What has to hold of a server's process that is ended at random moments, so many times by each signal. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  damagedPictures,
  inTheMiddle,
  lostAnswers,
  repeatedGenerations,
  strayGenerations,
  unfinishedGenerations,
} from "./kill-rules.js";
import { type KillRun, runKills } from "./kill-scenario.js";

export function describeKills(times: number): void {
  let runs: KillRun[];
  const nothing = Array.from({ length: times }, () => []);

  describe("a server that is sent SIGTERM in the middle of generations", () => {
    beforeAll(async () => {
      runs = await runKills({ signal: "SIGTERM", times: times });
    }, times * 36_000);

    it("was in the middle of them", () => {
      expect(runs.flatMap(inTheMiddle).length).toBeGreaterThan(times);
    });

    it("answers every request that was there, and exits with 0", () => {
      expect(runs.map(lostAnswers)).toEqual(nothing);
      expect(runs.map(({ exit }) => exit)).toEqual(nothing.map(() => ({ code: 0, signal: null })));
    });

    it("pays for what it answers, once, and for nobody who was turned away", () => {
      expect(runs.map(strayGenerations)).toEqual(nothing);
    });

    it("finishes and stores all that is paid for, also where the client has left", () => {
      expect(runs.map(unfinishedGenerations)).toEqual(nothing);
      expect(runs.map(damagedPictures)).toEqual(nothing);
    });

    it("serves when it is started again", () => {
      expect(runs.map(({ afterwards }) => afterwards)).toEqual(nothing.map(() => "GeneratedImage"));
    });
  });

  describe("a server that is killed in the middle of generations, every second time with the emulator", () => {
    beforeAll(async () => {
      runs = await runKills({ signal: "SIGKILL", times: times, killEmulator: true });
    }, times * 36_000);

    it("was in the middle of them", () => {
      expect(runs.flatMap(inTheMiddle).length).toBeGreaterThan(times);
      expect(runs.map(({ exit }) => exit)).toEqual(nothing.map(() => ({ code: null, signal: "SIGKILL" })));
    });

    it("has paid for no request twice", () => {
      expect(runs.filter(({ paid }) => paid !== null)).toHaveLength(Math.ceil(times / 2));
      expect(runs.map(repeatedGenerations)).toEqual(nothing);
    });

    it("serves when it is started again: there is nothing to repair", () => {
      expect(runs.map(({ afterwards }) => afterwards)).toEqual(nothing.map(() => "GeneratedImage"));
      expect(runs.map(({ temporaries }) => temporaries)).toEqual(nothing);
    });

    it("leaves no half picture, and none missing that a client was told of", () => {
      expect(runs.map(damagedPictures)).toEqual(nothing);
      expect(runs.map(({ stored }) => stored.length > 0)).toEqual(nothing.map(() => true));
    });
  });
}
