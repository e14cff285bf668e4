import { pino } from "pino";
import { expect, it } from "vitest";
import { createContext } from "../../../src/graphql/context.js";
import type { TosClient } from "../../../src/tos/client.js";
import { createStyleCache } from "../../../src/tos/style-cache.js";

/** The calls of one request, none of which is ever answered. */
function setUp() {
  const calls: string[] = [];
  const call = (name: string) => () => {
    calls.push(name);
    return new Promise<never>(() => {});
  };
  const tos = {
    headObject: (_bucket: string, key: string) =>
      key === "stalled" ? call("head")() : Promise.resolve(null),
    bucketExists: call("bucket"),
    listObjects: call("listing"),
    listImageStyles: call("styles"),
  } as unknown as TosClient;
  const { signal } = new AbortController();
  const context = createContext(tos, createStyleCache({ tos, ttlMs: 1_000 }), {
    requestId: "id",
    signal,
    principal: "",
    timeoutMs: 10_000,
    log: pino({ level: "silent" }),
  });
  return { calls, context };
}

it.each<[string, (context: ReturnType<typeof setUp>["context"], bucket: string) => Promise<unknown>]>([
  ["listing", ({ buckets }, bucket) => buckets.list(bucket, { prefix: "", startAfter: null, maxKeys: 1 })],
  ["bucket", ({ buckets }, bucket) => buckets.exists(bucket)],
  ["styles", ({ styles }, bucket) => styles.all(bucket)],
])("one request has eight calls of a kind under way at most: %s", async (name, ask) => {
  const { calls, context } = setUp();
  for (let index = 0; index < 40; index++) void ask(context, `bucket${index}`);
  await new Promise(setImmediate);
  expect(calls).toEqual(Array(8).fill(name));
});

it("one that is not answered holds up no other that is asked at the same time", async () => {
  const { context } = setUp();
  const names = ["stalled", "gone"].map((key) => ({ bucket: "b", key }));
  const [stalled, gone] = names.map((name) => context.pictures.head.load(name));
  await expect(gone).resolves.toBeNull();
  await expect(Promise.race([stalled, Promise.resolve("waiting")])).resolves.toBe("waiting");
});
