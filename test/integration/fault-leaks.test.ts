/**
 * Twenty thousand requests that fail in every way, over real sockets, in one process: what they leave behind. Server, upstream and
 * this test are three processes, so that the memory of the server is its own.
 */
import { getEventListeners } from "node:events";
import { join } from "node:path";
import { parse } from "graphql";
import { Pool } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.js";
import { createSubgraph } from "../../src/subgraph.js";
import { type Child, startChild } from "../helpers/child.js";

const REQUESTS = 20_000;
const AT_A_TIME = 32;
/** Caches and compiled code have their size by then. */
const WARM = REQUESTS / 2;
/**
 * What the second half may add to the first, in bytes: some two hundred for each request. One that leaves so much as its context, its
 * signal or a timer behind takes several times that.
 */
const MAX_GROWTH = 2 * 1024 * 1024;

const helper = (name: string): string => join(import.meta.dirname, "../helpers/faults", name);

interface Ask {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Each has one call that fails beside one or two that do not, so that the upstream as a whole is not taken for broken. What differs
 * stands in the variables: the server keeps documents that it has read, up to a bound.
 */
const KINDS: readonly ((at: number) => Ask)[] = [
  (at) => ({
    query: `query ($a: String!, $b: String!) {
      a: image(key: $a) { info { byteSize } }
      b: image(key: $b) { info { byteSize } }
    }`,
    variables: { a: `faulty-${at}`, b: `key-${at}` },
  }),
  () => ({
    query: `query ($a: String!, $b: String!) {
      a: processingStyle(bucket: $a, name: "style01") { actions }
      b: processingStyle(bucket: $b, name: "style01") { actions }
    }`,
    variables: { a: "faulty-bucket", b: "other-bucket" },
  }),
  (at) => ({
    query: `mutation ($a: String!, $b: String!) {
      a: deleteImage(input: { key: $a }) { __typename }
      b: deleteImage(input: { key: $b }) { __typename }
    }`,
    variables: { a: `faulty-${at}.jpg`, b: `key-${at}.jpg` },
  }),
  (at) => ({
    query: "mutation ($inputs: [GenerateImageInput!]!) { generateImages(inputs: $inputs) { __typename } }",
    variables: {
      inputs: ["faulty-bucket", "healthy", "healthy"].map((bucket, index) => ({
        prompt: "山",
        source: { bucket, key: "s.jpg" },
        output: { key: `o-${at}-${index}.jpg` },
      })),
    },
  }),
];
/** Of a hundred requests; generations cost the most. */
const SHARES = [70, 10, 10, 10];

function request(at: number): Ask {
  let place = at % 100;
  const kind = SHARES.findIndex((share) => {
    place -= share;
    return place < 0;
  });
  return (KINDS[kind] ?? KINDS[0])?.(at) as Ask;
}

interface Weight {
  readonly heapBytes: number;
  readonly cpuMs: number;
  readonly resources: Readonly<Record<string, number>>;
}

interface Upstream {
  readonly failed: number;
  readonly answered: number;
  readonly stalled: number;
  readonly connections: number;
}

describe("a server behind an upstream that fails", () => {
  let upstream: Child;
  let server: Child;
  let client: Pool;

  beforeAll(async () => {
    upstream = startChild(helper("faulty-upstream-child.ts"), []);
    server = startChild(helper("weighed-server-child.ts"), [(await upstream.ready).url], ["--expose-gc"]);
    client = new Pool(new URL((await server.ready).url).origin, { connections: AT_A_TIME });
  }, 60_000);
  afterAll(async () => {
    await client.destroy();
    server.kill();
    upstream.kill();
  });

  /** Sends so many requests, a few at a time; resolves with how many of their answers tell of a failure. */
  async function send(from: number, to: number): Promise<number> {
    let next = from;
    let failures = 0;
    const worker = async (): Promise<void> => {
      while (next < to) {
        const asked = request(next++);
        const { statusCode, body } = await client.request({
          method: "POST",
          path: "/graphql",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(asked),
        });
        const answer = await body.text();
        expect(statusCode).toBe(200);
        if (/"errors"|Failed|RateLimited|TimedOut|Rejected/.test(answer)) failures += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, worker));
    return failures;
  }

  it("keeps neither memory, nor sockets, nor timers of the requests, and ends by itself", {
    timeout: 300_000,
  }, async () => {
    const halves: Weight[] = [];
    let failures = 0;
    for (const from of [0, WARM]) {
      failures += await send(from, from + WARM);
      halves.push(await server.ask<Weight>("weigh"));
    }
    const seen = await upstream.ask<Upstream>("weigh");
    const [first, second] = halves as [Weight, Weight];
    const told = { failures, seen, first, second };

    // That it is of failures that this test tells: of ten ways some are none for a call by HEAD.
    expect(failures, JSON.stringify(told)).toBeGreaterThan(REQUESTS / 2);
    expect(seen.failed, JSON.stringify(told)).toBeGreaterThan(REQUESTS / 2);
    expect(second.heapBytes - first.heapBytes, JSON.stringify(told)).toBeLessThan(MAX_GROWTH);
    expect(second.resources.Timeout ?? 0, JSON.stringify(told)).toBeLessThanOrEqual(
      (first.resources.Timeout ?? 0) + 2,
    );
    // Those of its clients, and those that wait for the next call to TOS.
    expect(second.resources.TCPSocketWrap ?? 0, JSON.stringify(told)).toBeLessThanOrEqual(
      (first.resources.TCPSocketWrap ?? 0) + AT_A_TIME,
    );

    await client.close();
    server.send("close");
    expect(await server.ended).toBe(0);
    expect(server.stderr()).toBe("");
    const connections = async () => (await upstream.ask<Upstream>("weigh")).connections;
    await expect.poll(connections).toBe(0);
  });
});

describe("a signal that outlives the requests which it can end", () => {
  it("has no listener left of those that failed", async () => {
    const upstream = startChild(helper("faulty-upstream-child.ts"), []);
    const { url } = await upstream.ready;
    const subgraph = await createSubgraph(
      readConfig({
        LOG_LEVEL: "silent",
        TOS_ENDPOINT: url,
        TOS_ACCESS_KEY: "testAK",
        TOS_SECRET_KEY: "testSK",
        TOS_BUCKET: "healthy",
        TOS_TIMEOUT_MS: "1000",
        GENERATION_TIMEOUT_MS: "1000",
      }),
    );
    const { signal } = new AbortController();
    for (let at = 0; at < 200; at++) {
      const { query, variables } = (KINDS[at % KINDS.length] as (at: number) => Ask)(at);
      await subgraph.execute({
        schema: subgraph.schema,
        document: parse(query),
        variableValues: variables,
        contextValue: subgraph.createContext({ signal }),
      });
    }
    expect(getEventListeners(signal, "abort")).toEqual([]);
    await subgraph.close();
    upstream.kill();
  });
});
