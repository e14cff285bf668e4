import { describe, expect, it } from "vitest";
import { generate, generateFromWords } from "../../../src/emulator/model/model.js";
import { type JsonObject, readModelParameters } from "../../../src/emulator/model/parameters.js";
import { readLook } from "../../../src/emulator/painting/looks.js";
import { fromPixels, type Pixels } from "../../../src/emulator/pictures/picture.js";
import { correlation, difference, lightness, roughness, scenery } from "./pixel-measures.js";

const source = scenery(200, 140);
const parameters = (sent: JsonObject = {}) =>
  readModelParameters({ req_key: "i2i_xl_sft", seed: 3, ...sent });
const paint = (prompt: string, sent: JsonObject = {}) => generate(source, prompt, parameters(sent));
const mean = (pixels: Pixels) => lightness(pixels).reduce((a, b) => a + b, 0) / (pixels.data.length / 3);

const MEDIA = [
  ["油画", "an oil painting"],
  ["水墨山水", "ink"],
  ["水彩", "watercolor"],
  ["铅笔素描", "a pencil sketch"],
  ["像素风", "pixel art"],
  ["漫画", "comic"],
  ["动漫", "anime"],
  ["粘土", "claymation"],
] as const;

describe("the words of a prompt", () => {
  it.each(MEDIA)("name a medium in Chinese and in English: %s, %s", (chinese, english) => {
    expect(readLook(chinese).medium).not.toBeNull();
    expect(readLook(english).medium).toBe(readLook(chinese).medium);
  });

  it.each([
    ["日落", "sunset"],
    ["夜晚的城市", "night"],
    ["冬天", "winter"],
    ["樱花", "spring"],
    ["秋", "autumn"],
    ["赛博朋克", "neon"],
  ])("name a mood: %s is %s", (prompt, mood) => {
    expect(readLook(prompt).mood).toBe(mood);
  });

  it("may come from the req_key of an AI style, and those of the prompt go first", () => {
    expect(readLook("山", "img2img clay style").medium).toBe("clay");
    expect(readLook("油画", "img2img clay style").medium).toBe("oil");
    expect(readLook("nothing in particular")).toEqual({ medium: null, mood: null, hue: null });
  });
});

