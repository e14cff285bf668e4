/**
 * Steps given in GraphQL come to the same bytes as the chain that the official SDK is given, which is written by hand
 * here: for each operation that the emulator has.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TosClient } from "@volcengine/tos-sdk";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMULATOR_CREDENTIALS } from "../../src/emulator/emulator.js";
import { MISSING_OPERATIONS } from "../../src/emulator/pictures/planners.js";
import { OPERATIONS } from "../../src/processing/operations/index.js";
import {
  GenerateImageDocument,
  ImageDocument,
  type ProcessingInput,
  type ProcessingStepInput,
  ProcessingStyleStepsDocument,
} from "../generated/operations.js";
import { createOfficialClient } from "../helpers/official-sdk.js";
import { startServer, startServerFor, type TestServer } from "../helpers/server.js";
import { json, startStubUpstream } from "../helpers/stub-upstream.js";

const BUCKET = "examplebucket";

let folder: string;
let server: TestServer;
let sdk: TosClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "typed-steps-"));
  // Styles change here behind the server's back: no list of them may be kept.
  server = await startServer({ TOS_EMULATOR: "on", EMULATOR_DATA: folder, STYLE_CACHE_TTL_MS: "0" });
  sdk = createOfficialClient({
    port: Number(new URL(server.emulatorUrl).port),
    credentials: EMULATOR_CREDENTIALS,
    bucket: BUCKET,
  });
  const { data } = await sdk.getObjectV2({ key: "1171.jpeg", dataType: "buffer" });
  const photo = sharp(data.content);
  const sideways = photo.resize(120, 80, { fit: "fill" }).withMetadata({ orientation: 6 });
  await sdk.putObject({ key: "photo.jpg", body: await sideways.jpeg({ quality: 95 }).toBuffer() });
  const logo = sharp({ create: { width: 40, height: 20, channels: 4, background: "#ff000080" } });
  await sdk.putObject({ key: "a dir/标志.png", body: await logo.png().toBuffer() });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const base64url = (text: string): string => Buffer.from(text).toString("base64url");

/** The picture as a signed URL of the API gives it. */
async function fetched(process: ProcessingInput): Promise<Buffer> {
  const { image } = await server.execute(ImageDocument, { bucket: BUCKET, key: "photo.jpg", process });
  const response = await fetch(image?.signedUrl.url ?? "");
  const bytes = Buffer.from(await response.arrayBuffer());
  expect([response.status, response.status === 200 ? "" : bytes.toString()]).toEqual([200, ""]);
  return bytes;
}

const LOGO = "a dir/标志.png";

