import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { jpegQuality } from "../../../src/emulator/pictures/jpeg-quality.js";
import { PLANNERS } from "../../../src/emulator/pictures/planners.js";
import { reportOf } from "../../../src/emulator/pictures/reports.js";
import { IMAGE_OPERATIONS } from "../../../src/processing/actions.js";
import { decodeBase64Text } from "../../../src/processing/base64.js";
import {
  BLACK,
  BLUE,
  columns,
  decoded,
  even,
  GREEN,
  planFault,
  processed,
  RED,
  WHITE,
} from "./picture-helpers.js";

const REFUSED = "400 InvalidArgument 0022-00000005";
const MISSING = "400 MissingArgument null";
const NOT_IMPLEMENTED = "501 NotImplemented null";

const white = await even("#ffffff", 90, 60);
const stripes = await columns(["#ff0000", "#00ff00", "#0000ff"], 30, 60);
/** Noise, so that the quality of its encoding shows in its size. */
const noise = await sharp({
  create: {
    width: 160,
    height: 160,
    channels: 3,
    background: "#888",
    noise: { type: "gaussian", mean: 128, sigma: 40 },
  },
})
  .png()
  .toBuffer();

describe("resize", () => {
  it("makes 100 by 50 of the page's worked example, without cutting anything", async () => {
    const source = await columns(["#ff0000", "#0000ff"], 200, 200);
    const { size, format, pixel } = await processed("resize,w_100,h_100,m_lfit", source);
    expect([size, format, pixel(2, 25), pixel(97, 25)]).toEqual(["100x50", "png", RED, BLUE]);
  });

  it.each([
    ["m_lfit,w_30,h_30", "30x20", RED, BLUE],
    ["m_mfit,w_30,h_30", "45x30", RED, BLUE],
    ["m_fill,w_30,h_60", "30x60", GREEN, GREEN],
    ["m_pad,w_30,h_30,color_000000", "30x30", RED, BLUE],
    ["m_fixed,w_30,h_30", "30x30", RED, BLUE],
    ["l_45", "45x30", RED, BLUE],
    ["s_30", "45x30", RED, BLUE],
    ["p_50", "45x30", RED, BLUE],
    ["p_200,limit_0", "180x120", RED, BLUE],
  ])("with %s gives %s", async (parameters, size, left, right) => {
    const result = await processed(`resize,${parameters}`, stripes);
    const [width = 0, height = 0] = size.split("x").map(Number);
    expect([result.size, result.pixel(1, height / 2), result.pixel(width - 2, height / 2)]).toEqual([
      size,
      left,
      right,
    ]);
  });

  it("in mode pad shows the whole picture on its colour", async () => {
    const { pixel } = await processed("resize,m_pad,w_30,h_30,color_112233", stripes);
    expect([pixel(15, 2), pixel(15, 27), pixel(15, 15)]).toEqual([[17, 34, 51], [17, 34, 51], GREEN]);
  });
});

describe("crop", () => {
  it.each([
    ["nw", RED],
    ["north", GREEN],
    ["ne", BLUE],
    ["west", RED],
    ["center", GREEN],
    ["east", BLUE],
    ["sw", RED],
    ["south", GREEN],
    ["se", BLUE],
  ])("by g_%s takes what is there", async (gravity, color) => {
    const { size, unlike } = await processed(`crop,w_30,h_20,g_${gravity}`, stripes);
    expect([size, unlike(color)]).toEqual(["30x20", 0]);
  });

  it("counts x and y from the place of g, and ends at the picture's edge", async () => {
    expect((await processed("crop,x_30,w_30", stripes)).unlike(GREEN)).toBe(0);
    const corner = await processed("crop,g_center,w_30,h_30,x_45,y_40", stripes);
    expect([corner.size, corner.unlike(BLUE)]).toEqual(["15x5", 0]);
  });
});

describe("indexcrop", () => {
  it.each([
    ["x_30,i_0", "30x60", RED],
    ["x_30,i_1", "30x60", GREEN],
    ["x_30,i_2", "30x60", BLUE],
    ["x_60,i_1", "30x60", BLUE],
    ["y_50,i_1", "90x10", RED],
    ["x_30", "30x60", RED],
    ["x_30,i_3", "90x60", RED],
  ])("with %s gives %s", async (parameters, size, first) => {
    const slice = await processed(`indexcrop,${parameters}`, stripes);
    expect([slice.size, slice.pixel(0, 0)]).toEqual([size, first]);
  });
});

