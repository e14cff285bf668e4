/** What a source's size costs: a HEAD, and never a generation that must fail. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GenerateImageDocument, type GenerateImageInput } from "../generated/operations.js";
import { type EmulatedServer, startEmulatedServer } from "../helpers/emulated-server.js";

const MODEL_LIMIT = 5 * 1024 * 1024;

let server: EmulatedServer;

beforeAll(async () => {
  server = await startEmulatedServer();
  await server.tos.putObject("examplebucket", "limit.jpg", Buffer.alloc(MODEL_LIMIT));
  await server.tos.putObject("examplebucket", "below.jpg", Buffer.alloc(MODEL_LIMIT - 1));
  await server.tos.putObject("examplebucket", "huge.jpg", Buffer.alloc(20 * 1024 * 1024 + 1));
});
beforeEach(() => {
  server.emulator.requests.clear();
  server.emulator.faults.clear();
});
afterAll(() => server.close());

async function generate(key: string, changes: Partial<GenerateImageInput> = {}) {
  const input = { prompt: "千军万马", source: { key }, output: { key: "out.jpg" }, ...changes };
  return (await server.execute(GenerateImageDocument, { input })).generateImage;
}

const operations = () => server.emulator.requests.all().map(({ operation }) => operation);

describe("the size of a source", () => {
  it("is refused before anything is paid for when the model takes less", async () => {
    expect(await generate("limit.jpg")).toMatchObject({
      __typename: "SourceRejected",
      reason: "TOO_LARGE",
      retry: "NEVER",
      source: { key: "limit.jpg" },
      message: expect.stringContaining(`${MODEL_LIMIT - 1} bytes`),
    });
    expect(operations()).toEqual(["HeadObject"]);
  });

  it("passes up to the model's limit: what the bytes are is for the model to say", async () => {
    expect(await generate("below.jpg")).toMatchObject({
      __typename: "SourceRejected",
      reason: "UNREADABLE",
    });
    expect(operations()).toEqual(["HeadObject", "ImageToImage"]);
  });

  it("is held to the limit of image processing where that sees it first", async () => {
    const preprocess = { actions: "image/resize,w_100" };
    expect(await generate("huge.jpg", { preprocess })).toMatchObject({
      __typename: "SourceRejected",
      reason: "TOO_LARGE",
    });
    await generate("limit.jpg", { preprocess });
    expect(operations()).toEqual(["HeadObject", "HeadObject", "ImageToImage"]);
  });

  it("is not looked at for a model of which no page states a limit", async () => {
    const model = { highAes: { version: "ANIME_V1_3" } } as const;
    expect(await generate("1171.jpeg", { model })).toMatchObject({ __typename: "GeneratedImage" });
    expect(operations()).toEqual(["ImageToImage"]);
  });

  it("is looked at once for two generations of one request", async () => {
    const { body } = await server.post({
      query: `mutation { ${["a", "b"].map((alias) => `${alias}: generateImage(input: { prompt: "p", source: { key: "limit.jpg" }, output: {} }) { __typename }`).join(" ")} }`,
    });
    expect(body.data).toEqual({ a: { __typename: "SourceRejected" }, b: { __typename: "SourceRejected" } });
    expect(operations()).toEqual(["HeadObject"]);
  });

  it.each([
    [403, "the right to it is missing"],
    [503, "TOS fails at it"],
  ])("does not stop a generation when its look-up is answered with %i (%s)", async (status) => {
    server.emulator.faults.add({
      operation: "HeadObject",
      effect: { kind: "status", status, code: "Refused" },
    });
    expect(await generate("1171.jpeg")).toMatchObject({ __typename: "GeneratedImage" });
  });

  it("leaves it to the generation to say that a source does not exist", async () => {
    expect(await generate("nothing.jpg")).toMatchObject({
      __typename: "SourceRejected",
      reason: "NOT_FOUND",
      tosRequestId: expect.any(String),
    });
    expect(operations()).toEqual(["HeadObject", "ImageToImage"]);
  });
});

it("costs no call when it is turned off", async () => {
  const plain = await startEmulatedServer({ GENERATION_SOURCE_CHECK: "off" });
  const input = { prompt: "千军万马", source: { key: "1171.jpeg" }, output: { key: "out.jpg" } };
  await plain.execute(GenerateImageDocument, { input });
  expect(plain.emulator.requests.all().map(({ operation }) => operation)).toEqual(["ImageToImage"]);
  await plain.close();
});