const CASES: readonly (readonly [steps: ProcessingStepInput[], chain: string])[] = [
  [[{ resize: { width: 60 } }], "resize,w_60"],
  [[{ resize: { mode: "FILL", width: 50, height: 50 } }], "resize,m_fill,w_50,h_50"],
  [
    [{ resize: { mode: "PAD", width: 200, height: 90, neverEnlarge: false, color: "0000fF" } }],
    "resize,m_pad,w_200,h_90,limit_0,color_0000fF",
  ],
  [[{ resize: { mode: "MFIT", longSide: 50, shortSide: 45 } }], "resize,m_mfit,l_50,s_45"],
  [[{ resize: { mode: "FIXED", width: 31, height: 70 } }], "resize,m_fixed,h_70,w_31"],
  [[{ resize: { mode: "LFIT", percent: 150, neverEnlarge: false } }], "resize,p_150,limit_0,m_lfit"],
  [[{ crop: { width: 40, height: 30 } }], "crop,w_40,h_30"],
  [[{ crop: { gravity: "SOUTH_EAST", width: 40, height: 30 } }], "crop,w_40,h_30,g_se"],
  [[{ crop: { gravity: "NORTH", width: 30, x: 5, y: 7 } }], "crop,g_north,w_30,x_5,y_7"],
  [[{ crop: { gravity: "WEST", height: 20 } }], "crop,g_west,h_20"],
  [[{ circle: { radius: 20 } }, { format: { to: "PNG" } }], "circle,r_20/format,png"],
  [[{ roundedCorners: { radius: 15 } }], "rounded-corners,r_15"],
  [[{ indexCrop: { sliceWidth: 50, index: 2 } }], "indexcrop,x_50,i_2"],
  [[{ indexCrop: { sliceHeight: 30 } }], "indexcrop,y_30"],
  [[{ rotate: { degrees: 90 } }], "rotate,90"],
  [[{ rotate: { degrees: 33 } }], "rotate,33"],
  [[{ autoOrient: {} }], "auto-orient,1"],
  [[{ autoOrient: { enabled: false } }, { rotate: { degrees: 180 } }], "auto-orient,0/rotate,180"],
  [[{ autoOrientInternal: true }, { rotate: { degrees: 180 } }], "auto-orient-internal/rotate,180"],
  [[{ format: { to: "PNG" } }], "format,png"],
  [[{ format: { to: "WEBP" } }], "format,webp"],
  [[{ format: { to: "JPEG" } }, { bright: { amount: 1 } }], "format,jpg/bright,1"],
  [[{ format: { to: "GIF" } }], "format,gif"],
  [[{ format: { to: "TIFF" } }], "format,tiff"],
  [[{ quality: { relative: 50 } }], "quality,q_50"],
  [[{ quality: { absolute: 20 } }], "quality,Q_20"],
  [[{ quality: { relative: 50, absolute: 30 } }], "quality,q_50,Q_30"],
  [[{ interlace: {} }], "interlace,1"],
  [[{ interlace: { enabled: false } }, { quality: { absolute: 10 } }], "interlace,0/quality,Q_10"],
  [[{ blur: { radius: 3, sigma: 2 } }], "blur,r_3,s_2"],
  [[{ blur: { amount: 20 } }], "blur,20"],
  [[{ blur: { sigma: 7 } }], "blur,s_7"],
  [[{ sharpen: { amount: 200 } }], "sharpen,200"],
  [[{ bright: { amount: -40 } }], "bright,-40"],
  [[{ contrast: { amount: 60 } }], "contrast,60"],
  [[{ colorspace: { space: "GRAY" } }], "colorspace,gray"],
  [[{ watermark: { text: "千军万马 & co." } }], `watermark,text_${base64url("千军万马 & co.")}`],
  [
    [
      {
        watermark: {
          text: "a/b?",
          font: "wqy-zenhei",
          size: 20,
          color: "FFFF00",
          shadow: 50,
          rotation: 30,
          opacity: 70,
          gravity: "NORTH_WEST",
          x: 3,
          y: 4,
        },
      },
    ],
    `watermark,t_70,g_nw,x_3,y_4,text_${base64url("a/b?")},type_${base64url("wqy-zenhei")},color_FFFF00,size_20,shadow_50,rotate_30`,
  ],
  [
    [{ watermark: { text: "fill", size: 10, fill: true, x: 9 } }],
    `watermark,text_${base64url("fill")},size_10,fill_1,x_9`,
  ],
  [
    [{ watermark: { text: "up", size: 12, gravity: "WEST", verticalOffset: -20 } }],
    `watermark,text_${base64url("up")},size_12,g_west,voffset_-20`,
  ],
  [[{ watermark: { image: { key: LOGO } } }], `watermark,image_${base64url(LOGO)}`],
  [
    [{ watermark: { image: { key: LOGO }, imagePercent: 70, gravity: "CENTER" } }],
    `watermark,image_${base64url(LOGO)},P_70,g_center`,
  ],
  [
    [{ watermark: { image: { key: LOGO, steps: [{ resize: { percentOfPicture: 20 } }] } } }],
    `watermark,image_${base64url(`${LOGO}?x-tos-process=image/resize,P_20`)}`,
  ],
  [
    [
      {
        watermark: {
          image: {
            key: LOGO,
            steps: [{ crop: { width: 10 } }, { rotate: { degrees: 45 } }, { resize: { width: 12 } }],
          },
        },
      },
    ],
    `watermark,image_${base64url(`${LOGO}?x-tos-process=image/crop,w_10/rotate,45/resize,w_12`)}`,
  ],
  [
    [
      {
        watermark: {
          image: { key: LOGO },
          text: "both",
          size: 12,
          order: "TEXT_FIRST",
          align: "MIDDLE",
          interval: 8,
        },
      },
    ],
    `watermark,image_${base64url(LOGO)},text_${base64url("both")},size_12,order_1,align_1,interval_8`,
  ],
  [[{ draw: { points: [{ x: 10, y: 10 }] } }], "draw,p_10x10"],
  [
    [
      {
        draw: {
          points: [
            { x: 10, y: 10 },
            { x: 60, y: 40 },
          ],
          lines: true,
          lineWidth: 5,
          radius: 9,
          color: "00ff00",
        },
      },
    ],
    "draw,p_10x10-60x40,r_9,l_true,lw_5,color_00ff00",
  ],
  [[{ mosaic: { gravity: "CENTER", width: 50, height: 40 } }], "mosaic,g_center,w_50,h_40"],
  [[{ mosaic: { type: "BLUR", radius: 6, sigma: 4, x: 10, y: 20 } }], "mosaic,t_blur,r_6,s_4,x_10,y_20"],
  [[{ mosaic: {} }], "mosaic"],
  [[{ slim: {} }], "slim"],
  [[{ slim: { level: 9 } }], "slim,zlevel_9"],
  [[{ strip: true }], "strip"],
  [
    [
      { resize: { width: 100 } },
      { rotate: { degrees: 270 } },
      { quality: { absolute: 60 } },
      { format: { to: "WEBP" } },
    ],
    "resize,w_100/rotate,270/quality,Q_60/format,webp",
  ],
];