describe("circle", () => {
  it("keeps the circle in the middle and clears what is around it", async () => {
    const { size, pixel } = await processed("circle,r_20", stripes);
    expect([size, pixel(20, 20), pixel(0, 0)[3], pixel(39, 39)[3], pixel(20, 1)[3]]).toEqual([
      "40x40",
      [0, 255, 0, 255],
      0,
      0,
      255,
    ]);
  });

  it("is no larger than the picture, and stands on white in a JPEG", async () => {
    const { size, format, pixel } = await processed("circle,r_4096/format,jpg/quality,Q_100", stripes);
    expect([size, format, pixel(1, 1)]).toEqual(["60x60", "jpeg", WHITE]);
  });
});

describe("rounded-corners", () => {
  it("clears the corners and keeps the size", async () => {
    const { size, pixel } = await processed("rounded-corners,r_20", stripes);
    const alphas = [pixel(0, 0), pixel(89, 0), pixel(0, 59), pixel(89, 59)].map((each) => each[3]);
    expect([size, alphas, pixel(20, 0), pixel(45, 30)]).toEqual([
      "90x60",
      [0, 0, 0, 0],
      [255, 0, 0, 255],
      [0, 255, 0, 255],
    ]);
  });
});

describe("mosaic", () => {
  const edge = (parameters: string) => processed(`mosaic,${parameters}`, stripes);

  it("gives each square of the area its mean colour, and leaves the rest", async () => {
    const { size, pixel, unlike } = await edge("x_20,y_10,w_40,h_20");
    // From 20 to 40: ten columns of red and ten of green.
    expect([size, unlike([128, 128, 0], 20, 10, 40, 30), unlike(GREEN, 40, 10, 60, 30)]).toEqual([
      "90x60",
      0,
      0,
    ]);
    expect([pixel(19, 15), pixel(25, 9), pixel(25, 31), pixel(35, 31)]).toEqual([RED, RED, RED, GREEN]);
  });

  it("takes the whole picture in squares of 20 when nothing is said", async () => {
    const { pixel } = await processed("mosaic", stripes);
    expect([pixel(0, 0), pixel(20, 0), pixel(39, 19), pixel(40, 0)]).toEqual([
      RED,
      [128, 128, 0],
      [128, 128, 0],
      GREEN,
    ]);
  });

  it("blurs the area on request", async () => {
    const { pixel } = await edge("t_blur,g_nw,w_60,h_60,r_10,s_10");
    const [red = 0, green = 0] = pixel(30, 30);
    expect([red > 80 && red < 175, green > 80 && green < 175, pixel(59, 0)[2], pixel(60, 30)]).toEqual([
      true,
      true,
      0,
      BLUE,
    ]);
    expect((await edge("t_blur,r_0")).data.equals((await processed("strip", stripes)).data)).toBe(true);
  });
});

describe("draw", () => {
  it("sets dots of the given radius and colour", async () => {
    const { pixel, unlike } = await processed("draw,p_20x20-60x20,r_5,color_ff0000", white);
    expect([pixel(20, 20), pixel(60, 20), pixel(40, 20)]).toEqual([RED, RED, WHITE]);
    const [drawn, outside] = [unlike(WHITE), unlike(WHITE, 0, 27, 90, 60)];
    expect([drawn > 140 && drawn < 220, outside]).toEqual([true, 0]);
  });

  it("joins them by lines on request", async () => {
    const { pixel } = await processed("draw,p_10x20-80x20-80x50,l_true,lw_4", white);
    expect([pixel(45, 20), pixel(80, 35), pixel(45, 40)]).toEqual([BLACK, BLACK, WHITE]);
    expect((await processed("draw,p_10x20-80x20,l_false", white)).pixel(45, 20)).toEqual(WHITE);
  });
});

describe("quality", () => {
  const jpeg = (quality: number) => sharp(noise).jpeg({ quality }).toBuffer();
  const writtenWith = async (chain: string, source: Buffer) =>
    jpegQuality((await processed(chain, source)).data);

  it.each([10, 30, 50, 75, 90, 97, 100])("%i can be read from a JPEG", async (quality) => {
    expect(jpegQuality(await jpeg(quality))).toBe(quality);
  });

  it.each([
    ["a PNG", noise],
    ["nothing", Buffer.alloc(0)],
    ["half a JPEG", Buffer.from("ffd8ffdb00430010", "hex")],
    ["a JPEG without tables", Buffer.from("ffd8ffda0002", "hex")],
  ])("of %s cannot be told", (_name, bytes) => {
    expect(jpegQuality(bytes)).toBeNull();
  });

  it("is absolute by Q and relative to the source by q", async () => {
    const source = await jpeg(80);
    expect(await writtenWith("quality,Q_60", source)).toBe(60);
    expect(await writtenWith("quality,q_50", source)).toBe(40);
    expect(await writtenWith("quality,Q_95", source)).toBe(80);
    expect(await writtenWith("quality,q_50/format,jpg", noise)).toBe(50);
    expect((await processed("quality,Q_10/format,webp", noise)).data.length).toBeLessThan(
      (await processed("quality,Q_90/format,webp", noise)).data.length / 2,
    );
  });
});

