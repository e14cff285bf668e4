/** `previewGeneration`: what a generation would fail with, and what would be sent, without paying for it. */
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  GenerateImageDocument,
  type GenerateImageInput,
  PreviewGenerationDocument,
} from "../generated/operations.js";
import { type EmulatedServer, startEmulatedServer } from "../helpers/emulated-server.js";

let server: EmulatedServer;

beforeAll(async () => {
  server = await startEmulatedServer();
  const wide = sharp({ create: { width: 4096, height: 8, channels: 3, background: "red" } });
  const { tos } = server;
  await tos.putObject("examplebucket", "wide.png", await wide.png().toBuffer());
  await tos.putObject("examplebucket", "small.webp", await wide.resize(32).webp().toBuffer());
  await tos.putObject("examplebucket", "words.jpg", Buffer.from("no picture"));
  await tos.putObject("examplebucket", "large.jpg", Buffer.alloc(5 * 1024 * 1024));
  await tos.putObject("tostest", "taken.jpg", Buffer.from("x"));
});
beforeEach(() => {
  server.emulator.requests.clear();
  server.emulator.faults.clear();
});
afterAll(() => server.close());

const input: GenerateImageInput = {
  prompt: "千军万马",
  source: { bucket: "examplebucket", key: "1171.jpeg" },
  preprocess: { actions: "image/resize,w_100" },
  output: { bucket: "tostest", key: "newgen.jpg" },
};

async function preview(changes: Partial<GenerateImageInput> = {}) {
  const variables = { input: { ...input, ...changes } };
  return (await server.execute(PreviewGenerationDocument, variables)).previewGeneration;
}

const operations = () =>
  server.emulator.requests
    .all()
    .map(({ operation }) => operation)
    .sort();

