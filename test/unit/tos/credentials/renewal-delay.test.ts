import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renewalDelay } from "../../../../src/tos/credentials/renewal-delay.js";

const now = new Date("2026-01-31T12:00:00Z");
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe("temporary credentials are fetched again", () => {
  it.each([
    ["five minutes before their end", 3600, 3300],
    ["after half of what is left, when that is less", 240, 120],
    ["a second before their end", 2, 1],
    ["in a second, when there is hardly any left", 0.2, 1],
    ["in a second, when they have ended", -60, 1],
  ])("%s", (_when, left, delay) => {
    expect(renewalDelay({ failures: 0, expiresAt: inSeconds(left), now })).toBe(delay * 1000);
  });

  it("every ten minutes, when their end is not known", () => {
    expect(renewalDelay({ failures: 0, expiresAt: undefined, now })).toBe(600_000);
  });

  it("after failures with growing pauses, up to a minute", () => {
    const delays = [1, 2, 3, 6, 7, 100].map((failures) =>
      renewalDelay({ failures, expiresAt: inSeconds(10), now }),
    );
    expect(delays).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
  });

  it("before their end whenever more than a second is left, and never at once", () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000_000 }), (leftMs) => {
        const expiresAt = new Date(now.getTime() + leftMs);
        const delay = renewalDelay({ failures: 0, expiresAt, now });
        expect(delay).toBeGreaterThanOrEqual(1_000);
        if (leftMs > 2_000) expect(delay).toBeLessThan(leftMs);
      }),
    );
  });
});
