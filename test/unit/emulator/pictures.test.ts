import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { TosFault } from "../../../src/emulator/faults.js";
import { planChain, runChain } from "../../../src/emulator/pictures/chain.js";
import { type ResizeRequest, resizePlan } from "../../../src/emulator/pictures/operations/resize.js";
import { decodePicture, encodePicture } from "../../../src/emulator/pictures/picture.js";
import { reportOf } from "../../../src/emulator/pictures/reports.js";

const RED = [255, 0, 0];
const GREEN = [0, 255, 0];
const BLUE = [0, 0, 255];
const WHITE = [255, 255, 255];

/** 400 by 200: red left half, blue right half, and a green square of 40 in the upper left corner. */
const source = await sharp({ create: { width: 400, height: 200, channels: 3, background: "#ff0000" } })
  .composite([
    { input: { create: { width: 200, height: 200, channels: 3, background: "#0000ff" } }, left: 200, top: 0 },
    { input: { create: { width: 40, height: 40, channels: 3, background: "#00ff00" } }, left: 0, top: 0 },
  ])
  .removeAlpha()
  .png()
  .toBuffer();

async function processed(chain: string, bytes: Buffer = source) {
  const picture = await runChain(planChain(chain), await decodePicture(bytes));
  const { data, contentType } = await encodePicture(picture);
  const meta = await sharp(data).metadata();
  const raw = await sharp(data).toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
  return {
    data,
    contentType,
    size: `${meta.width}x${meta.height}`,
    format: meta.format,
    orientation: meta.orientation,
    isProgressive: meta.isProgressive,
    pixel: (x: number, y: number) => {
      const at = (y * raw.info.width + x) * raw.info.channels;
      return [...raw.data.subarray(at, at + raw.info.channels)];
    },
  };
}

function fault(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof TosFault) return `${error.entry.status} ${error.entry.code} ${error.entry.ec}`;
    throw error;
  }
  return "none";
}

describe("the sizes of a resize", () => {
  const plan = (request: Partial<ResizeRequest>) =>
    resizePlan({ width: 400, height: 200 }, { mode: "lfit", limit: true, ...request });
  const both = (width: number, height: number) => ({ scaled: { width, height }, canvas: { width, height } });

  it("of the page's worked example are 100 by 50", () => {
    expect(plan({ w: 100, h: 100 })).toEqual(both(100, 50));
  });

  it.each<[Partial<ResizeRequest>, ReturnType<typeof plan>]>([
    [{ w: 100 }, both(100, 50)],
    [{ h: 100 }, both(200, 100)],
    [{ mode: "mfit", w: 100, h: 100 }, both(200, 100)],
    [{ mode: "fixed", w: 100, h: 100 }, both(100, 100)],
    [{ mode: "fixed", w: 100 }, both(100, 50)],
    [
      { mode: "fill", w: 100 },
      { scaled: { width: 200, height: 100 }, canvas: { width: 100, height: 100 } },
    ],
    [
      { mode: "pad", w: 100 },
      { scaled: { width: 100, height: 50 }, canvas: { width: 100, height: 100 } },
    ],
    [{ l: 100 }, both(100, 50)],
    [{ s: 100 }, both(200, 100)],
    [{ l: 100, s: 20 }, both(40, 20)],
    [{ p: 50 }, both(200, 100)],
    [{ w: 100, l: 10, p: 1 }, both(100, 50)],
    [{ l: 100, p: 1 }, both(100, 50)],
    [{ w: 800 }, null],
    [{ mode: "fixed", w: 100, h: 201 }, null],
    [{ mode: "fill", w: 401, h: 10 }, null],
    [{ p: 200 }, null],
    [{ w: 800, limit: false }, both(800, 400)],
    [{ p: 200, limit: false }, both(800, 400)],
    [{ w: 1, h: 1 }, both(1, 1)],
  ])("for %j are %j", (request, expected) => {
    expect(plan(request)).toEqual(expected);
  });
});