describe("typed steps", () => {
  const results = new Map<string, string>();

  it.each(CASES)("%j come to the bytes of the official SDK's image/%s", async (steps, chain) => {
    const process = `image/${chain}`;
    const { data } = await sdk.getObjectV2({ key: "photo.jpg", process, dataType: "buffer" });
    expect((await fetched({ steps })).equals(data.content)).toBe(true);
    results.set(chain, data.content.toString("base64"));
  });

  it("were tried of every operation that the emulator has, and each case made another picture", () => {
    const emulated = OPERATIONS.filter(({ upstreamName }) => !MISSING_OPERATIONS.has(upstreamName));
    const tried = new Set(CASES.flatMap(([steps]) => steps.flatMap((step) => Object.keys(step))));
    expect([...tried].sort()).toEqual(emulated.map(({ name }) => name).sort());
    const chains = [...results.keys()];
    const alike = chains.filter((chain) =>
      chains.some((other) => other < chain && results.get(other) === results.get(chain)),
    );
    expect([chains.length, alike]).toEqual([CASES.length, []]);
  });

  it("are sent with a generation as the chain that they come to, before and after it", async () => {
    const upstream = await startStubUpstream(json(200, { resp_json: { code: 10000, message: "Success" } }));
    const other = await startServerFor(upstream.url);
    try {
      const { generateImage } = await other.execute(GenerateImageDocument, {
        input: {
          prompt: "千军万马",
          source: { key: "1171.jpeg" },
          preprocess: { steps: [{ resize: { longSide: 1024 } }, { format: { to: "JPEG" } }] },
          output: {
            key: "newgen.jpg",
            postprocess: { steps: [{ watermark: { text: "千军万马", gravity: "SOUTH" } }, { strip: true }] },
          },
        },
      });
      expect(generateImage.__typename).toBe("GeneratedImage");
      expect(JSON.parse(upstream.received[0]?.body ?? "")).toMatchObject({
        InputProcessing: { ProcessStyle: "", ProcessActions: "image/resize,l_1024/format,jpg" },
        OutputProcessing: {
          ProcessStyle: "",
          ProcessActions: `image/watermark,g_south,text_${base64url("千军万马")}/strip`,
        },
      });
    } finally {
      await other.close();
      await upstream.close();
    }
  });

  it("are what a generation is made by", async () => {
    const { generateImage } = await server.execute(GenerateImageDocument, {
      input: {
        prompt: "千军万马",
        source: { bucket: BUCKET, key: "1171.jpeg" },
        preprocess: { steps: [{ resize: { width: 100 } }] },
        output: {
          bucket: "tostest",
          key: "typed.png",
          postprocess: { steps: [{ rotate: { degrees: 90 } }] },
        },
      },
    });
    if (generateImage.__typename !== "GeneratedImage") throw new Error(JSON.stringify(generateImage));
    const { image } = await server.execute(ImageDocument, { bucket: "tostest", key: "typed.png" });
    expect(image?.info).toMatchObject({ width: 67, height: 100, format: "PNG" });
  });
});

describe("the steps of a style", () => {
  async function stepsOf(content: string) {
    await sdk.putBucketImageStyle({ bucket: BUCKET, styleName: "read", content, styleObjectPrefix: "" });
    const variables = { bucket: BUCKET, name: "read" };
    const { processingStyle } = await server.execute(ProcessingStyleStepsDocument, variables);
    expect(processingStyle?.actions).toBe(content);
    return processingStyle?.steps ?? [];
  }

  it("are typed, and null where the style does not say", async () => {
    const [resize, rotate, strip] = await stepsOf("image/resize,w_100,m_fill/rotate,90/strip");
    expect(resize).toEqual({
      __typename: "ResizeStep",
      raw: "resize,w_100,m_fill",
      mode: "FILL",
      width: 100,
      height: null,
      longSide: null,
      shortSide: null,
      percent: null,
      neverEnlarge: null,
      color: null,
    });
    expect([rotate, strip]).toEqual([
      { __typename: "RotateStep", raw: "rotate,90", degrees: 90 },
      { __typename: "StripStep", raw: "strip" },
    ]);
  });

  it("tell texts, points and the picture of a watermark in plain words", async () => {
    const image = base64url(`${LOGO}?x-tos-process=image/resize,P_30/enhance,s_2`);
    const steps = await stepsOf(`image/watermark,text_5Y2D,g_se,image_${image}/draw,p_1x2-3x4,l_true`);
    expect(steps).toMatchObject([
      {
        __typename: "WatermarkStep",
        text: "千",
        gravity: "SOUTH_EAST",
        image: {
          key: LOGO,
          steps: [
            { __typename: "ResizeStep", raw: "resize,P_30", percentOfPicture: 30 },
            { __typename: "UnknownStep", raw: "enhance,s_2" },
          ],
        },
      },
      {
        __typename: "DrawStep",
        points: [
          { x: 1, y: 2 },
          { x: 3, y: 4 },
        ],
        lines: true,
      },
    ]);
  });

  it("keep an operation that is not known here, beside those that are", async () => {
    expect(await stepsOf("image/enhance,s_2/format,webp/info")).toEqual([
      { __typename: "UnknownStep", raw: "enhance,s_2" },
      { __typename: "FormatStep", raw: "format,webp", to: "WEBP" },
      { __typename: "UnknownStep", raw: "info" },
    ]);
  });
});
