import { describe, expect, test } from "vitest";
import { checkHighAes, type HighAesParameters, toHighAesReqJson } from "../../../src/doubao/high-aes.js";
import {
  checkRange,
  HIGH_AES_RANGES,
  type NumericRange,
  T2I_XL_SFT_RANGES,
} from "../../../src/doubao/ranges.js";
import { checkT2iXlSft, toT2iReqJson } from "../../../src/doubao/t2i-xl-sft.js";
import { checkModelRequest } from "../../../src/emulator/model/model.js";

/** The ends of each range, and what is one beyond them. */
function ends(ranges: Readonly<Record<string, NumericRange>>) {
  return Object.entries(ranges).map(([name, range]) => {
    const outside = range.integer ? 1 : 0.01;
    return {
      name,
      range,
      inside: [range.minimum, range.maximum],
      beyond: [range.minimum - outside, range.maximum + outside, Number.NaN],
    };
  });
}

function emulated(reqJson: Record<string, unknown>, from: "image" | "text") {
  return checkModelRequest({ action: "CVProcess", version: "2022-08-31", prompt: "山", reqJson }, from).sent;
}

describe("t2i_xl_sft", () => {
  test.each(ends(T2I_XL_SFT_RANGES))("takes $name within $range, and so does the emulator", (each) => {
    for (const value of each.inside) {
      expect(checkT2iXlSft({ [each.name]: value })).toEqual([]);
      const reqJson = toT2iReqJson({ [each.name]: value });
      expect(emulated(reqJson, "text")).toEqual(Object.fromEntries(Object.entries(reqJson).slice(1)));
    }
    for (const value of each.beyond) {
      expect(checkT2iXlSft({ [each.name]: value })).toEqual([
        { path: [each.name], constraint: "range", message: checkRange(value, each.range) },
      ]);
    }
  });

  test("sends everything under the model's own names, zero and false included", () => {
    expect(
      JSON.stringify(
        toT2iReqJson({
          seed: 0,
          ddimSteps: 1,
          scale: 1,
          width: 1080,
          height: 256,
          returnUrl: false,
          logo: { enabled: false, opacity: 0 },
        }),
      ),
    ).toBe(
      '{"req_key":"t2i_xl_sft","seed":0,"ddim_steps":1,"scale":1,"width":1080,"height":256,"return_url":false,"logo_info":{"add_logo":false,"opacity":0}}',
    );
    expect(toT2iReqJson({ seed: null, width: undefined, logo: null })).toEqual({ req_key: "t2i_xl_sft" });
  });

  test("holds the watermark to its range", () => {
    expect(checkT2iXlSft({ logo: { opacity: 2 } })).toMatchObject([{ path: ["logo", "opacity"] }]);
  });

  test.each<[string, string | null]>([
    ["😀".repeat(64), null],
    ["AI 生成\n2026", null],
    ["", null],
    ["😀".repeat(65), "must be at most 64 characters (Unicode code points)"],
    ["a\ud83d", "must be well-formed Unicode: it holds half of a surrogate pair"],
    ["a\u0000", "must not hold control characters other than line breaks and tabs"],
  ])("holds the wording of the watermark to what can be sent: %j", (text, message) => {
    expect(checkT2iXlSft({ logo: { text } })).toEqual(
      message === null ? [] : [{ path: ["logo", "text"], constraint: "logoText", message }],
    );
  });
});

describe.each([
  ["GENERAL_V1_3", "TEXT_TO_IMAGE", "text"],
  ["ANIME_V1_3", "TEXT_TO_IMAGE", "text"],
  ["ANIME_V1_3", "IMAGE_TO_IMAGE", "image"],
] as const)("high_aes %s for %s", (version, task, from) => {
  // With the least of the other side, the most of one keeps within the area.
  const around = (name: string) =>
    name === "width" ? { height: 576 } : name === "height" ? { width: 576 } : {};

  test.each(ends(HIGH_AES_RANGES[version]))("takes $name within $range, and so does the emulator", (each) => {
    const side = version === "ANIME_V1_3" ? around(each.name) : {};
    for (const value of each.inside) {
      const parameters = { version, ...side, [each.name]: value };
      expect(checkHighAes(parameters, task)).toEqual([]);
      expect(emulated(toHighAesReqJson(parameters), from)).toMatchObject(
        Object.fromEntries(Object.entries(toHighAesReqJson(parameters)).slice(1)),
      );
    }
    for (const value of each.beyond) {
      expect(checkHighAes({ version, ...side, [each.name]: value }, task)).toEqual([
        { path: [each.name], constraint: "range", message: checkRange(value, each.range) },
      ]);
    }
  });

  test("takes nothing but its version", () => {
    expect(checkHighAes({ version }, task)).toEqual([]);
    expect(emulated(toHighAesReqJson({ version, seed: null }), from)).toEqual({
      model_version: version === "ANIME_V1_3" ? "anime_v1.3" : "general_v1.3",
    });
  });
});