describe("a preview of a generation that can be sent", () => {
  it("is ready, and costs HEADs and the reading of the source's dimensions", async () => {
    expect(await preview()).toMatchObject({
      ready: true,
      problems: [],
      output: { bucket: "tostest", key: "newgen.jpg" },
      outputIsTaken: false,
    });
    expect(operations()).toEqual(["HeadBucket", "HeadObject", "HeadObject", "ProcessObject"]);
  });

  it("shows the very request that is sent, without its signature", async () => {
    const { request } = await preview();
    expect(request).toMatchObject({
      method: "GET",
      url: `${server.emulator.url}/examplebucket/?x-tos-process=aigc%2Fimage_to_image`,
      headers: [
        { name: "host", value: new URL(server.emulator.url).host },
        { name: "content-type", value: "application/json" },
      ],
    });
    await server.execute(GenerateImageDocument, { input });
    const [sent] = server.emulator.requests.all("ImageToImage");
    expect(sent?.body).toBe(request.body);
  });

  it("shows an example of the key that is made", async () => {
    const { output, request, outputIsTaken } = await preview({ output: { bucket: "tostest" } });
    expect(output.key).toMatch(/^generated\//);
    expect(JSON.parse(request.body)).toMatchObject({
      OutputProcessing: { Object: output.key, ForbiddenOverwrite: true },
    });
    expect(outputIsTaken).toBe(false);
  });

  it("tells that the output is taken where it would be overwritten", async () => {
    expect(await preview({ output: { bucket: "tostest", key: "taken.jpg" } })).toMatchObject({
      ready: true,
      outputIsTaken: true,
    });
  });
});

describe("a preview's problem", () => {
  it.each<[string, Partial<GenerateImageInput>, object]>([
    [
      "of a source that does not exist",
      { source: { key: "nothing.jpg" } },
      { __typename: "SourceRejected", reason: "NOT_FOUND", retry: "NEVER" },
    ],
    [
      "of a source's bucket that does not exist",
      { source: { bucket: "no-such-bucket", key: "x.jpg" } },
      { __typename: "SourceRejected", reason: "BUCKET_NOT_FOUND" },
    ],
    [
      "of a source that is no picture",
      { source: { key: "words.jpg" } },
      { __typename: "SourceRejected", reason: "UNREADABLE" },
    ],
    [
      "of a side that the model does not take",
      { source: { key: "wide.png" }, preprocess: null },
      { __typename: "SourceRejected", reason: "TOO_LARGE" },
    ],
    [
      "of a format that the model's documentation does not name",
      { source: { key: "small.webp" }, preprocess: null },
      { __typename: "SourceRejected", reason: "UNSUPPORTED_FORMAT" },
    ],
    [
      "of a ratio of sides that the model does not take",
      {
        source: { key: "wide.png" },
        preprocess: null,
        model: { highAes: { version: "ANIME_V1_3" } },
      },
      { __typename: "SourceRejected", reason: "UNSUPPORTED_RATIO" },
    ],
    [
      "of a style that does not exist",
      { preprocess: { style: "nosuch" } },
      { __typename: "StyleNotFound", style: "nosuch", processingStage: "PREPROCESS" },
    ],
    [
      "of an output that must not be overwritten",
      { output: { bucket: "tostest", key: "taken.jpg", forbidOverwrite: true } },
      { __typename: "OutputExists", code: "OUTPUT_EXISTS" },
    ],
    [
      "of an output bucket that does not exist",
      { output: { bucket: "no-such-bucket", key: "x.jpg" } },
      { __typename: "GenerationFailed", code: "OUTPUT_BUCKET_NOT_FOUND" },
    ],
  ])("%s is the failure that the generation would have", async (_title, changes, problem) => {
    expect(await preview(changes)).toMatchObject({ ready: false, problems: [problem] });
    expect(operations()).not.toContain("ImageToImage");
  });

  it("of too many bytes is found beside one of the bytes themselves", async () => {
    expect(await preview({ source: { key: "large.jpg" }, preprocess: null })).toMatchObject({
      problems: [{ reason: "TOO_LARGE" }, { reason: "UNREADABLE" }],
    });
  });

  it("stands beside all others", async () => {
    const { problems } = await preview({
      source: { key: "nothing.jpg" },
      preprocess: { style: "no1" },
      output: { bucket: "tostest", key: "taken.jpg", forbidOverwrite: true, postprocess: { style: "no2" } },
    });
    expect(problems.map(({ __typename }) => __typename)).toEqual([
      "StyleNotFound",
      "StyleNotFound",
      "SourceRejected",
      "OutputExists",
    ]);
  });

  it.each([
    [403, { code: "ACCESS_DENIED" }],
    [429, { code: "RATE_LIMITED" }],
    [503, { code: "STORAGE_FAULT", retry: "SAFE" }],
  ])("is what a look-up was answered with, for example %i", async (status, problem) => {
    server.emulator.faults.add({
      operation: "HeadObject",
      key: "newgen.jpg",
      effect: { kind: "status", status, code: "Refused" },
    });
    expect(await preview()).toMatchObject({ ready: false, outputIsTaken: null, problems: [problem] });
  });

  it("with sides that a preprocess makes smaller is none", async () => {
    expect(await preview({ source: { key: "wide.png" } })).toMatchObject({ ready: true });
  });
});

it("refuses an input that breaks a rule as generateImage does, and asks TOS nothing", async () => {
  const { body } = await server.post({
    query: "query ($input: GenerateImageInput!) { previewGeneration(input: $input) { ready } }",
    variables: {
      input: { ...input, prompt: "", preprocess: { actions: "resize" }, model: { i2iXlSft: { scale: 0 } } },
    },
  });
  expect(body.errors?.[0]?.extensions).toMatchObject({
    code: "BAD_USER_INPUT",
    violations: [
      { path: ["input", "prompt"] },
      { path: ["input", "preprocess", "actions"] },
      { path: ["input", "model", "i2iXlSft", "scale"] },
    ],
  });
  expect(operations()).toEqual([]);
});
