/** The main job, as a newcomer meets it: the API page's own example through the server and its emulator (docs/6349/1545409). */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  GenerateImageDocument,
  type GenerateImageInput,
  type GenerateImageMutation,
  ImageDocument,
  ImageModelsDocument,
  ProcessingStyleDocument,
  ProcessingStylesDocument,
} from "../generated/operations.js";
import { startServer, type TestServer } from "../helpers/server.js";

const input: GenerateImageInput = {
  prompt: "千军万马",
  source: { bucket: "examplebucket", key: "1171.jpeg" },
  preprocess: { actions: "image/resize,w_100" },
  output: { bucket: "tostest", key: "newgen.jpg", postprocess: { actions: "image/rotate,90" } },
  model: { i2iXlSft: {} },
};

let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "journey-"));
  server = await startServer({ TOS_EMULATOR: "on", EMULATOR_DATA: folder });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

type Outcome = GenerateImageMutation["generateImage"];

async function generate(changes: Partial<GenerateImageInput> = {}): Promise<Outcome> {
  return (await server.execute(GenerateImageDocument, { input: { ...input, ...changes } })).generateImage;
}

/** The picture of a success; anything else fails the test. */
function pictureOf(outcome: Outcome) {
  if (outcome.__typename !== "GeneratedImage") throw new Error(JSON.stringify(outcome));
  return outcome;
}

async function download(url: string) {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  return { bytes, contentType: response.headers.get("content-type"), ...(await sharp(bytes).metadata()) };
}

describe("the API page's example", () => {
  it("generates a picture of height 100 that its URL downloads", async () => {
    const { image, model, tosRequestId } = pictureOf(await generate());
    expect(image).toMatchObject({ id: "image:tostest/newgen.jpg", bucket: "tostest", key: "newgen.jpg" });
    expect(await download(image.signedUrl.url)).toMatchObject({
      contentType: "image/jpeg",
      format: "jpeg",
      width: 67,
      height: 100,
    });
    expect(tosRequestId).toMatch(/\S/);
    expect(model).toMatchObject({
      code: 10000,
      modelStatus: 10000,
      message: "Success",
      requestId: expect.stringMatching(/^\d{14}[0-9A-F]+$/),
      algorithmRequestId: expect.stringMatching(/^[0-9a-f]{64}$/),
      elapsedMs: expect.any(Number),
      algorithm: { statusCode: 0, statusMessage: "Success" },
      comfyuiCost: expect.any(Number),
      pipeline: "i2i",
      controlNets: [],
      styleReference: null,
      etta: { binaryDataIndex: 1 },
      imageUrls: [],
      binaryData: [],
    });
    expect(Object.keys(JSON.parse(model.rawJson))).toEqual(
      expect.arrayContaining(["code", "data", "message", "request_id", "status", "time_elapsed"]),
    );
  });

  it("keeps nothing of the source: the picture differs from the processed source", async () => {
    const { image } = pictureOf(await generate());
    const process = { actions: "image/resize,w_100/rotate,90" };
    const { image: source } = await server.execute(ImageDocument, { key: "1171.jpeg", process });
    const [generated, original] = await Promise.all([
      download(image.signedUrl.url),
      download(source?.signedUrl.url ?? ""),
    ]);
    expect([original.width, original.height]).toEqual([generated.width, generated.height]);
    const [a, b] = await Promise.all(
      [generated, original].map(({ bytes }) => sharp(bytes).removeAlpha().raw().toBuffer()),
    );
    const difference = a?.reduce((sum, value, index) => sum + Math.abs(value - (b?.[index] ?? 0)), 0) ?? 0;
    expect(difference / (a?.length ?? 1)).toBeGreaterThan(5);
  });

  it("carries typed parameters to the model, false and 0 included, and their echo back", async () => {
    const { model } = pictureOf(
      await generate({
        model: {
          i2iXlSft: {
            seed: 0,
            scale: 3.5,
            ddimSteps: 10,
            returnUrl: false,
            controlNets: [{ kind: "CANNY", strength: 0.4 }],
            styleReference: { idWeight: 0.2, styleWeight: 0 },
            logo: { enabled: false, opacity: 0 },
          },
        },
      }),
    );
    expect(model).toMatchObject({
      seed: 0,
      controlNets: [{ kind: "CANNY", strength: 0.4, binaryDataIndex: 0 }],
      styleReference: { idWeight: 0.2, styleWeight: 0, binaryDataIndex: 0 },
    });
    expect(JSON.parse(model.rawJson).data).toMatchObject({
      scale: 3.5,
      return_url: false,
      logo_info: { add_logo: false, opacity: 0 },
    });
  });

  it("takes styles in the place of actions", async () => {
    const { image } = pictureOf(
      await generate({
        preprocess: { style: "thumbnail" },
        output: { bucket: "tostest", key: "styled.jpg", postprocess: { style: "style01" } },
      }),
    );
    expect(await download(image.signedUrl.url)).toMatchObject({ width: 100, height: 100, format: "jpeg" });
  });

  it("takes the open form of a model", async () => {
    const outcome = await generate({ model: { other: { reqKey: "i2i_xl_sft", parameters: { seed: 7 } } } });
    expect(pictureOf(outcome).model.seed).toBe(7);
  });

  it("is the same by POST", async () => {
    const other = await startServer({
      TOS_EMULATOR: "on",
      EMULATOR_DATA: join(folder, "post"),
      TOS_AIGC_METHOD: "POST",
    });
    try {
      const { generateImage } = await other.execute(GenerateImageDocument, { input });
      expect(generateImage.__typename).toBe("GeneratedImage");
    } finally {
      await other.close();
    }
  });
});

