/** An output without a key gets one, which is never overwritten. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EMULATOR_CREDENTIALS } from "../../src/emulator/emulator.js";
import { GenerateImageDocument, type OutputImageInput } from "../generated/operations.js";
import { type EmulatedServer, startEmulatedServer } from "../helpers/emulated-server.js";
import { createOfficialClient } from "../helpers/official-sdk.js";

let server: EmulatedServer;

beforeAll(async () => {
  server = await startEmulatedServer();
  await server.tos.putObject("examplebucket", "small.png", await smallPicture());
  const { emulator } = server;
  await createOfficialClient({
    port: emulator.port,
    credentials: EMULATOR_CREDENTIALS,
    bucket: "examplebucket",
  }).putBucketImageStyle({
    bucket: "examplebucket",
    styleName: "as-png",
    content: "image/format,png",
    styleObjectPrefix: "",
  });
});
beforeEach(() => server.emulator.requests.clear());
afterAll(() => server.close());

async function smallPicture(): Promise<Buffer> {
  return (await server.tos.getObject("examplebucket", "1171.jpeg", { process: "image/resize,w_32" })).body;
}

async function generate(output: OutputImageInput, prompt = "千军万马") {
  const { generateImage } = await server.execute(GenerateImageDocument, {
    input: { prompt, source: { key: "small.png" }, output },
  });
  return generateImage;
}

async function keyOf(output: OutputImageInput): Promise<string> {
  const outcome = await generate(output);
  if (outcome.__typename !== "GeneratedImage") throw new Error(JSON.stringify(outcome));
  return outcome.image.key;
}

function sentOutput(): unknown {
  const [record] = server.emulator.requests.all("ImageToImage");
  return (JSON.parse(record?.body ?? "{}") as { OutputProcessing?: unknown }).OutputProcessing;
}

describe("an output without a key", () => {
  it("is stored under one that sorts by time and cannot be guessed, and forbids to overwrite", async () => {
    const key = await keyOf({ bucket: "tostest" });
    expect(key).toMatch(/^generated\/\d{4}-\d\d-\d\d\/\d{9}-[0-9a-f-]{36}\.jpg$/);
    expect(sentOutput()).toMatchObject({ Bucket: "tostest", Object: key, ForbiddenOverwrite: true });
    expect(await server.tos.headObject("tostest", key)).not.toBeNull();
  });

  it("forbids to overwrite also where the caller would allow it, and with a null for a key", async () => {
    await keyOf({ key: null, forbidOverwrite: false });
    expect(sentOutput()).toMatchObject({ ForbiddenOverwrite: true });
  });

  it("never gets the same key twice, and keys of one bucket sort as they were made", async () => {
    const keys = [await keyOf({}), await keyOf({}), await keyOf({})];
    expect(new Set(keys).size).toBe(3);
    expect([...keys].sort()).toEqual(keys);
  });

  it.each([
    [{ actions: "image/format,png" }, "png"],
    [{ actions: "image/format,png/resize,w_10/format,webp" }, "webp"],
    [{ actions: "image/resize,w_10" }, "jpg"],
    [{ style: "as-png" }, "png"],
    [{ style: "style01" }, "jpg"],
  ])("ends as %j has it", async (postprocess, extension) => {
    expect((await keyOf({ postprocess })).split(".").at(-1)).toBe(extension);
  });

  it("is named in a failure after which the picture may be there", async () => {
    server.emulator.faults.add({
      operation: "ImageToImage",
      effect: { kind: "status", status: 503, code: "ServiceUnavailable" },
    });
    const outcome = await generate({ bucket: "tostest" });
    expect(outcome).toMatchObject({
      __typename: "GenerationFailed",
      retry: "MAY_CHARGE_AGAIN",
      possibleOutput: { bucket: "tostest", key: expect.stringMatching(/^generated\//) },
    });
  });

  it("is not named where nothing was generated", async () => {
    expect(await generate({}, "emulate:50412")).toMatchObject({ retry: "NEVER", possibleOutput: null });
  });
});

it("leaves a given key and its overwriting as they are", async () => {
  expect(await keyOf({ key: "given.jpg", bucket: "tostest" })).toBe("given.jpg");
  expect(sentOutput()).toMatchObject({ Object: "given.jpg", ForbiddenOverwrite: false });
});
