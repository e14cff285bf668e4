/** `generateImageFromText`, from GraphQL to the stored picture and back. */
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GenerateImageFromTextDocument, type GenerateImageFromTextInput } from "../generated/operations.js";
import { type EmulatedServer, startEmulatedServer } from "../helpers/emulated-server.js";

let server: EmulatedServer;

beforeAll(async () => {
  server = await startEmulatedServer();
});
beforeEach(() => server.emulator.requests.clear());
afterAll(() => server.close());

const input: GenerateImageFromTextInput = {
  prompt: "雨夜的城市",
  output: { bucket: "tostest", key: "words.jpg", postprocess: { actions: "image/resize,w_64" } },
};

async function generate(changes: Partial<GenerateImageFromTextInput> = {}) {
  const variables = { input: { ...input, ...changes } };
  return (await server.execute(GenerateImageFromTextDocument, variables)).generateImageFromText;
}

/** The body of the one generation that was sent, with the bucket that it was addressed to. */
function sent() {
  const records = server.emulator.requests.all("TextToImage");
  expect(records).toHaveLength(1);
  const [record] = records;
  return { bucket: record?.bucket, ...(JSON.parse(record?.body ?? "") as Record<string, unknown>) };
}

describe("a picture from words", () => {
  it("is stored, post-processed, under the output's name", async () => {
    const outcome = await generate();
    expect(outcome).toMatchObject({
      __typename: "GeneratedImage",
      image: { bucket: "tostest", key: "words.jpg" },
      model: { code: 10000 },
    });
    const { body } = await server.tos.getObject("tostest", "words.jpg");
    expect(await sharp(body).metadata()).toMatchObject({ format: "jpeg", width: 64 });
  });

  it("is asked of the output's bucket, with neither a source nor its processing", async () => {
    await generate();
    expect(sent()).toEqual({
      bucket: "tostest",
      TaskType: "text_to_image",
      InputDataSource: { Prompt: "雨夜的城市" },
      OutputProcessing: {
        Bucket: "tostest",
        Object: "words.jpg",
        ForbiddenOverwrite: false,
        ProcessStyle: "",
        ProcessActions: "image/resize,w_64",
      },
      ModelConfig: {
        ModelAction: "CVProcess",
        ModelVersion: "2022-08-31",
        ReqJson: { req_key: "t2i_xl_sft" },
      },
    });
  });

  it("costs a look at the styles of the output's bucket when it names one, and nothing more", async () => {
    expect(
      await generate({ output: { bucket: "tostest", key: "styled.jpg", postprocess: { style: "nosuch" } } }),
    ).toMatchObject({ __typename: "StyleNotFound", bucket: "tostest", processingStage: "POSTPROCESS" });
    expect(server.emulator.requests.all().map(({ operation }) => operation)).toEqual([
      "ListBucketImageStyle",
    ]);
  });

  it.each([
    [50412, { __typename: "ContentRejected", stage: "INPUT_TEXT" }],
    [50430, { __typename: "RateLimited", limitedBy: "MODEL_CONCURRENCY" }],
    // Of a picture that it does not have it cannot be told that it is wrong.
    [50206, { __typename: "GenerationFailed", code: "MODEL_PARAMETERS_REJECTED", retry: "NEVER" }],
  ])("fails with the model's code %i in the same types as image to image", async (code, failure) => {
    expect(await generate({ prompt: `雨夜的城市 emulate:${code}` })).toMatchObject({
      ...failure,
      modelCode: code,
    });
  });

  it("says that the output's bucket is missing", async () => {
    expect(await generate({ output: { bucket: "no-such-bucket", key: "x.jpg" } })).toMatchObject({
      __typename: "GenerationFailed",
      code: "OUTPUT_BUCKET_NOT_FOUND",
    });
  });

  it("refuses to overwrite when told to", async () => {
    await generate({ output: { bucket: "tostest", key: "once.jpg" } });
    expect(
      await generate({ output: { bucket: "tostest", key: "once.jpg", forbidOverwrite: true } }),
    ).toMatchObject({ __typename: "OutputExists", output: { key: "once.jpg" } });
  });
});

describe("a mutation with a wrong text input", () => {
  it.each([
    [{ prompt: " " }, ["input", "prompt"], "prompt"],
    [{ output: { bucket: "X", key: "k" } }, ["input", "output", "bucket"], "bucketName"],
    [{ output: { key: "" } }, ["input", "output", "key"], "objectKey"],
    [
      { output: { key: "k", postprocess: { actions: "video/x" } } },
      ["input", "output", "postprocess", "actions"],
      "processingActions",
    ],
    [{ timeoutMs: 1 }, ["input", "timeoutMs"], "range"],
    [{ model: { other: { reqKey: "a b" } } }, ["input", "model", "other", "reqKey"], "reqKey"],
  ])("%j is refused where it is wrong, before anything is sent", async (changes, path, constraint) => {
    const { status, body } = await server.post({
      query:
        "mutation ($input: GenerateImageFromTextInput!) { generateImageFromText(input: $input) { __typename } }",
      variables: { input: { ...input, ...changes } },
    });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      violations: [{ path, constraint }],
    });
    expect(server.emulator.requests.all()).toEqual([]);
  });
});
