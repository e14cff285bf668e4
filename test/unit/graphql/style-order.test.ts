import { describe, expect, it } from "vitest";
import {
  OrderDirection,
  ProcessingStyleOrderField,
} from "../../../src/graphql/styles/processing-style.enums.js";
import { orderStyles } from "../../../src/graphql/styles/style-order.js";

const day = (text: string | null): Date | null =>
  text === null ? null : new Date(`2026-01-${text}T00:00:00Z`);

const style = (name: string, created: string | null, updated: string | null) => ({
  name,
  content: "image/rotate,90",
  createdAt: day(created),
  updatedAt: day(updated),
});

const byName = [
  style("B", "02", "09"),
  style("a", "01", null),
  style("b", "02", "05"),
  style("c", null, "05"),
  style("d", null, "07"),
];

describe("the order of styles", () => {
  it.each([
    ["NAME", "ASC", "Babcd"],
    ["NAME", "DESC", "dcbaB"],
    ["CREATED_AT", "ASC", "aBbcd"],
    ["CREATED_AT", "DESC", "Bbacd"],
    ["UPDATED_AT", "ASC", "bcdBa"],
    ["UPDATED_AT", "DESC", "Bdbca"],
  ] as const)(
    "by %s, %s, has equal ones by name and those without a time last",
    (field, direction, names) => {
      const order = { field: ProcessingStyleOrderField[field], direction: OrderDirection[direction] };
      expect(
        orderStyles(byName, order)
          .map(({ name }) => name)
          .join(""),
      ).toBe(names);
    },
  );

  it("leaves the list that it is given as it is: others share it", () => {
    const before = [...byName];
    for (const field of Object.values(ProcessingStyleOrderField)) {
      orderStyles(byName, { field, direction: OrderDirection.DESC });
    }
    expect(byName).toEqual(before);
  });
});