describe("a chain", () => {
  it("resizes by the page's worked example", async () => {
    expect((await processed("image/resize,w_100,h_100,m_lfit")).size).toBe("100x50");
  });

  it("never enlarges unless it is told to", async () => {
    expect((await processed("image/resize,w_800")).size).toBe("400x200");
    expect((await processed("image/resize,w_800,limit_0")).size).toBe("800x400");
  });

  it("fills a box from the middle of the picture", async () => {
    const { size, pixel } = await processed("image/resize,m_fill,w_100,h_100");
    expect([size, pixel(10, 50), pixel(90, 50)]).toEqual(["100x100", RED, BLUE]);
  });

  it("pads with the colour that it is given, or white", async () => {
    const padded = await processed("image/resize,m_pad,w_100,h_100,color_00ff00");
    expect([padded.size, padded.pixel(50, 5), padded.pixel(90, 50), padded.pixel(50, 95)]).toEqual([
      "100x100",
      GREEN,
      BLUE,
      GREEN,
    ]);
    expect((await processed("image/resize,m_pad,w_100,h_100")).pixel(50, 5)).toEqual(WHITE);
  });

  it("stretches to a fixed size", async () => {
    expect((await processed("image/resize,m_fixed,w_30,h_90")).size).toBe("30x90");
  });

  it.each([
    ["image/crop,w_40,h_40", "40x40", GREEN],
    ["image/crop,x_50,y_50,w_100", "100x150", RED],
    ["image/crop,w_100,h_100,g_se", "100x100", BLUE],
    ["image/crop,w_100,h_50,g_center,x_60", "100x50", BLUE],
    ["image/crop,x_390,y_190,w_100,h_100", "10x10", BLUE],
  ])("%s gives %s", async (chain, size, color) => {
    const cropped = await processed(chain);
    expect([cropped.size, cropped.pixel(5, 5)]).toEqual([size, color]);
  });

  it("rotates clockwise", async () => {
    const quarter = await processed("image/rotate,90");
    expect([quarter.size, quarter.pixel(190, 10), quarter.pixel(10, 10), quarter.pixel(10, 390)]).toEqual([
      "200x400",
      GREEN,
      RED,
      BLUE,
    ]);
    expect((await processed("image/rotate,45")).pixel(0, 0)).toEqual(WHITE);
    expect((await processed("image/rotate,360")).size).toBe("400x200");
  });

  it("runs its operations in the order that they are written in", async () => {
    expect((await processed("image/rotate,90/resize,w_100")).size).toBe("100x200");
    expect((await processed("image/resize,w_100/rotate,90")).size).toBe("50x100");
    expect((await processed("image/crop,w_40,h_40/resize,w_20/rotate,90")).pixel(10, 10)).toEqual(GREEN);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "auto-orient stands a picture of orientation %i upright",
    async (orientation) => {
      const jpeg = await sharp(source)
        .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
        .withMetadata({ orientation })
        .toBuffer();
      const expected = await sharp(jpeg).autoOrient().raw().toBuffer({ resolveWithObject: true });
      const upright = await processed("image/auto-orient,1/format,png", jpeg);
      const { width, height } = expected.info;
      expect(upright.size).toBe(`${width}x${height}`);
      const points = [
        [9, 9],
        [width - 9, 9],
        [9, height - 9],
        [width - 9, height - 9],
      ] as const;
      for (const [x, y] of points) {
        const at = (y * width + x) * 3;
        expect(upright.pixel(x, y)).toEqual([...expected.data.subarray(at, at + 3)]);
      }
      expect((await processed("image/auto-orient,0", jpeg)).orientation ?? 1).toBe(orientation);
      expect((await processed("image/strip", jpeg)).orientation ?? 1).toBe(1);
    },
  );

  it.each([
    ["jpg", "jpeg", "image/jpeg"],
    ["png", "png", "image/png"],
    ["webp", "webp", "image/webp"],
    ["gif", "gif", "image/gif"],
    ["tiff", "tiff", "image/tiff"],
  ])("format,%s writes %s as %s", async (name, format, contentType) => {
    expect(await processed(`image/format,${name}`)).toMatchObject({ format, contentType, size: "400x200" });
  });

  it("keeps the source's format unless it names one", async () => {
    const webp = await sharp(source).webp().toBuffer();
    expect((await processed("image/resize,w_10", webp)).format).toBe("webp");
  });

  it("lays transparency on white when the format has none", async () => {
    const clear = await sharp({ create: { width: 4, height: 4, channels: 4, background: "#00000000" } })
      .png()
      .toBuffer();
    expect((await processed("image/format,jpg", clear)).pixel(1, 1)).toEqual(WHITE);
    expect((await processed("image/bright,50", clear)).pixel(1, 1)).toHaveLength(4);
  });

  it("writes smaller files at lower quality", async () => {
    const noisy = await sharp({
      create: {
        width: 200,
        height: 200,
        channels: 3,
        background: "#888",
        noise: { type: "gaussian", mean: 128, sigma: 40 },
      },
    })
      .png()
      .toBuffer();
    const [low, high] = await Promise.all(
      [10, 95].map((q) => processed(`image/format,jpg/quality,q_${q}`, noisy)),
    );
    expect((low?.data.length ?? 0) * 3).toBeLessThan(high?.data.length ?? 0);
  });

  it("writes progressive JPEG on request", async () => {
    expect((await processed("image/format,jpg/interlace,1")).isProgressive).toBe(true);
    expect((await processed("image/format,jpg/interlace,0")).isProgressive).toBe(false);
  });

  it("blurs an edge and leaves an even surface", async () => {
    const { pixel } = await processed("image/blur,r_10,s_5");
    const [red = 0, , blue = 0] = pixel(200, 150);
    expect([red > 90 && red < 165, blue > 90 && blue < 165]).toEqual([true, true]);
    expect(pixel(100, 150)).toEqual(RED);
  });

  it("makes pictures brighter, darker, flatter and grey", async () => {
    const grey = await sharp({ create: { width: 4, height: 4, channels: 3, background: "#646464" } })
      .png()
      .toBuffer();
    const level = async (chain: string) => (await processed(chain, grey)).pixel(1, 1)[0];
    expect([await level("image/bright,20"), await level("image/bright,-20")]).toEqual([151, 49]);
    expect([await level("image/bright,100"), await level("image/bright,-100")]).toEqual([255, 0]);
    expect([await level("image/contrast,0"), await level("image/contrast,-100")]).toEqual([100, 128]);
    const [r, g, b] = (await processed("image/colorspace,gray")).pixel(100, 150);
    expect(r === g && g === b).toBe(true);
  });

  it("sharpens an edge", async () => {
    const soft = "image/colorspace,gray/blur,r_6,s_3";
    const steepness = (pixel: (x: number, y: number) => number[]) =>
      (pixel(196, 150)[0] ?? 0) - (pixel(204, 150)[0] ?? 0);
    const [before, after] = [await processed(soft), await processed(`${soft}/sharpen,300`)];
    expect(steepness(after.pixel)).toBeGreaterThan(steepness(before.pixel));
  });

  it("takes a picture of one pixel", async () => {
    const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: "#ff0000" } })
      .png()
      .toBuffer();
    const chain =
      "resize,m_pad,w_3,h_2,limit_0/crop,w_1/blur,r_50,s_50/sharpen,399/rotate,30/bright,1/contrast,1";
    expect((await processed("image/blur,40/sharpen,50/contrast,100", dot)).size).toBe("1x1");
    expect((await processed(`image/${chain}/colorspace,gray/format,gif`, dot)).format).toBe("gif");
  });

  it.each([
    "image/",
    "image/nonsense",
    "image/info",
    "image/resize,w_0",
    "image/resize,w_16385",
    "image/resize,w_x",
    "image/resize,w_10,m_wide",
    "image/resize,w_10,q_5",
    "image/resize,p_1001",
    "image/resize,w_10,color_red",
    "image/resize,100",
    "image/crop,g_middle",
    "image/rotate,361",
    "image/rotate,-90",
    "image/format,bmp",
    "image/format,heic",
    "image/quality,q_101",
    "image/bright,101",
    "image/blur,r_51",
    "image/watermark,text_Y",
    "video/snapshot",
    "resize,w_10",
  ])("%s is refused before work starts", (chain) => {
    expect(fault(() => planChain(chain))).toBe("400 InvalidArgument 0022-00000005");
  });

  it.each([
    "image/resize",
    "image/resize,m_fill",
    "image/crop",
    "image/rotate",
    "image/format",
    "image/quality",
    "image/blur",
  ])("%s lacks an argument", (chain) => {
    expect(fault(() => planChain(chain))).toBe("400 MissingArgument null");
  });

  it.each(["image/crop,x_400", "image/resize,w_16000,limit_0"])(
    "%s is refused for this picture",
    async (chain) => {
      await expect(processed(chain)).rejects.toMatchObject({ entry: { ec: "0022-00000005" } });
    },
  );

  it("refuses to rotate what is over 4,096 pixels a side", async () => {
    const long = await sharp({ create: { width: 4097, height: 2, channels: 3, background: "#000" } })
      .png()
      .toBuffer();
    await expect(processed("image/rotate,90", long)).rejects.toMatchObject({
      entry: { ec: "0022-00000005" },
    });
  });

  it.each([
    ["text", Buffer.from("hello")],
    ["nothing", Buffer.alloc(0)],
    ["half a picture", source.subarray(0, 60)],
    ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
  ])("refuses %s", async (_name, bytes) => {
    await expect(processed("image/resize,w_1", bytes)).rejects.toMatchObject({
      entry: { ec: "0022-00000005" },
    });
  });
});

describe("a report", () => {
  it("tells format, size and dimensions as texts", async () => {
    expect(await reportOf("image/info")?.(source)).toEqual({
      FileSize: { value: String(source.length) },
      Format: { value: "png" },
      ImageWidth: { value: "400" },
      ImageHeight: { value: "200" },
    });
  });

  it("tells the mean colour", async () => {
    const even = await sharp({ create: { width: 9, height: 9, channels: 3, background: "#5c783b" } })
      .png()
      .toBuffer();
    expect(await reportOf("image/average-hue")?.(even)).toEqual({ RGB: "0x5c783b" });
  });
});