describe("high_aes", () => {
  test("sends everything under the model's own names, zero and false included", () => {
    expect(
      JSON.stringify(
        toHighAesReqJson({
          version: "GENERAL_V1_3",
          seed: 0,
          ddimSteps: 25,
          scale: 3.5,
          width: 512,
          height: 128,
          useSr: false,
          srSeed: 0,
          returnUrl: false,
          logo: { position: "TOP_RIGHT" },
        }),
      ),
    ).toBe(
      '{"req_key":"high_aes","model_version":"general_v1.3","seed":0,"ddim_steps":25,"scale":3.5,"width":512,"height":128,"use_sr":false,"sr_seed":0,"return_url":false,"logo_info":{"position":3}}',
    );
    expect(toHighAesReqJson({ version: "ANIME_V1_3", strength: 0 })).toEqual({
      req_key: "high_aes",
      model_version: "anime_v1.3",
      strength: 0,
    });
  });

  test("refuses the general version where there is a source, with the reason", () => {
    expect(checkHighAes({ version: "GENERAL_V1_3" }, "IMAGE_TO_IMAGE")).toEqual([
      {
        path: ["version"],
        constraint: "modelTask",
        message: "must be ANIME_V1_3 here: GENERAL_V1_3 makes a picture of text alone",
      },
    ]);
  });

  test.each<[HighAesParameters, string]>([
    [{ version: "GENERAL_V1_3", strength: 0 }, "strength"],
    [{ version: "ANIME_V1_3", useSr: false }, "useSr"],
    [{ version: "ANIME_V1_3", srSeed: -1 }, "srSeed"],
  ])("refuses what only the other version has: %j", (parameters, name) => {
    expect(checkHighAes(parameters, "TEXT_TO_IMAGE")).toEqual([
      {
        path: [name],
        constraint: "modelVersion",
        message: `must be left out with ${parameters.version}, which does not have it`,
      },
    ]);
  });

  test.each<[{ width?: number; height?: number }, string[]]>([
    [{ width: 1088, height: 1088 }, []],
    [{ width: 1728, height: 685 }, []],
    [{ width: 1156 }, []],
    [{ width: 1157 }, ["width"]],
    [{ height: 1157 }, ["height"]],
    [{ width: 1088, height: 1089 }, ["width"]],
    [{ width: 1728, height: 686 }, ["width"]],
  ])("holds the anime version to 1088 x 1088 pixels, a side left out counting 1024: %j", (size, paths) => {
    const found = checkHighAes({ version: "ANIME_V1_3", ...size }, "IMAGE_TO_IMAGE");
    expect(found.map(({ path }) => path.join("."))).toEqual(paths);
    for (const { constraint, message } of found) {
      expect([constraint, message]).toEqual([
        "area",
        "must make at most 1183744 pixels with the other side, which is 1024 when it is left out",
      ]);
    }
  });
});

test.each<[NumericRange, number[], number[], string]>([
  [
    { minimum: 0, maximum: 1, integer: false, excluded: "minimum" },
    [0.001, 1],
    [0, 1.001, Number.NaN],
    "must be a number greater than 0 and at most 1",
  ],
  [
    { minimum: 0.1, maximum: 1, integer: false, excluded: "both" },
    [0.11, 0.99],
    [0.1, 1],
    "must be a number greater than 0.1 and less than 1",
  ],
  [
    { minimum: 0, maximum: 1, integer: false, step: 0.1 },
    [0, 0.1, 0.3, 0.6, 0.7, 1],
    [0.15, 1.1, -0.1],
    "must be a number from 0 to 1, in steps of 0.1",
  ],
])("the range %j takes %j and not %j", (range, inside, outside, message) => {
  expect(inside.map((value) => checkRange(value, range))).toEqual(inside.map(() => null));
  expect(outside.map((value) => checkRange(value, range))).toEqual(outside.map(() => message));
});
