import { expect, it } from "vitest";
import { createFieldCache } from "../../../src/graphql/field-cache.js";
import { startOperation } from "../../../src/graphql/operation-deadline.js";

it("keeps what the field that runs has asked for, and of those before what they have got", async () => {
  const operation = startOperation(10_000);
  const cache = createFieldCache<string, number>(operation.current);
  const failed = Promise.reject<number>(new Error("too late"));
  const got = Promise.resolve(1);
  const pending = new Promise<number>(() => {});
  cache.set("failed", failed);
  cache.set("got", got);
  cache.set("pending", pending);
  await expect(failed).rejects.toThrow();
  const kept = () => ["failed", "got", "pending"].map((key) => cache.get(key));
  expect(kept()).toEqual([failed, got, pending]);
  operation.begin();
  expect(kept()).toEqual([undefined, got, undefined]);
  cache.delete("got");
  expect(cache.get("got")).toBeUndefined();
});
