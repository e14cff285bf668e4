import fc from "fast-check";
import { expect, it } from "vitest";
import { newObjectKey } from "../../../src/generation/object-key.js";
import { checkObjectKey } from "../../../src/tos/names.js";

const uuid = "5f0e0c5e-1f0b-4c5e-9d8e-3b1d2c3a4f5e";

it("A key holds the day and the time of its making in UTC to the millisecond, and then the UUID", () => {
  const now = new Date("2026-11-23T16:02:41.123Z");
  expect(newObjectKey({ folder: "uploads", extension: "jpg", now, uuid })).toBe(
    `uploads/2026-11-23/160241123-${uuid}.jpg`,
  );
});

it("The last millisecond of a day and the first of the next have folders of their own", () => {
  const key = (now: string) =>
    newObjectKey({ folder: "generated", extension: "png", now: new Date(now), uuid });
  expect(key("2026-12-31T23:59:59.999Z")).toBe(`generated/2026-12-31/235959999-${uuid}.png`);
  expect(key("2027-01-01T00:00:00.000Z")).toBe(`generated/2027-01-01/000000000-${uuid}.png`);
});

const instants = fc.date({
  min: new Date("2000-01-01T00:00:00.000Z"),
  max: new Date("2999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});

it("Keys sort by the time of their making, whatever their UUIDs, and each is a good object key", () => {
  fc.assert(
    fc.property(instants, instants, fc.uuid(), fc.uuid(), (first, second, one, other) => {
      fc.pre(first.getTime() < second.getTime());
      const key = (now: Date, each: string) =>
        newObjectKey({ folder: "uploads", extension: "jpg", now, uuid: each });
      expect(key(first, one) < key(second, other)).toBe(true);
      expect(checkObjectKey(key(first, one))).toBeNull();
    }),
  );
});
