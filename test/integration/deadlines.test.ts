/** Whatever of TOS does not answer, each operation does: within its time, with what it has, and with a typed failure for the rest. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type GraphqlReply, startServerFor, type TestServer } from "../helpers/server.js";
import {
  json,
  type ReceivedRequest,
  type Responder,
  type StubUpstream,
  startStubUpstream,
  text,
} from "../helpers/stub-upstream.js";

/** Parts of TOS, by their requests: the first that matches. */
const PARTS = {
  generation: ({ url }) => url.includes("aigc"),
  styles: ({ url }) => url.includes("imageStyle"),
  processing: ({ url }) => url.includes("x-tos-process"),
  source: ({ method, url }) => method === "HEAD" && url.includes("source"),
  head: ({ method }) => method === "HEAD",
  listing: ({ method }) => method === "GET",
  write: () => true,
} as const satisfies Readonly<Record<string, (request: ReceivedRequest) => boolean>>;
type Part = keyof typeof PARTS;

const ANSWERS: Readonly<Record<Part, Responder>> = {
  generation: json(200, { resp_json: { code: 10000, data: null } }),
  styles: json(200, { ImageStyles: [{ Name: "style01", Content: "image/rotate,90" }] }),
  processing: json(200, {
    Format: { value: "jpeg" },
    ImageWidth: { value: "640" },
    ImageHeight: { value: "480" },
  }),
  source: text(200, "", { "content-length": "7", "content-type": "image/jpeg" }),
  head: text(200, "", { "content-length": "7", "content-type": "image/jpeg" }),
  listing: json(200, { Contents: [], IsTruncated: false }),
  write: text(200, ""),
};

/** What a generation gets in these tests, and what a query gets. */
const TIME_MS = 1_000;
/** What a busy machine may take beyond that. */
const MARGIN_MS = 1_500;

let upstream: StubUpstream;
let server: TestServer;
let stalled: Set<Part>;
let asked: Part[];

beforeAll(async () => {
  upstream = await startStubUpstream();
  server = await startServerFor(upstream.url, {
    GENERATION_SOURCE_CHECK: "on",
    GENERATION_CONCURRENCY: "i2i_xl_sft=1,t2i_xl_sft=1",
    GENERATION_BATCH_CONCURRENCY: "2",
    TOS_TIMEOUT_MS: String(TIME_MS),
    STYLE_CACHE_TTL_MS: "0",
  });
});
beforeEach(() => {
  stalled = new Set();
  asked = [];
  upstream.respond((response, request) => {
    const part = (Object.keys(PARTS) as Part[]).find((name) => PARTS[name](request)) ?? "write";
    asked.push(part);
    if (!stalled.has(part)) ANSWERS[part](response, request);
  });
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});

/** Sends a query, and fails unless the answer comes when the time is over; `early` is how much sooner it may come. */
async function ask(query: string, early = 0): Promise<GraphqlReply<Record<string, unknown>>> {
  const began = performance.now();
  const { body } = await server.post({ query });
  const elapsed = performance.now() - began;
  // The timers of Node may be a millisecond early.
  expect(elapsed).toBeGreaterThan(TIME_MS - early - 5);
  expect(elapsed).toBeLessThan(TIME_MS + MARGIN_MS);
  return body;
}

const input = (more = ""): string =>
  `{ prompt: "山", source: { key: "source.jpg" }, output: { bucket: "tostest", key: "new.jpg" }, timeoutMs: ${TIME_MS} ${more} }`;
const TOLD =
  "__typename ... on GenerationFailure { code retry possibleOutput { key } } ... on TimedOut { sent timeoutMs }";
const generateImage = (more = "", selected = TOLD): string =>
  `generateImage(input: ${input(more)}) { ${selected} }`;

const unsent = {
  __typename: "TimedOut",
  code: "TIMED_OUT",
  retry: "SAFE",
  possibleOutput: null,
  sent: false,
  timeoutMs: TIME_MS,
};
const sent = {
  ...unsent,
  retry: "MAY_CHARGE_AGAIN",
  possibleOutput: { key: "new.jpg" },
  sent: true,
};
const generations = (): number => asked.filter((part) => part === "generation").length;

