/** Overload: generations wait in turns, are refused early, and stand in nobody else's way. */
import type { ServerResponse } from "node:http";
import { parse } from "graphql";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startServerFor, type TestServer } from "../helpers/server.js";
import {
  json,
  type ReceivedRequest,
  type StubUpstream,
  startStubUpstream,
  text,
} from "../helpers/stub-upstream.js";

let upstream: StubUpstream;
let server: TestServer;
/** Generations that were sent and have no answer yet, by prompt. */
let held: { readonly prompt: string; readonly answer: () => void }[];
let asked: string[];
let clients: AbortController[];
/** Whether generations are answered as they come. */
let isHolding: boolean;

const PLACES = 2;
const QUEUE = 3;

beforeAll(async () => {
  upstream = await startStubUpstream();
  server = await startServerFor(upstream.url, {
    GENERATION_SOURCE_CHECK: "on",
    GENERATION_CONCURRENCY: `7,i2i_xl_sft=${PLACES}`,
    GENERATION_QUEUE: String(QUEUE),
    STYLE_CACHE_TTL_MS: "0",
  });
});
beforeEach(() => {
  held = [];
  asked = [];
  clients = [];
  isHolding = true;
  upstream.respond((response, request) => {
    asked.push(`${request.method} ${decodeURIComponent(request.url)}`);
    if (isGeneration(request)) return hold(response, request);
    if (request.url.includes("imageStyle")) return json(200, { ImageStyles: [] })(response, request);
    return text(200, "", { "content-length": "7" })(response, request);
  });
});
afterEach(async () => {
  for (const client of clients) client.abort();
  answerAll();
  await server.subgraph.idle();
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});

const isGeneration = ({ url }: ReceivedRequest): boolean => url.includes("aigc");

function hold(response: ServerResponse, request: ReceivedRequest): void {
  const { Prompt: prompt } = JSON.parse(request.body).InputDataSource;
  const answer = (): void => {
    if (!response.headersSent) json(200, { resp_json: { code: 10000, data: null } })(response, request);
  };
  held.push({ prompt, answer });
  if (!isHolding) answer();
}

function answerAll(): void {
  isHolding = false;
  for (const { answer } of held) answer();
}

interface Client {
  leave(): void;
  readonly reply: Promise<unknown>;
}

const FIELDS =
  "{ __typename ... on GenerationFailure { code message retry possibleOutput { key } } ... on RateLimited { limitedBy retryAfterMs } ... on TimedOut { sent } }";
const inputOf = (prompt: string): string =>
  `{ prompt: "${prompt}", source: { key: "a.jpg" }, output: { bucket: "tostest" } }`;

function ask(query: string): Client {
  const client = new AbortController();
  clients.push(client);
  const reply = server
    .post(
      { query },
      {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query }),
        signal: client.signal,
      },
    )
    .then(
      ({ body }) => body,
      (error: Error) => error.name,
    );
  return { leave: () => client.abort(), reply };
}
const generate = (prompt: string): Client =>
  ask(`mutation { generateImage(input: ${inputOf(prompt)}) ${FIELDS} }`);

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000, interval: 5 });
const stats = () => server.subgraph.generations().get("i2i_xl_sft");
const finished = (seen: number) =>
  server.logged
    .slice(seen)
    .filter((line) => line.includes("generation finished"))
    .map((line) => JSON.parse(line));

/** Every place and the whole queue, taken. */
async function fill(): Promise<Client[]> {
  const all = Array.from({ length: PLACES + QUEUE }, (_, index) => generate(`g${index}`));
  await eventually(stats).toEqual({ running: PLACES, queued: QUEUE, concurrency: PLACES });
  await eventually(() => held.length).toBe(PLACES);
  return all;
}