describe("a generation that cannot be", () => {
  it.each<[string, Partial<GenerateImageInput>, Record<string, unknown>]>([
    [
      "an unknown style",
      { preprocess: { style: "nope" } },
      { __typename: "StyleNotFound", style: "nope", processingStage: "PREPROCESS", tosRequestId: null },
    ],
    [
      "a missing source",
      { source: { key: "missing.jpeg" } },
      { __typename: "SourceRejected", reason: "NOT_FOUND", source: { key: "missing.jpeg" } },
    ],
    [
      "a missing bucket of the source",
      { source: { bucket: "missing-bucket", key: "k" } },
      { __typename: "SourceRejected", reason: "BUCKET_NOT_FOUND" },
    ],
    [
      "a missing bucket of the output",
      { output: { bucket: "missing-bucket", key: "k" } },
      { __typename: "GenerationFailed", code: "OUTPUT_BUCKET_NOT_FOUND" },
    ],
    [
      "a refused parameter of the processing",
      { preprocess: { actions: "image/resize,w_0" }, allowUnknownActions: true },
      { __typename: "GenerationFailed", code: "PROCESSING_REJECTED" },
    ],
    [
      "a moderated prompt",
      { prompt: "emulate:50412" },
      { __typename: "ContentRejected", stage: "INPUT_TEXT" },
    ],
    [
      "a moderated input picture",
      { prompt: "emulate:50411" },
      { __typename: "ContentRejected", stage: "INPUT_IMAGE" },
    ],
    [
      "a moderated output picture",
      { prompt: "emulate:50511" },
      { __typename: "ContentRejected", stage: "OUTPUT_IMAGE" },
    ],
    [
      "a model with too many requests",
      { prompt: "emulate:50430" },
      { __typename: "RateLimited", limitedBy: "MODEL_CONCURRENCY" },
    ],
  ])("is answered with its own type for %s, and leaves no picture", async (_what, changes, expected) => {
    const output = changes.output ?? { bucket: "tostest", key: "never.jpg" };
    expect(await generate({ output, ...changes })).toMatchObject(expected);
    const { image } = await server.execute(ImageDocument, { bucket: "tostest", key: "never.jpg" });
    expect(image?.info).toBeNull();
  });

  it("keeps the picture that exists, when overwriting is forbidden", async () => {
    const output = { bucket: "tostest", key: "once.jpg", forbidOverwrite: true };
    const first = pictureOf(await generate({ output }));
    const before = await download(first.image.signedUrl.url);
    expect(await generate({ output, prompt: "another" })).toMatchObject({
      __typename: "OutputExists",
      output: { id: "image:tostest/once.jpg" },
    });
    expect((await download(first.image.signedUrl.url)).bytes).toEqual(before.bytes);
    const replaced = pictureOf(
      await generate({ output: { ...output, forbidOverwrite: false }, prompt: "another" }),
    );
    expect((await download(replaced.image.signedUrl.url)).bytes).not.toEqual(before.bytes);
  });
});

