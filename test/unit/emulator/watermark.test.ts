import { beforeAll, describe, expect, it } from "vitest";
import { FAULTS, TosFault } from "../../../src/emulator/faults.js";
import type { Gravity } from "../../../src/emulator/pictures/operations/area.js";
import { glyphOf } from "../../../src/emulator/pictures/watermark/glyphs.js";
import { besides, place, visiblePart } from "../../../src/emulator/pictures/watermark/placing.js";
import {
  BLACK,
  base64url,
  type Decoded,
  even,
  GREEN,
  planFault,
  processed,
  RED,
  WHITE,
} from "./picture-helpers.js";

const REFUSED = "400 InvalidArgument 0022-00000005";

let white: Buffer;
let black: Buffer;
const objects = new Map<string, Buffer>();

beforeAll(async () => {
  white = await even("#ffffff", 100, 80);
  black = await even("#000000", 300, 120);
  objects.set("logo.png", await even("#ff0000", 20, 10));
  objects.set("half.png", await even("#ff000080", 20, 10));
  objects.set("huge.png", await even("#ff0000", 400, 300));
  objects.set("目录/标志.png", await even("#00ff00", 20, 10));
  objects.set("text.txt", Buffer.from("no picture"));
});

async function readObject(key: string): Promise<Buffer> {
  const bytes = objects.get(key);
  if (bytes === undefined) throw new TosFault(FAULTS.noSuchKey);
  return bytes;
}

const marked = (parameters: string, source: Buffer): Promise<Decoded> =>
  processed(`watermark,${parameters}`, source, readObject);
const withImage = (key: string, more = ""): Promise<Decoded> =>
  marked(`image_${base64url(key)}${more}`, white);
const withText = (text: string, more = ""): Promise<Decoded> =>
  marked(`text_${base64url(text)},color_ffffff${more}`, black);

/** The smallest rectangle with everything in it that is not of the ground's colour: `left,top 20x10`. */
function markOf(picture: Decoded, ground: readonly number[]): string {
  const { left, top, width, height } = bounds(picture, ground);
  return `${left},${top} ${width}x${height}`;
}

function bounds(picture: Decoded, ground: readonly number[]) {
  const [width = 0, height = 0] = picture.size.split("x").map(Number);
  const columns = Array.from({ length: width }, (_, x) => picture.unlike(ground, x, 0, x + 1) > 0);
  const rows = Array.from({ length: height }, (_, y) => picture.unlike(ground, 0, y, width, y + 1) > 0);
  const [left, top] = [columns.indexOf(true), rows.indexOf(true)];
  return {
    left,
    top,
    width: columns.lastIndexOf(true) - left + 1,
    height: rows.lastIndexOf(true) - top + 1,
  };
}

describe("a mark's place", () => {
  const picture = { width: 100, height: 80 };
  const mark = { width: 20, height: 10 };

  it.each<[Gravity, number, number]>([
    ["nw", 4, 6],
    ["north", 40, 6],
    ["ne", 76, 6],
    ["west", 4, 38],
    ["center", 40, 38],
    ["east", 76, 38],
    ["sw", 4, 64],
    ["south", 40, 64],
    ["se", 76, 64],
  ])("at %s is %i, %i", (gravity, left, top) => {
    const margins = { x: 4, y: 6, voffset: 3 };
    expect(place(picture, mark, gravity, margins)).toEqual({ left, top });
  });

  it.each([
    [
      { left: 0, top: 0 },
      { left: 0, top: 0, width: 20, height: 10 },
    ],
    [
      { left: -5, top: 75 },
      { left: 5, top: 0, width: 15, height: 5 },
    ],
    [
      { left: 95, top: -9 },
      { left: 0, top: 9, width: 5, height: 1 },
    ],
    [{ left: 100, top: 0 }, null],
    [{ left: 0, top: -10 }, null],
  ])("%j shows %j of it", (position, part) => {
    expect(visiblePart(picture, mark, position)).toEqual(part);
  });

  it.each([
    [0, 0, 0],
    [1, 15, 0],
    [2, 30, 0],
  ] as const)("beside a higher one with align %i is %i pixels down", (align, first, second) => {
    expect(besides(mark, { width: 5, height: 40 }, { align, interval: 7 })).toEqual({
      size: { width: 32, height: 40 },
      first: { left: 0, top: first },
      second: { left: 27, top: second },
    });
  });
});