describe("a generation", () => {
  it.each<[string, Part, string]>([
    ["the look-up of its style", "styles", 'preprocess: { style: "style01" }'],
    ["the look at its source", "source", ""],
  ])("ends unsent and in time when %s stalls", async (_what, part, more) => {
    stalled.add(part);
    expect(await ask(`mutation { ${generateImage(more)} }`)).toEqual({ data: { generateImage: unsent } });
    expect(generations()).toBe(0);
  });

  it("ends as sent and in time when its call stalls", async () => {
    stalled.add("generation");
    expect(await ask(`mutation { ${generateImage()} }`)).toEqual({ data: { generateImage: sent } });
    expect(generations()).toBe(1);
  });

  it("ends unsent and in time when the one before it holds the place", async () => {
    stalled.add("generation");
    const before = server.post({
      query: `mutation { ${generateImage("", "__typename").replace("1000", "3000")} }`,
    });
    await expect.poll(generations).toBe(1);
    // Nothing is sent with less than half a second left.
    expect(await ask(`mutation { ${generateImage()} }`, 500)).toEqual({ data: { generateImage: unsent } });
    expect(generations()).toBe(1);
    expect((await before).body).toMatchObject({ data: { generateImage: { __typename: "TimedOut" } } });
  });

  it("keeps its picture when what is selected of it stalls: the HEAD ends with the time of the whole", async () => {
    stalled.add("head");
    const picture = `__typename ... on GeneratedImage { image { key signedUrl { url } info { byteSize } } }`;
    const { data, errors } = await ask(`mutation { ${generateImage("", picture)} }`);
    expect(data).toEqual({
      generateImage: {
        __typename: "GeneratedImage",
        image: { key: "new.jpg", signedUrl: { url: expect.stringContaining("new.jpg") }, info: null },
      },
    });
    expect(errors).toMatchObject([
      { path: ["generateImage", "image", "info"], extensions: { code: "UPSTREAM_TIMEOUT" } },
    ]);
  });

  it("has its own time after another of the same document", async () => {
    stalled.add("styles");
    const began = performance.now();
    const styled = generateImage('preprocess: { style: "style01" }');
    const { body } = await server.post({ query: `mutation { first: ${styled} second: ${generateImage()} }` });
    expect(body.data).toMatchObject({ first: unsent, second: { __typename: "GeneratedImage" } });
    expect(performance.now() - began).toBeLessThan(TIME_MS + MARGIN_MS);
  });

  it("looks again for what another of the same document had no time for", async () => {
    stalled.add("styles");
    upstream.respond((response, request) => {
      if (request.url.includes("imageStyle") && stalled.delete("styles")) return;
      const part = (Object.keys(PARTS) as Part[]).find((name) => PARTS[name](request)) ?? "write";
      ANSWERS[part](response, request);
    });
    const styled = generateImage('preprocess: { style: "style01" }');
    const { body } = await server.post({ query: `mutation { first: ${styled} second: ${styled} }` });
    expect(body.data).toMatchObject({ first: unsent, second: { __typename: "GeneratedImage" } });
  });

  it("from text ends as sent and in time", async () => {
    stalled.add("generation");
    const query = `mutation { generateImageFromText(input: { prompt: "山", output: { bucket: "tostest", key: "new.jpg" }, timeoutMs: ${TIME_MS} }) { ${TOLD} } }`;
    expect(await ask(query)).toEqual({ data: { generateImageFromText: sent } });
  });
});