describe("two generations into one key, in one request", () => {
  it("are each answered with what was stored by it", async () => {
    const one = (alias: string, width: number): string =>
      `${alias}: generateImage(input: { prompt: "p", source: { key: "1171.jpeg" }, preprocess: { actions: "image/resize,w_${width}" }, output: { bucket: "tostest", key: "same.jpg" } }) { ... on GeneratedImage { image { info { width } } } }`;
    const { body } = await server.post({ query: `mutation { ${one("a", 100)} ${one("b", 50)} }` });
    expect(body.data).toEqual({
      a: { image: { info: { width: 100 } } },
      b: { image: { info: { width: 50 } } },
    });
  });
});

describe("the default bucket", () => {
  it("is made by the emulator, whatever its name", async () => {
    const other = await startServer({
      TOS_EMULATOR: "on",
      EMULATOR_DATA: join(folder, "named"),
      TOS_BUCKET: "my-bucket",
    });
    try {
      const source = { bucket: "examplebucket", key: "1171.jpeg" };
      const { generateImage } = await other.execute(GenerateImageDocument, {
        input: { ...input, source, output: { key: "o.jpg" } },
      });
      expect(pictureOf(generateImage).image.id).toBe("image:my-bucket/o.jpg");
    } finally {
      await other.close();
    }
  });
});

describe("the styles of a bucket", () => {
  it("are listed by name, narrowed by how it begins", async () => {
    const { processingStyles } = await server.execute(ProcessingStylesDocument, {});
    expect(processingStyles.map(({ name }) => name)).toEqual(["poster", "style01", "thumbnail"]);
    expect(processingStyles[1]).toMatchObject({
      id: "style:examplebucket/style01",
      bucket: "examplebucket",
      actions: "image/resize,w_100",
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    const narrowed = await server.execute(ProcessingStylesDocument, { nameStartsWith: "s" });
    expect(narrowed.processingStyles.map(({ name }) => name)).toEqual(["style01"]);
    const other = await server.execute(ProcessingStylesDocument, { bucket: "tostest" });
    expect(other.processingStyles.map(({ id }) => id)).toContain("style:tostest/style01");
  });

  it("are found one by one, null where there is none", async () => {
    const found = await server.execute(ProcessingStyleDocument, { name: "style01" });
    expect(found.processingStyle?.actions).toBe("image/resize,w_100");
    const missing = await server.execute(ProcessingStyleDocument, { name: "Style01" });
    expect(missing.processingStyle).toBeNull();
  });

  it("of a bucket that does not exist are an error that names the request to TOS", async () => {
    const { body } = await server.post({ query: '{ processingStyles(bucket: "missing-bucket") { id } }' });
    expect(body.errors?.[0]?.extensions).toEqual({
      code: "NOT_FOUND",
      tosRequestId: expect.stringMatching(/\S/),
    });
  });
});

describe("a stored image", () => {
  it("tells its dimensions, format and size", async () => {
    const { image } = await server.execute(ImageDocument, { key: "1171.jpeg" });
    const stored = await download(image?.signedUrl.url ?? "");
    expect(image?.info).toMatchObject({
      byteSize: stored.bytes.length,
      width: stored.width,
      height: stored.height,
      format: "JPEG",
      formatText: expect.stringMatching(/^jpe?g$/),
      contentType: "image/jpeg",
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    });
  });

  it("is processed on its way by a style or by actions", async () => {
    for (const process of [{ style: "style01" }, { actions: "image/resize,w_100" }]) {
      const { image } = await server.execute(ImageDocument, {
        key: "1171.jpeg",
        process,
        expiresInSeconds: 60,
      });
      expect((await download(image?.signedUrl.url ?? "")).width).toBe(100);
      const left = Date.parse(image?.signedUrl.expiresAt ?? "") - Date.now();
      expect(left).toBeGreaterThan(50_000);
      expect(left).toBeLessThanOrEqual(60_000);
    }
  });

  it("is a reference that nobody has checked, until info is asked for", async () => {
    const { image } = await server.execute(ImageDocument, { key: "no such picture.png" });
    expect(image).toMatchObject({ id: "image:examplebucket/no such picture.png", info: null });
  });
});

describe("the models", () => {
  it("are listed with what each parameter may be", async () => {
    const { imageModels } = await server.execute(ImageModelsDocument, {});
    expect(imageModels[0]).toMatchObject({
      reqKey: "i2i_xl_sft",
      action: "CVProcess",
      version: "2022-08-31",
      inputMember: "i2iXlSft",
    });
    expect(imageModels[0]?.parameters.find(({ name }) => name === "seed")).toMatchObject({
      upstreamName: "seed",
      type: "INT",
      minimum: -1,
      defaultValue: "-1",
    });
  });
});