describe("a painting", () => {
  it.each([...MEDIA.map(([prompt]) => prompt), "日落", "夜", "冬", "赛博朋克"])(
    "%s keeps the composition and changes the picture",
    async (prompt) => {
      const painted = await paint(prompt);
      expect([painted.width, painted.height, painted.data.length]).toEqual([200, 140, source.data.length]);
      expect(correlation(painted, source)).toBeGreaterThan(0.6);
      expect(difference(painted, source)).toBeGreaterThan(12);
    },
  );

  it("of each medium is another one", async () => {
    const paintings = await Promise.all(MEDIA.map(([prompt]) => paint(prompt)));
    for (const [at, a] of paintings.entries()) {
      for (const b of paintings.slice(at + 1)) expect(difference(a, b)).toBeGreaterThan(8);
    }
  });

  it("is dark by night and light in the snow", async () => {
    const [night, winter] = await Promise.all([paint("油画 夜"), paint("油画 冬")]);
    expect(mean(night)).toBeLessThan(mean(source) * 0.7);
    expect(mean(winter)).toBeGreaterThan(mean(source));
  });

  it("in ink has next to no colour", async () => {
    const { data } = await paint("水墨");
    let chroma = 0;
    for (let at = 0; at < data.length; at += 3) {
      const color = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      chroma += Math.max(...color) - Math.min(...color);
    }
    expect(chroma / (data.length / 3)).toBeLessThan(30);
  });

  it("is the same for a seed, and visibly another for the next", async () => {
    const [a, again, b] = await Promise.all([
      paint("油画", { seed: 1 }),
      paint("油画", { seed: 1 }),
      paint("油画", { seed: 2 }),
    ]);
    expect(a.data.equals(again.data)).toBe(true);
    expect(difference(a, b)).toBeGreaterThan(8);
  });

  it("leaves the event loop to others", async () => {
    const large = await fromPixels(source).resize(1024, 1024, { fit: "fill" }).raw().toBuffer();
    let turns = 0;
    let done = false;
    const count = (): void => {
      turns++;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    const began = performance.now();
    await generate({ data: large, width: 1024, height: 1024, channels: 3 }, "油画", parameters());
    done = true;
    expect(turns).toBeGreaterThan(10);
    // Ten times what it takes on a laptop: a machine under load must not fail.
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

describe("a parameter shows:", () => {
  const ladder = async (sent: readonly JsonObject[], measure: (painted: Pixels) => number) => {
    const values = [];
    for (const each of sent) values.push(measure(await paint("油画 日落", each)));
    return values;
  };
  const rising = (values: readonly number[], step: number) => {
    for (const [at, value] of values.entries()) {
      if (at > 0) expect(value, `${values}`).toBeGreaterThan((values[at - 1] ?? 0) + step);
    }
  };

  it("the fewer ddim_steps, the more noise", async () => {
    rising(
      await ladder([{ ddim_steps: 20 }, { ddim_steps: 8 }, { ddim_step: 4 }, { ddim_steps: 1 }], roughness),
      0.5,
    );
  });

  it("the greater scale, the further from the source's colours", async () => {
    rising(await ladder([{ scale: 1 }, { scale: 7 }, { scale: 30 }], (p) => difference(p, source)), 3);
  });

  it("the greater strength, the further from the source, and 0 leaves it", async () => {
    const above = (_x: number, y: number) => y < 110;
    const values = await ladder(
      [{ strength: 0 }, { strength: 0.3 }, { strength: 0.7 }, { strength: 1 }],
      (p) => difference(p, source, above),
    );
    expect(values[0]).toBeLessThan(1);
    rising(values, 3);
  });

  it.each(["canny", "depth"])("the stronger the %s net, the closer to the source's shapes", async (type) => {
    const net = (strength: number) => ({ controlnet_args: [{ type, strength, binary_data_index: 0 }] });
    rising(await ladder([net(0), net(0.5), net(1)], (p) => correlation(p, source)), 0.002);
  });

  it("style_weight keeps the source's colours, and id_weight its middle", async () => {
    const far = await ladder(
      [{ style_reference_args: { style_weight: 1 } }, { style_reference_args: { style_weight: 0.5 } }, {}],
      (p) => difference(p, source),
    );
    rising(far, 2);
    const middle = (x: number, y: number) => Math.hypot(x - 100, y - 59) < 22;
    const near = await ladder([{ style_reference_args: { id_weight: 1 } }, {}], (p) =>
      difference(p, source, middle),
    );
    rising(near, 8);
  });

  it.each([
    [0, (x: number, y: number) => x > 100 && y > 110],
    [1, (x: number, y: number) => x < 100 && y > 110],
    [2, (x: number, y: number) => x < 100 && y < 30],
    [3, (x: number, y: number) => x > 100 && y < 30],
  ])("logo_info at position %i draws in that corner, with its opacity", async (position, corner) => {
    const logo = (opacity: number, language = 0) =>
      paint("油画", { logo_info: { add_logo: true, position, opacity, language } });
    const [plain, full, faint, english] = await Promise.all([logo(0), logo(1), logo(0.3), logo(1, 1)]);
    const inside = (p: Pixels) => difference(p, plain, corner);
    expect(inside(full)).toBeGreaterThan(1);
    expect(inside(full)).toBeGreaterThan(inside(faint) * 1.5);
    expect(difference(english, full, corner)).toBeGreaterThan(0.5);
    // Beside the corners, nothing changes.
    expect(difference(full, plain, (_x, y) => y > 30 && y < 110)).toBe(0);
  });
});

describe("logo_text_content", () => {
  const corner = (x: number, y: number): boolean => x > 60 && y > 100;
  const logo = (text: string, add_logo = true) =>
    paint("油画", { logo_info: { add_logo, logo_text_content: text } });

  it("is drawn in the place of the standard wording, in Chinese and in Latin letters", async () => {
    const [standard, none, chinese, latin] = await Promise.all([
      logo(" "),
      logo("x", false),
      logo("示例公司"),
      logo("Example"),
    ]);
    for (const own of [chinese, latin]) {
      expect(difference(own, none, corner)).toBeGreaterThan(1);
      expect(difference(own, standard, corner)).toBeGreaterThan(0.5);
    }
    expect(difference(chinese, latin, corner)).toBeGreaterThan(0.5);
  });

  it("is made small enough to fit, when it is long", async () => {
    const [none, long] = await Promise.all([logo("x", false), logo("Example Limited and Sons")]);
    expect(difference(long, none, corner)).toBeGreaterThan(0.3);
  });
});

describe("a picture of words alone", () => {
  const draw = (prompt: string, sent: JsonObject = {}) =>
    generateFromWords(
      prompt,
      readModelParameters({ req_key: "t2i_xl_sft", seed: 3, width: 256, height: 256, ...sent }, "text"),
    );

  it("has the size that is asked for, and is the same for a seed", async () => {
    const [a, again, b] = [await draw("山"), await draw("山"), await draw("山", { seed: 4 })];
    expect([a.width, a.height, a.channels]).toEqual([256, 256, 3]);
    expect(a.data.equals(again.data)).toBe(true);
    expect(difference(a, b)).toBeGreaterThan(8);
  });

  it("shows another scene for other words", async () => {
    const words = [
      "山 油画",
      "大海 油画",
      "城市 油画",
      "森林 油画",
      "花 油画",
      "沙漠 油画",
      "太空 油画",
      "抽象 油画",
    ];
    const pictures = await Promise.all(words.map((prompt) => draw(prompt)));
    for (const [at, a] of pictures.entries()) {
      for (const b of pictures.slice(at + 1)) expect(difference(a, b)).toBeGreaterThan(12);
    }
  });

  it("is light above and dark below by day, and dark by night", async () => {
    const [day, night] = [await draw("大海 夏 油画"), await draw("大海 夜 油画")];
    const half = (pixels: Pixels, from: number) => {
      const rows = lightness(pixels).slice(from * 256, (from + 100) * 256);
      return rows.reduce((a, b) => a + b, 0) / rows.length;
    };
    expect(half(day, 0)).toBeGreaterThan(half(day, 150));
    expect(mean(night)).toBeLessThan(mean(day) * 0.6);
  });
});
