/** `generateImages`: a few at a time, in order, none failing another. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type GenerateImageInput, GenerateImagesDocument } from "../generated/operations.js";
import { type EmulatedServer, startEmulatedServer } from "../helpers/emulated-server.js";
import { startServerFor } from "../helpers/server.js";
import { json, startStubUpstream, text } from "../helpers/stub-upstream.js";

let server: EmulatedServer;

beforeAll(async () => {
  server = await startEmulatedServer({ STYLE_CACHE_TTL_MS: "0" });
  const small = await server.tos.getObject("examplebucket", "1171.jpeg", { process: "image/resize,w_32" });
  await server.tos.putObject("examplebucket", "small.jpg", small.body);
});
beforeEach(() => {
  server.emulator.requests.clear();
  server.emulator.faults.clear();
});
afterAll(() => server.close());

const one = (changes: Partial<GenerateImageInput> = {}): GenerateImageInput => ({
  prompt: "千军万马",
  source: { key: "small.jpg" },
  output: { bucket: "tostest" },
  ...changes,
});

async function generate(inputs: GenerateImageInput[]) {
  return (await server.execute(GenerateImagesDocument, { inputs })).generateImages;
}

const generations = () => server.emulator.requests.all("ImageToImage");

describe("a batch", () => {
  it("answers each input in its place, whatever becomes of the others", async () => {
    const results = await generate([
      one({ output: { bucket: "tostest", key: "first.jpg" } }),
      one({ prompt: "emulate:50412" }),
      one({ source: { key: "nothing.jpg" } }),
      one({ preprocess: { style: "nosuch" } }),
      one({ output: { bucket: "tostest", key: "last.jpg" } }),
    ]);
    expect(results).toMatchObject([
      { __typename: "GeneratedImage", image: { key: "first.jpg" } },
      { __typename: "ContentRejected" },
      { __typename: "SourceRejected", reason: "NOT_FOUND" },
      { __typename: "StyleNotFound", style: "nosuch" },
      { __typename: "GeneratedImage", image: { key: "last.jpg" } },
    ]);
    expect(generations()).toHaveLength(4);
  });

  it("looks at a source and at a bucket's styles once, however many inputs name them", async () => {
    await generate(Array.from({ length: 10 }, () => one({ preprocess: { style: "style01" } })));
    expect(generations()).toHaveLength(10);
    expect(server.emulator.requests.all("HeadObject")).toHaveLength(1);
    expect(server.emulator.requests.all("ListBucketImageStyle")).toHaveLength(1);
  });
});

it("keeps to the configured number of generations at a time", async () => {
  let underWay = 0;
  let most = 0;
  const upstream = await startStubUpstream(async (response, request) => {
    if (request.method === "HEAD") return text(200, "")(response, request);
    most = Math.max(most, ++underWay);
    // Whatever else is sent at the same time has come before a few round trips are over.
    for (let trips = 0; trips < 5; trips++) await fetch(upstream.url, { method: "HEAD" });
    underWay--;
    return json(200, { resp_json: { code: 10000, data: null } })(response, request);
  });
  const limited = await startServerFor(upstream.url, { GENERATION_BATCH_CONCURRENCY: "2" });
  const { generateImages } = await limited.execute(GenerateImagesDocument, {
    inputs: Array.from({ length: 10 }, () => one()),
  });
  expect(generateImages.map(({ __typename }) => __typename)).toEqual(Array(10).fill("GeneratedImage"));
  expect(most).toBe(2);
  await limited.close();
  await upstream.close();
});

describe("a batch that breaks a rule", () => {
  it.each<[string, GenerateImageInput[], (string | number)[], string]>([
    ["of nothing", [], ["inputs"], "length"],
    ["of eleven", Array.from({ length: 11 }, () => one()), ["inputs"], "length"],
    ["with one blank prompt", [one(), one({ prompt: "" })], ["inputs", 1, "prompt"], "prompt"],
    [
      "with one wrong bucket",
      [one(), one(), one({ source: { bucket: "X", key: "k" } })],
      ["inputs", 2, "source", "bucket"],
      "bucketName",
    ],
    [
      "that would overwrite its own picture",
      [one({ output: { key: "a.jpg" } }), one({ output: { bucket: "examplebucket", key: "a.jpg" } })],
      ["inputs", 1, "output", "key"],
      "unique",
    ],
    [
      "that would start from a picture of its own",
      [one({ source: { key: "a.jpg" } }), one({ output: { bucket: "examplebucket", key: "a.jpg" } })],
      ["inputs", 0, "source", "key"],
      "independent",
    ],
  ])("%s is refused as a whole, and nothing is sent", async (_title, inputs, path, constraint) => {
    const { status, body } = await server.post({
      query: "mutation ($inputs: [GenerateImageInput!]!) { generateImages(inputs: $inputs) { __typename } }",
      variables: { inputs },
    });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      violations: [{ path, constraint }],
    });
    expect(server.emulator.requests.all()).toEqual([]);
  });
});