describe("a full queue of generations", () => {
  it("refuses the next at once, with when to come again, and asks TOS nothing for it", async () => {
    await fill();
    const before = asked.length;
    expect(await generate("refused").reply).toEqual({
      data: {
        generateImage: {
          __typename: "RateLimited",
          code: "RATE_LIMITED",
          message:
            "Too many generations with this model wait for their turn on this server. Nothing was sent: send it again later.",
          retry: "SAFE",
          possibleOutput: null,
          limitedBy: "SERVER_QUEUE",
          // Four turns, two at a time, of about what one takes: six seconds, or less with those that have ended here.
          retryAfterMs: expect.toSatisfy((ms: number) => Number.isInteger(ms) && ms >= 1_000 && ms <= 12_000),
        },
      },
    });
    expect(asked).toHaveLength(before);
  });

  it("slows neither styles nor pictures nor health nor generations with another model", async () => {
    await fill();
    const began = performance.now();
    const other = ask(
      `mutation { generateImageFromText(input: { prompt: "other", output: { bucket: "tostest" } }) { __typename } }`,
    );
    await eventually(() => held.at(-1)?.prompt).toBe("other");
    const { origin } = new URL(server.url);
    const replies = await Promise.all([
      ask("{ processingStyles { name } }").reply,
      ask('{ image(key: "b.jpg") { info { byteSize } } }').reply,
      fetch(`${origin}/healthz`).then(({ status }) => status),
    ]);
    held.at(-1)?.answer();
    expect(replies).toEqual([
      { data: { processingStyles: [] } },
      { data: { image: { info: { byteSize: 7 } } } },
      200,
    ]);
    expect(await other.reply).toEqual({ data: { generateImageFromText: { __typename: "GeneratedImage" } } });
    // Nothing of the queue has moved meanwhile, and nobody waited for it.
    expect(stats()).toEqual({ running: PLACES, queued: QUEUE, concurrency: PLACES });
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it("is worked off as places come free, each generation sent once", async () => {
    const all = await fill();
    for (let answered = 0; answered < PLACES + QUEUE; answered++) {
      await eventually(() => held.length).toBeGreaterThan(answered);
      held[answered]?.answer();
    }
    for (const { reply } of all) {
      expect(await reply).toMatchObject({ data: { generateImage: { __typename: "GeneratedImage" } } });
    }
    expect(held.map(({ prompt }) => prompt).toSorted()).toEqual(["g0", "g1", "g2", "g3", "g4"]);
    expect(stats()).toMatchObject({ running: 0, queued: 0 });
  });
});

describe("a client that hangs up", () => {
  it("while its generation waits frees its place in the queue at once, and nothing is sent", async () => {
    const seen = server.logged.length;
    const all = await fill();
    const queued = all.filter((_, index) => !held.some(({ prompt }) => prompt === `g${index}`));
    queued[0]?.leave();
    await eventually(stats).toMatchObject({ running: PLACES, queued: QUEUE - 1 });
    await eventually(() => finished(seen)).toMatchObject([
      { code: "CANCELLED", model: "i2i_xl_sft", upstreamMs: 0, queueMs: expect.any(Number) },
    ]);
    expect(held).toHaveLength(PLACES);
    // The place is another's.
    generate("late");
    await eventually(stats).toMatchObject({ running: PLACES, queued: QUEUE });
  });

  it("while its generation runs leaves it its place until the reply", async () => {
    const seen = server.logged.length;
    const all = await fill();
    const prompt = held[0]?.prompt ?? "";
    const client = all[Number(prompt.slice(1))];
    client?.leave();
    expect(await client?.reply).toBe("AbortError");
    let isIdle = false;
    const idle = server.subgraph.idle().then(() => {
      isIdle = true;
    });
    // Whatever the hang-up sets off has come before a round trip is over.
    await ask("{ processingStyles { name } }").reply;
    expect(stats()).toMatchObject({ running: PLACES, queued: QUEUE });
    held[0]?.answer();
    await eventually(() => finished(seen)).toMatchObject([{ outcome: "GeneratedImage" }]);
    await eventually(stats).toMatchObject({ running: PLACES, queued: QUEUE - 1 });
    expect(isIdle).toBe(false);
    for (const one of all) one.leave();
    await eventually(stats).toMatchObject({ running: PLACES, queued: 0 });
    answerAll();
    await idle;
    expect(stats()).toMatchObject({ running: 0 });
  });
});

it("a batch that is larger than places and queue together ends, each of its generations in its place", async () => {
  const size = 10;
  const inputs = Array.from({ length: size }, (_, index) => inputOf(`b${index}`)).join(" ");
  const batches = [1, 2].map(() => ask(`mutation { generateImages(inputs: [${inputs}]) ${FIELDS} }`));
  await eventually(() => held.length).toBe(PLACES);
  answerAll();
  const replies = (await Promise.all(batches.map(({ reply }) => reply))) as {
    data: { generateImages: { __typename: string; limitedBy?: string }[] };
  }[];
  for (const { data } of replies) {
    expect(data.generateImages).toHaveLength(size);
    // Two batches have three under way each: more than two places and a queue of three.
    for (const { __typename, limitedBy } of data.generateImages) {
      expect([__typename, limitedBy]).toEqual(
        __typename === "RateLimited" ? ["RateLimited", "SERVER_QUEUE"] : ["GeneratedImage", undefined],
      );
    }
  }
  expect(stats()).toMatchObject({ running: 0, queued: 0 });
});

it("a generation that may wait no longer is refused, and told when to come again", async () => {
  const impatient = await startServerFor(upstream.url, {
    GENERATION_CONCURRENCY: "1",
    GENERATION_QUEUE_TIMEOUT_MS: "50",
  });
  const query = (prompt: string) => ({
    query: `mutation { generateImage(input: ${inputOf(prompt)}) ${FIELDS} }`,
  });
  const first = impatient.post(query("runs"));
  await eventually(() => held.length).toBe(1);
  expect((await impatient.post(query("waits"))).body).toMatchObject({
    data: {
      generateImage: {
        __typename: "RateLimited",
        limitedBy: "SERVER_QUEUE",
        retry: "SAFE",
        retryAfterMs: 6_000,
      },
    },
  });
  held[0]?.answer();
  expect((await first).body).toMatchObject({ data: { generateImage: { __typename: "GeneratedImage" } } });
  expect(held).toHaveLength(1);
  await impatient.close();
});

/** Runs a generation without HTTP, on behalf of a principal. */
function run(on: TestServer, prompt: string, principal = "") {
  const { schema, execute, createContext } = on.subgraph;
  const document = parse(`mutation { generateImage(input: ${inputOf(prompt)}) ${FIELDS} }`);
  return execute({ schema, document, contextValue: createContext({ principal }) });
}

it("a principal with one generation does not stand behind all of another's", async () => {
  const fair = await startServerFor(upstream.url, { GENERATION_CONCURRENCY: "1" });
  const queued = () => fair.subgraph.generations().get("i2i_xl_sft")?.queued;
  const all = ["a0", "a1", "a2", "a3", "b0"].map(async (prompt, index) => {
    // One after the other, so that the order in which they wait is known.
    await eventually(() => (queued() ?? -1) + 1).toBe(index);
    return run(fair, prompt, prompt.charAt(0));
  });
  await eventually(queued).toBe(4);
  await eventually(() => held.length).toBe(1);
  for (let answered = 0; answered < all.length; answered++) {
    await eventually(() => held.length).toBe(answered + 1);
    held[answered]?.answer();
  }
  for (const result of await Promise.all(all)) {
    expect(result).toMatchObject({ data: { generateImage: { __typename: "GeneratedImage" } } });
  }
  expect(held.map(({ prompt }) => prompt)).toEqual(["a0", "a1", "b0", "a2", "a3"]);
  await fair.close();
});

it("a server that closes serves those who wait, too", async () => {
  const closing = await startServerFor(upstream.url, { GENERATION_CONCURRENCY: "1" });
  const [first, second] = [run(closing, "c0"), run(closing, "c1")];
  await eventually(() => closing.subgraph.generations().get("i2i_xl_sft")).toMatchObject({
    running: 1,
    queued: 1,
  });
  await eventually(() => held.length).toBe(1);
  const closed = closing.close();
  for (const turn of [0, 1]) {
    await eventually(() => held.length).toBe(turn + 1);
    held[turn]?.answer();
  }
  for (const reply of [first, second]) {
    expect(await reply).toMatchObject({ data: { generateImage: { __typename: "GeneratedImage" } } });
  }
  await closed;
});

it("an API that is closed without its server lets nobody wait whom it could not serve any more", async () => {
  const closing = await startServerFor(upstream.url, { GENERATION_CONCURRENCY: "1" });
  const [first, second] = [run(closing, "d0"), run(closing, "d1")];
  await eventually(() => held.length).toBe(1);
  await eventually(() => closing.subgraph.generations().get("i2i_xl_sft")?.queued).toBe(1);
  const closed = closing.subgraph.close();
  expect(await second).toMatchObject({
    data: { generateImage: { __typename: "RateLimited", limitedBy: "SERVER_QUEUE", retry: "SAFE" } },
  });
  held[0]?.answer();
  expect(await first).toMatchObject({ data: { generateImage: { __typename: "GeneratedImage" } } });
  await closed;
  await closing.close();
});