describe("a batch", () => {
  it("ends with the time of its longest, those that waited for the others unsent", async () => {
    stalled.add("generation");
    const inputs = [input(), ...[1, 2, 3].map((index) => input().replace("new.jpg", `new${index}.jpg`))];
    const { data, errors } = await ask(
      `mutation { generateImages(inputs: [${inputs.join(" ")}]) { ${TOLD} } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ generateImages: [sent, unsent, unsent, unsent] });
    expect(generations()).toBe(1);
  });

  it("ends in time when what is selected of its pictures stalls", async () => {
    stalled.add("head");
    const selected = "... on GeneratedImage { image { key info { byteSize } } }";
    const { data, errors } = await ask(`mutation { generateImages(inputs: [${input()}]) { ${selected} } }`);
    expect(data).toEqual({ generateImages: [{ image: { key: "new.jpg", info: null } }] });
    expect(errors).toMatchObject([{ extensions: { code: "UPSTREAM_TIMEOUT" } }]);
  });
});

describe("a preview", () => {
  it.each<[string, Part, string]>([
    ["styles", "styles", 'preprocess: { style: "style01" }'],
    ["the source", "source", ""],
    ["the output", "head", ""],
    ["the source's dimensions", "processing", ""],
  ])("ends in time when the look at %s stalls, with that as its problem", async (_what, part, more) => {
    stalled.add(part);
    const { data, errors } = await ask(
      `{ previewGeneration(input: ${input(more)}) { ready problems { code retry } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      previewGeneration: {
        ready: false,
        problems: [{ code: expect.stringMatching(/^(TIMED_OUT|STORAGE_FAULT)$/), retry: "SAFE" }],
      },
    });
    expect(generations()).toBe(0);
  });
});

describe("a query", () => {
  it.each<[string, Part, string, unknown, (string | number)[]]>([
    ["styles", "styles", "processingStyles { name }", null, ["processingStyles"]],
    [
      "one style",
      "styles",
      'processingStyle(name: "style01") { name }',
      { processingStyle: null },
      ["processingStyle"],
    ],
    ["pictures", "listing", "images { nodes { key } }", { images: null }, ["images"]],
    [
      "a HEAD",
      "head",
      'image(key: "a") { key info { byteSize } }',
      { image: { key: "a", info: null } },
      ["image", "info"],
    ],
    [
      "headers",
      "head",
      'image(key: "a") { key metadata { name } }',
      { image: { key: "a", metadata: null } },
      ["image", "metadata"],
    ],
    [
      "dimensions",
      "processing",
      'image(key: "a") { info { byteSize width } }',
      { image: { info: { byteSize: 7, width: null } } },
      ["image", "info", "width"],
    ],
    [
      "a colour",
      "processing",
      'image(key: "a") { key averageHue }',
      { image: { key: "a", averageHue: null } },
      ["image", "averageHue"],
    ],
    [
      "an entity",
      "styles",
      '_entities(representations: [{ __typename: "ProcessingStyle", bucket: "examplebucket", name: "style01" }]) { __typename }',
      { _entities: [null] },
      ["_entities", 0],
    ],
  ])("for %s ends in time when TOS stalls", async (_what, part, field, data, path) => {
    stalled.add(part);
    const reply = await ask(`{ ${field} }`);
    expect(reply.data ?? null).toEqual(data);
    expect(reply.errors).toMatchObject([{ path, extensions: { code: "UPSTREAM_TIMEOUT" } }]);
  });

  it("has what does not stall, and what follows from it, at once: one stalled HEAD is no other's", async () => {
    stalled.add("head");
    const selected = "{ info { byteSize width } }";
    const { data, errors } = await ask(
      `{ slow: image(key: "a.jpg") ${selected} quick: image(key: "source.jpg") ${selected} }`,
    );
    expect(data).toEqual({ slow: { info: null }, quick: { info: { byteSize: 7, width: 640 } } });
    expect(errors).toMatchObject([{ path: ["slow", "info"], extensions: { code: "UPSTREAM_TIMEOUT" } }]);
  });

  it("ends in time however many of its calls wait for their turn, and those are not made any more", async () => {
    stalled.add("head");
    const fields = Array.from(
      { length: 200 },
      (_, index) => `a${index}: image(key: "k${index}") { info { byteSize } }`,
    );
    const { errors } = await ask(`{ ${fields.join(" ")} }`);
    expect(errors).toHaveLength(200);
    expect(new Set(errors?.map(({ extensions }) => extensions?.code))).toEqual(new Set(["UPSTREAM_TIMEOUT"]));
    expect(asked.filter((part) => part === "head")).toHaveLength(32);
  });
});

describe("a mutation that costs nothing", () => {
  const failed = "__typename ... on ProcessingStyleFailure { code retry }";
  it.each<[string, Part, string, unknown]>([
    [
      "of a style that is looked for",
      "styles",
      `createProcessingStyle(input: { name: "new", processing: { actions: "image/rotate,90" } }) { ${failed} }`,
      { createProcessingStyle: { code: "TIMED_OUT", retry: "SAFE" } },
    ],
    [
      "of a deletion",
      "write",
      'deleteImage(input: { key: "a.jpg" }) { __typename ... on ImageDeletionFailure { code retry } }',
      { deleteImage: { code: "TIMED_OUT", retry: "SAFE" } },
    ],
  ])("%s ends in time when TOS stalls", async (_what, part, field, data) => {
    stalled.add(part);
    const reply = await ask(`mutation { ${field} }`);
    expect(reply.errors).toBeUndefined();
    expect(reply.data).toMatchObject(data as object);
  });
});
