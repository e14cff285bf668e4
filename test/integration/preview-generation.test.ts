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

  it.each([
    ["image/resize,w_10", "jpg"],
    ["image/format,png/format,webp", "webp"],
    ["image/format,heic", "heic"],
    ["image/format,avif", "avif"],
    ["image/format,new", "jpg"],
  ])("shows a made key that ends as %s has it: .%s", async (actions, extension) => {
    const postprocess = { actions };
    const { output } = await preview({ output: { postprocess }, allowUnknownActions: true });
    expect(output.key.split(".").slice(1)).toEqual([extension]);
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

  it("is not that the output may not be looked at: to write it is another right", async () => {
    const refused = { kind: "status", status: 403, code: "AccessDenied" } as const;
    server.emulator.faults.add({ operation: "HeadObject", key: "newgen.jpg", effect: refused });
    expect(await preview()).toMatchObject({ ready: true, outputIsTaken: null, problems: [] });
    server.emulator.faults.add({ operation: "HeadObject", key: "1171.jpeg", effect: refused });
    expect(await preview()).toMatchObject({ ready: false, problems: [{ code: "ACCESS_DENIED" }] });
  });

  it("with sides that a preprocess makes smaller is none", async () => {
    expect(await preview({ source: { key: "wide.png" } })).toMatchObject({ ready: true });
  });
});

it("answers within the time of the input, with what is known by then", async () => {
  const slow = { operation: "HeadObject", effect: { kind: "delay-headers", ms: 3_000 } } as const;
  server.emulator.faults.add(slow);
  const begun = performance.now();
  expect(await preview({ timeoutMs: 1_000 })).toMatchObject({
    ready: false,
    problems: [{ __typename: "TimedOut", code: "TIMED_OUT", retry: "SAFE" }],
    outputIsTaken: null,
  });
  expect(performance.now() - begun).toBeLessThan(2_500);
});

const breaksRules = {
  prompt: "",
  source: { bucket: "X", key: "s3://x" },
  output: { bucket: "tostest", key: "", postprocess: { actions: "video/x" } },
  model: { other: { reqKey: "byteedit_v2.0", parameters: { scale: 2 } } },
  timeoutMs: 1,
};

it("refuses an input that breaks rules with all that is wrong, as generateImage does, and asks TOS nothing", async () => {
  const violations = async (field: string) => {
    const { body } = await server.post({
      query: `${field === "generateImage" ? "mutation" : "query"} ($input: GenerateImageInput!) { ${field}(input: $input) { __typename } }`,
      variables: { input: breaksRules },
    });
    expect(body.errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
    return body.errors?.[0]?.extensions?.violations as { path: (string | number)[] }[];
  };
  const found = await violations("previewGeneration");
  expect(found.map(({ path }) => path.slice(1).join("."))).toEqual([
    "prompt",
    "source.bucket",
    "source.key",
    "output.key",
    "output.postprocess.actions",
    "model.other.parameters.scale",
    "timeoutMs",
  ]);
  expect(found).toEqual(await violations("generateImage"));
  expect(operations()).toEqual([]);
});