describe("slim", () => {
  it.each(["jpg", "png", "webp"])("makes smaller files of the same picture as %s", async (format) => {
    const [plain, slim] = await Promise.all([
      processed(`format,${format}`, noise),
      processed(`slim/format,${format}`, noise),
    ]);
    expect([slim?.size, slim?.format]).toEqual([plain?.size, plain?.format]);
    expect(slim?.data.length).toBeLessThan((plain?.data.length ?? 0) * 0.98);
  });

  it("leaves a quality that was named", async () => {
    expect(jpegQuality((await processed("quality,Q_40/slim/format,jpg", noise)).data)).toBeLessThan(45);
  });
});

describe("auto-orient-internal", () => {
  it("stands a picture upright", async () => {
    const lying = await sharp(stripes).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect((await processed("auto-orient-internal", lying)).size).toBe("60x90");
  });
});

describe("the parameters of an operation", () => {
  it.each([
    "crop,w_0",
    "crop,w_10,g_top",
    "indexcrop,x_10,y_10",
    "indexcrop,x_0",
    "indexcrop,x_10,i_-1",
    "circle,r_0",
    "circle,r_4097",
    "circle,20",
    "rounded-corners,r_0",
    "mosaic,t_round",
    "mosaic,r_51",
    "mosaic,s_0",
    "draw,p_5",
    "draw,p_5x5-",
    "draw,p_5x5,l_yes",
    "draw,p_5x5,color_zzzzzz",
    `draw,p_${Array.from({ length: 1001 }, () => "1x1").join("-")}`,
    "slim,zlevel_11",
    "slim,3",
    "auto-orient-internal,1",
    "quality,Q_0",
    "inspection",
  ])("%s are refused before work starts", (chain) => {
    expect(planFault(chain)).toBe(REFUSED);
  });

  it.each(["circle", "rounded-corners", "indexcrop", "indexcrop,i_1", "draw", "draw,l_true", "quality"])(
    "%s lacks one",
    (chain) => {
      expect(planFault(chain)).toBe(MISSING);
    },
  );

  it("that place an area outside of the picture are refused when that is seen", async () => {
    await expect(processed("mosaic,x_90", stripes)).rejects.toMatchObject({
      entry: { ec: "0022-00000005" },
    });
  });
});

describe("an operation of the service", () => {
  it.each(["blindwatermark,text_YQ", "clip,frame_1", "setaigcmetadata", "setc2pametadata"])(
    "that is not emulated says so: %s",
    (chain) => {
      expect(planFault(chain)).toBe(NOT_IMPLEMENTED);
    },
  );

  it.each(["inspect", "ocr", "understanding,m_x", "deblindwatermark,version_1", "aitag"])(
    "that answers with data and is not emulated says so: %s",
    (name) => {
      expect(() => reportOf(`image/${name}`)).toThrow(expect.objectContaining({ name: "TosFault" }));
    },
  );

  it("is emulated or known to be missing, whatever the API accepts", () => {
    const answers = [...IMAGE_OPERATIONS].filter(
      (name) => !Object.hasOwn(PLANNERS, name) && name !== "watermark" && planFault(name) !== NOT_IMPLEMENTED,
    );
    expect(answers).toEqual([]);
  });
});

describe("a base64 text", () => {
  it.each([
    ["水印?>", "5rC05Y2wPz4="],
    ["水印?>", "5rC05Y2wPz4"],
    ["~~~???", "fn5-Pz8_"],
    ["~~~???", "fn5+Pz8/"],
    ["a", "YQ=="],
    ["a", "YQ"],
  ])("%j is read from %j", (text, encoded) => {
    expect(decodeBase64Text(encoded)).toBe(text);
  });

  it.each(["", "Y", "YQ=", "YQ===", "Y Q", "水", "_w", "YWJj="])("is not read from %j", (encoded) => {
    expect(decodeBase64Text(encoded)).toBeNull();
  });
});

describe("colours and light", () => {
  it("keep their order in a chain, down to the pixel", async () => {
    const { pixel, size } = await decoded((await processed("bright,20/crop,x_30,w_30", stripes)).data);
    expect([size, pixel(5, 5)]).toEqual(["30x60", [51, 255, 51]]);
    const grey = await processed("colorspace,gray/rotate,90", stripes);
    const [r, g, b] = grey.pixel(30, 45);
    expect([grey.size, r === g && g === b]).toEqual(["60x90", true]);
  });
});
