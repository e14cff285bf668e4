/** The catalogue of models, as a client that knows nothing but `imageModels` uses it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listModels } from "../../src/doubao/catalogue/catalogue.js";
import { checkRange } from "../../src/doubao/ranges.js";
import {
  GenerateImageDocument,
  type GenerateImageInput,
  ImageModelsDocument,
  type ImageModelsQuery,
  type ImageToImageModelInput,
  type ModelTask,
} from "../generated/operations.js";
import { byDefault, least, most, put, written } from "../helpers/open-parameters.js";
import { startServer, startServerFor, type TestServer } from "../helpers/server.js";
import { json, type StubUpstream, startStubUpstream } from "../helpers/stub-upstream.js";

const USABLE = listModels("IMAGE_TO_IMAGE", true);

const input: GenerateImageInput = {
  prompt: "千军万马",
  source: { bucket: "examplebucket", key: "1171.jpeg" },
  preprocess: { actions: "image/resize,w_48" },
  output: { bucket: "tostest", key: "models.jpg" },
};

let folder: string;
let emulated: TestServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "models-"));
  emulated = await startServer({ TOS_EMULATOR: "on", EMULATOR_DATA: folder });
});
afterAll(async () => {
  await emulated.close();
  await rm(folder, { recursive: true });
});

describe("imageModels", () => {
  const list = async (variables: { task?: ModelTask; usable?: boolean }) =>
    (await emulated.execute(ImageModelsDocument, variables)).imageModels;
  const named = (models: ImageModelsQuery["imageModels"], reqKey: string) =>
    models.filter((model) => model.reqKey === reqKey);

  it("tells all that is known of a model", async () => {
    const models = await list({});
    expect(named(models, "i2i_portrait_photo")[0]).toMatchObject({
      tasks: ["IMAGE_TO_IMAGE"],
      inputMember: "other",
      documentation: "https://www.volcengine.com/docs/85128/1602212",
      promptMember: "prompt",
      imageMember: "image_input",
      evidence: "THIRD_PARTY",
      refusal: null,
    });
    expect(named(models, "i2i_portrait_photo")[0]?.parameters).toContainEqual({
      name: "parameters.gpen",
      upstreamName: "gpen",
      type: "FLOAT",
      values: [],
      description: "How much the face is made clear.",
      defaultValue: "0.4",
      minimum: 0,
      minimumExcluded: false,
      maximum: 1,
      maximumExcluded: false,
      multipleOf: 0.1,
      required: false,
      evidence: "THIRD_PARTY",
    });
    expect(
      named(models, "i2i_outpainting")[0]?.parameters.find(({ name }) => name === "parameters.top"),
    ).toMatchObject({ minimum: 0, minimumExcluded: true, maximum: 1, maximumExcluded: false });
    expect(named(models, "img2img_clay_style")[0]).toMatchObject({
      usageReqKey: "img2img_clay_style_usage",
      sourceImage: {
        formats: ["JPEG", "PNG"],
        maxBytes: 5_242_880,
        maxSide: 4096,
        maxRatio: null,
        maxCount: 1,
      },
    });
  });

  it("tells the two models of high_aes apart, one of which takes pictures and words", async () => {
    const anime = {
      modelVersion: "anime_v1.3",
      task: "IMAGE_TO_IMAGE",
      tasks: ["IMAGE_TO_IMAGE", "TEXT_TO_IMAGE"],
      inputMember: "highAes",
      maxPixels: 1_183_744,
      sourceImage: { maxRatio: 1.77 },
    };
    const general = {
      modelVersion: "general_v1.3",
      tasks: ["TEXT_TO_IMAGE"],
      maxPixels: null,
      sourceImage: null,
    };
    expect(named(await list({}), "high_aes")).toMatchObject([anime, general]);
    expect(named(await list({ task: "IMAGE_TO_IMAGE" }), "high_aes")).toMatchObject([anime]);
    expect(named(await list({ task: "TEXT_TO_IMAGE" }), "high_aes")).toMatchObject([anime, general]);
  });

  it("lists by task and by what can be used, the default of the task first", async () => {
    const pictures = await list({ task: "IMAGE_TO_IMAGE", usable: true });
    expect(pictures.map(({ reqKey }) => reqKey)).toEqual(USABLE.map(({ reqKey }) => reqKey));
    expect(pictures[0]?.reqKey).toBe("i2i_xl_sft");
    expect((await list({ task: "TEXT_TO_IMAGE", usable: true }))[0]?.reqKey).toBe("t2i_xl_sft");
    const refused = await list({ usable: false });
    expect(refused.map(({ reqKey }) => reqKey)).toEqual(["i2i_inpainting", "i2i_inpainting_edit"]);
    for (const { refusal } of refused) expect(refusal).toMatch(/^needs a second picture/);
  });
});

describe("a generation through the emulator", () => {
  const generate = async (model: ImageToImageModelInput) =>
    (await emulated.execute(GenerateImageDocument, { input: { ...input, model } })).generateImage;

  it.each(
    USABLE.map((model) => [[model.reqKey, model.modelVersion].filter(Boolean).join(" "), model] as const),
  )("takes the defaults, the least and the most of %s in the open form", async (_name, model) => {
    for (const choose of [byDefault, least, most]) {
      const parameters = written(model, choose);
      const outcome = await generate({ other: { reqKey: model.reqKey, parameters } });
      expect(outcome, JSON.stringify(parameters)).toMatchObject({ __typename: "GeneratedImage" });
    }
  });

  it("takes a style under its name by usage, and steps under another model's name of them", async () => {
    const style = {
      other: { reqKey: "img2img_clay_style_usage", parameters: { sub_req_key: "img2img_clay_style_3d" } },
    };
    expect(await generate(style)).toMatchObject({ __typename: "GeneratedImage" });
    const steps = { other: { reqKey: "high_aes_ip_v20", parameters: { step: 200 } } };
    expect(await generate(steps)).toMatchObject({ __typename: "GeneratedImage" });
  });

  it("takes the typed parameters of high_aes", async () => {
    const highAes = {
      version: "ANIME_V1_3" as const,
      seed: 0,
      ddimSteps: 50,
      scale: 30,
      width: 1728,
      height: 576,
      strength: 0,
      returnUrl: false,
      logo: { opacity: 0.5 },
    };
    expect(await generate({ highAes })).toMatchObject({ __typename: "GeneratedImage" });
  });
});

describe("before anything is sent", () => {
  let upstream: StubUpstream;
  let server: TestServer;

  beforeAll(async () => {
    upstream = await startStubUpstream(json(500, {}));
    server = await startServerFor(upstream.url);
  });
  afterAll(async () => {
    await server.close();
    expect(upstream.received).toEqual([]);
    await upstream.close();
  });

  const QUERY = "mutation ($input: GenerateImageInput!) { generateImage(input: $input) { __typename } }";
  const violations = async (model: object) => {
    const { status, body } = await server.post({ query: QUERY, variables: { input: { ...input, model } } });
    expect([status, body.errors?.length, body.errors?.[0]?.extensions?.code]).toEqual([
      400,
      1,
      "BAD_USER_INPUT",
    ]);
    expect(JSON.stringify(body)).not.toContain("CANARY");
    return body.errors?.[0]?.extensions?.violations;
  };

  const ranged = USABLE.flatMap((model) =>
    model.parameters.flatMap(({ upstreamName, range, evidence }) =>
      range === null || evidence === "ASSUMED" ? [] : [{ reqKey: model.reqKey, model, upstreamName, range }],
    ),
  );

  it.each(ranged)(
    "a number beyond the bounds of $upstreamName is refused for $reqKey",
    async ({ model, upstreamName, range }) => {
      const outside = range.integer ? 1 : 0.01;
      for (const value of [range.minimum - outside, range.maximum + outside]) {
        const parameters = written(model, least);
        put(parameters, upstreamName, value);
        const path = upstreamName.split(/\.|(?=\[\])/).map((step) => (step === "[]" ? 0 : step));
        expect(await violations({ other: { reqKey: model.reqKey, parameters } })).toContainEqual({
          path: ["input", "model", "other", "parameters", ...path],
          constraint: "range",
          message: checkRange(value, range),
        });
      }
    },
  );

  it.each<[string, object, (string | number)[], string, RegExp]>([
    [
      "a model of words alone",
      { other: { reqKey: "t2i_xl_sft" } },
      ["other", "reqKey"],
      "modelTask",
      /text alone/,
    ],
    [
      "the general version of high_aes",
      { highAes: { version: "GENERAL_V1_3" } },
      ["highAes", "version"],
      "modelTask",
      /must be ANIME_V1_3 here/,
    ],
    [
      "a model with a task",
      { other: { reqKey: "jimeng_i2i_v30" } },
      ["other", "reqKey"],
      "synchronousModel",
      /task only/,
    ],
    [
      "a model with a mask",
      { other: { reqKey: "i2i_inpainting" } },
      ["other", "reqKey"],
      "usableModel",
      /mask/,
    ],
    [
      "a second picture",
      {
        other: {
          reqKey: "i2i_xl_sft",
          parameters: { style_reference_args: { style_weight: 1, binary_data_index: 1 } },
        },
      },
      ["other", "parameters", "style_reference_args", "binary_data_index"],
      "onePicture",
      /one picture/,
    ],
    [
      "a look that a style does not have",
      { other: { reqKey: "img2img_clay_style", parameters: { sub_req_key: "CANARY" } } },
      ["other", "parameters", "sub_req_key"],
      "type",
      /one of img2img_clay_style_3d, img2img_clay_style_bubble/,
    ],
    [
      "a text for a number",
      { other: { reqKey: "byteedit_v2.0", parameters: { scale: "CANARY" } } },
      ["other", "parameters", "scale"],
      "type",
      /a number from 0 to 1/,
    ],
    [
      "two names of the steps",
      { other: { reqKey: "i2i_outpainting", parameters: { steps: 1, ddim_steps: 1 } } },
      ["other", "parameters", "ddim_steps"],
      "spelling",
      /beside steps/,
    ],
    ...(
      [
        ["seed", -2],
        ["ddimSteps", 51],
        ["scale", 30.5],
        ["width", 575],
        ["height", 575],
        ["strength", 1.01],
      ] as const
    ).map(
      ([name, value]) =>
        [
          `a ${name} beyond its bounds`,
          { highAes: { version: "ANIME_V1_3", [name]: value } },
          ["highAes", name],
          "range",
          /^must be a (whole )?number from/,
        ] as [string, object, string[], string, RegExp],
    ),
    [
      "too many pixels",
      { highAes: { version: "ANIME_V1_3", width: 1728 } },
      ["highAes", "width"],
      "area",
      /at most 1183744 pixels/,
    ],
    [
      "an enlargement that the version does not have",
      { highAes: { version: "ANIME_V1_3", useSr: false } },
      ["highAes", "useSr"],
      "modelVersion",
      /left out/,
    ],
    [
      "an opacity over one",
      { highAes: { version: "ANIME_V1_3", logo: { opacity: 2 } } },
      ["highAes", "logo", "opacity"],
      "range",
      /from 0 to 1/,
    ],
    [
      "a watermark of too many characters",
      { i2iXlSft: { logo: { text: `CANARY${"字".repeat(59)}` } } },
      ["i2iXlSft", "logo", "text"],
      "logoText",
      /at most 64 characters/,
    ],
    [
      "a watermark with control characters",
      { highAes: { version: "ANIME_V1_3", logo: { text: "CANARY\u0000" } } },
      ["highAes", "logo", "text"],
      "logoText",
      /control characters/,
    ],
  ])(
    "%s is refused with its path, its constraint and the reason",
    async (_what, model, path, constraint, message) => {
      expect(await violations(model)).toEqual([
        { path: ["input", "model", ...path], constraint, message: expect.stringMatching(message) },
      ]);
    },
  );

  it("a fault in the watermark of a second field keeps the first one from being paid for", async () => {
    const { status, body } = await server.post({
      query: `mutation ($good: GenerateImageInput!, $bad: GenerateImageInput!) {
        first: generateImage(input: $good) { __typename }
        second: generateImage(input: $bad) { __typename }
      }`,
      variables: {
        good: input,
        bad: { ...input, model: { i2iXlSft: { logo: { text: "x".repeat(65) } } } },
      },
    });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions).toMatchObject({
      violations: [{ path: ["input", "model", "i2iXlSft", "logo", "text"], constraint: "logoText" }],
    });
    expect(upstream.received).toEqual([]);
  });

  it("a version of high_aes that there is not is refused with those that there are", async () => {
    expect(await violations({ highAes: { version: "CANARY" } })).toMatchObject([
      {
        path: ["input", "model", "highAes", "version"],
        message: expect.stringMatching(/GENERAL_V1_3, ANIME_V1_3/),
      },
    ]);
  });
});
