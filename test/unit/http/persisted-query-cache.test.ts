import { expect, it } from "vitest";
import { createPersistedQueryCache } from "../../../src/http/persisted-query-cache.js";

it("documents are kept up to a number of bytes; the one goes that was not asked for the longest", async () => {
  const cache = createPersistedQueryCache({ maxBytes: 28, maxDocumentBytes: 28 });
  await cache.set("a", "x".repeat(9));
  await cache.set("b", "x".repeat(9));
  await cache.get("a");
  // Two bytes of UTF-8 each.
  await cache.set("c", "é".repeat(4));
  expect([await cache.get("a"), await cache.get("b"), await cache.get("c")]).toEqual([
    "xxxxxxxxx",
    undefined,
    "éééé",
  ]);
});

it("a document that is too long is not kept, and drives out no other", async () => {
  const cache = createPersistedQueryCache({ maxBytes: 100, maxDocumentBytes: 20 });
  await cache.set("a", "short");
  await cache.set("b", "x".repeat(20));
  expect([await cache.get("a"), await cache.get("b")]).toEqual(["short", undefined]);
});