describe("an image watermark", () => {
  it.each([
    ["", "70,60 20x10"],
    [",g_nw", "10,10 20x10"],
    [",g_center", "40,35 20x10"],
    [",g_center,voffset_-20", "40,15 20x10"],
    [",g_east,x_0,voffset_35", "80,70 20x10"],
    [",g_sw,x_95,y_0", "95,70 5x10"],
  ])("with %j is at %s", async (more, expected) => {
    const picture = await withImage("logo.png", more);
    const { left, top, width, height } = bounds(picture, WHITE);
    expect([picture.size, markOf(picture, WHITE)]).toEqual(["100x80", expected]);
    expect(picture.unlike(RED, left, top, left + width, top + height)).toBe(0);
  });

  it("is as translucent as t and its own alpha say", async () => {
    const center = async (key: string, more: string) =>
      (await withImage(key, `,g_center${more}`)).pixel(50, 40);
    expect(await center("logo.png", ",t_40")).toEqual([255, 153, 153]);
    expect(await center("logo.png", ",t_0")).toEqual(WHITE);
    for (const [more, expected] of [
      ["", 127],
      [",t_50", 191],
    ] as const) {
      const [red, green = 0] = await center("half.png", more);
      expect([red, Math.abs(green - expected) <= 1]).toEqual([255, true]);
    }
  });

  it("is scaled to a share of the picture, and processed in order", async () => {
    const scaled = (process: string) => withImage(`logo.png?x-tos-process=image/${process}`, ",g_nw,x_0,y_0");
    expect(markOf(await scaled("resize,P_50"), WHITE)).toBe("0,0 50x25");
    expect(markOf(await scaled("resize,P_50/rotate,90"), WHITE)).toBe("0,0 25x50");
    expect(markOf(await scaled("rotate,90/resize,P_50"), WHITE)).toBe("0,0 20x40");
    expect(markOf(await scaled("crop,w_6"), WHITE)).toBe("0,0 6x10");
    expect(markOf(await withImage("logo.png", ",P_50,g_nw,x_0,y_0"), WHITE)).toBe("0,0 50x25");
  });

  it("fills the picture when it is told to", async () => {
    const picture = await withImage("logo.png", ",fill_1,x_5,y_10");
    for (const [left, top] of [
      [0, 0],
      [25, 0],
      [50, 20],
      [75, 60],
    ] as const) {
      expect(picture.unlike(RED, left, top, left + 20, top + 10)).toBe(0);
      expect(picture.unlike(WHITE, left + 20, top, left + 25, top + 20)).toBe(0);
    }
    expect(picture.unlike(WHITE)).toBe(16 * 200);
  });

  it("that is larger than the picture shows the part that is at its place", async () => {
    expect((await withImage("huge.png", ",x_0,y_0")).unlike(RED)).toBe(0);
    expect(markOf(await withImage("huge.png", ",g_nw,x_30,y_20"), WHITE)).toBe("30,20 70x60");
    expect((await withImage("huge.png", ",fill_1")).unlike(RED)).toBe(0);
  });

  it("may have any key", async () => {
    expect((await withImage("目录/标志.png", ",g_center")).pixel(50, 40)).toEqual(GREEN);
  });

  it("that is not there, or is no picture, is refused", async () => {
    await expect(withImage("none.png")).rejects.toMatchObject({ entry: { code: "NoSuchKey" } });
    await expect(withImage("text.txt")).rejects.toMatchObject({ entry: { ec: "0022-00000005" } });
  });
});

