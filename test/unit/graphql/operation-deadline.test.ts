import { expect, it } from "vitest";
import { startOperation } from "../../../src/graphql/operation-deadline.js";

it("one deadline holds for a query, and each field of a mutation begins its own", () => {
  const operation = startOperation(10_000);
  expect(operation.current().timeoutMs).toBe(10_000);
  expect(operation.current()).toBe(operation.current());
  const generation = operation.begin(60_000);
  expect(operation.current()).toBe(generation);
  expect(generation.timeoutMs).toBe(60_000);
  expect(operation.begin().timeoutMs).toBe(10_000);
});