describe("a text watermark", () => {
  it("stands where g, x and y say, in its colour", async () => {
    const size = ",size_30";
    const nw = bounds(await withText("水印", `${size},g_nw,x_20,y_5`), BLACK);
    expect([nw.left >= 20 && nw.left < 25, nw.top >= 5 && nw.top < 12]).toEqual([true, true]);
    expect(nw.width > 52 && nw.width <= 60 && nw.height > 24 && nw.height <= 32).toBe(true);
    const se = bounds(await withText("水印", size), BLACK);
    expect(se.left + se.width > 285 && se.left + se.width <= 290).toBe(true);
    expect(se.top + se.height > 100 && se.top + se.height <= 110).toBe(true);
    const green = await marked(`text_${base64url("■")},color_00ff00,size_60,g_center`, white);
    expect(green.pixel(50, 40)).toEqual(GREEN);
  });

  it("is black and of 40 pixels unless it is told otherwise", async () => {
    const picture = await marked(`text_${base64url("■")}`, white);
    const { width, height } = bounds(picture, WHITE);
    expect([width > 30 && width <= 40, height > 30 && height <= 40, picture.unlike(WHITE) > 900]).toEqual([
      true,
      true,
      true,
    ]);
    expect(picture.pixel(70, 50)).toEqual(BLACK);
  });

  it.each(["千军万马", "简体中文，标点。", "Watermark 123", "Äöü ñ ç", "日本かな"])(
    "has a glyph for each character of %s, and draws it",
    async (text) => {
      expect(await Promise.all([...text].map(glyphOf))).not.toContain(null);
      const { width, height } = bounds(await withText(text, ",size_20"), BLACK);
      expect(width).toBeGreaterThan(text.length * 5);
      expect(height).toBeGreaterThan(12);
    },
  );

  it("tells characters apart, and shows a box for one that the font lacks", async () => {
    const [fire, water, unknown] = await Promise.all(["火", "水", "\ue000"].map((text) => withText(text)));
    expect(await glyphOf("\ue000")).toBeNull();
    expect(fire?.data.equals(water?.data ?? Buffer.alloc(0))).toBe(false);
    expect(unknown?.unlike(BLACK)).toBeGreaterThan(100);
  });

  it("turns clockwise", async () => {
    const upright = bounds(await withText("文字", ",size_20,g_center"), BLACK);
    const turned = bounds(await withText("文字", ",size_20,g_center,rotate_90"), BLACK);
    expect(upright.width).toBeGreaterThan(upright.height * 1.5);
    expect(turned.height).toBeGreaterThan(turned.width * 1.5);
    expect((await withText("文字", ",rotate_360")).data.equals((await withText("文字")).data)).toBe(true);
  });

  it("casts a shadow to the lower right, as dark as it is told", async () => {
    const shade = async (shadow: number) =>
      (await marked(`text_${base64url("■")},color_ffffff,size_60,g_center,shadow_${shadow}`, white)).unlike(
        WHITE,
      );
    expect([await shade(0), (await shade(60)) > 100]).toEqual([0, true]);
    const dark = (shadow: number) =>
      marked(`text_${base64url("■")},color_ffffff,size_60,g_center,shadow_${shadow}`, white);
    const [light, black] = [await dark(20), await dark(100)];
    const darkest = (picture: Decoded) => {
      const { left, top, width, height } = bounds(picture, WHITE);
      return picture.pixel(left + width - 2, top + height - 2)[0] ?? 255;
    };
    expect(darkest(light)).toBeGreaterThan(darkest(black) + 100);
  });

  it("fills the picture when it is told to", async () => {
    const picture = await withText("水", ",size_20,fill_1,x_10,y_10");
    const count = (left: number, top: number) => picture.unlike(BLACK, left, top, left + 30, top + 34);
    const first = count(0, 0);
    expect([first > 40, count(30, 0), count(270, 0), count(0, 34)]).toEqual([true, first, first, first]);
  });

  it("that is too long, or too large, is cut off", async () => {
    for (const [text, size] of [
      ["■".repeat(200), 1000],
      ["很长的文字".repeat(60), 50],
    ] as const) {
      const picture = await withText(text, `,size_${size},g_center`);
      expect([picture.size, picture.unlike(BLACK) > 3000]).toEqual(["300x120", true]);
    }
  });

  it("keeps a transparent picture transparent around it", async () => {
    const clear = await even("#00000000", 100, 80);
    const { pixel } = await marked(`text_${base64url("■")},size_40,g_center,color_00ff00`, clear);
    expect([pixel(50, 40), pixel(1, 1)[3]]).toEqual([[0, 255, 0, 255], 0]);
  });
});

describe("a text and an image", () => {
  const both = (more: string) =>
    marked(`text_${base64url("■")},size_40,color_00ff00,image_${base64url("logo.png")},g_nw${more}`, white);
  /** Where the image is: the text is of another colour. */
  const imageAt = (picture: Decoded): string | undefined => {
    for (let y = 0; y < 80; y++) {
      for (let x = 0; x < 100; x++) if (String(picture.pixel(x, y)) === String(RED)) return `${x},${y}`;
    }
    return undefined;
  };

  // The line of a text of 40 pixels is 48 high.
  it.each([
    ["", "10,48"],
    [",align_0", "10,10"],
    [",align_1", "10,29"],
    [",order_1", "50,48"],
    [",order_1,interval_15,align_0", "65,10"],
  ])("with %j stand beside each other, the image at %s", async (more, expected) => {
    expect(imageAt(await both(more))).toBe(expected);
  });
});

describe("the parameters of a watermark", () => {
  const text = `text_${base64url("a")}`;

  it.each([
    "text_Y",
    "text_%",
    `${text},t_101`,
    `${text},g_middle`,
    `${text},x_4097`,
    `${text},y_-1`,
    `${text},voffset_1001`,
    `${text},size_0`,
    `${text},size_1001`,
    `${text},shadow_101`,
    `${text},rotate_361`,
    `${text},fill_2`,
    `${text},color_fff`,
    `${text},order_2`,
    `${text},align_3`,
    `${text},interval_1001`,
    `${text},type_Y`,
    `${text},opacity_5`,
    `image_${base64url("logo.png")},P_0`,
    "image_Y",
    ...[
      "resize,P_0",
      "resize,P_101",
      "resize,P_x",
      "resize,P_10,w_5",
      "watermark,text_YQ",
      "nonsense",
      "resize,w_x",
    ].map((chain) => `image_${base64url(`logo.png?x-tos-process=image/${chain}`)}`),
    `image_${base64url("logo.png?x-tos-process=style/small")}`,
  ])("%s are refused before work starts", (parameters) => {
    expect(planFault(`watermark,${parameters}`)).toBe(REFUSED);
  });

  it.each(["watermark", "watermark,t_50,g_se"])("%s lack a text or an image", (chain) => {
    expect(planFault(chain)).toBe("400 MissingArgument null");
  });

  it("may name one of the service's fonts", () => {
    expect(planFault(`watermark,${text},type_${base64url("wqy-zenhei")}`)).toBe("none");
  });
});
