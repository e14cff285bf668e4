import { describe, expect, test } from "vitest";
import { checkI2iXlSft, type I2iXlSftParameters, toReqJson } from "../../../src/doubao/i2i-xl-sft.js";

describe("toReqJson", () => {
  test.each<[string, I2iXlSftParameters, string]>([
    ["nothing but the req_key for no parameters", {}, '{"req_key":"i2i_xl_sft"}'],
    [
      "nothing for null and undefined",
      { seed: null, scale: undefined, controlNets: null, styleReference: null, logo: null, returnUrl: null },
      '{"req_key":"i2i_xl_sft"}',
    ],
    [
      "zero and false",
      { seed: 0, scale: 0, returnUrl: false, controlNets: [{ kind: "CANNY", strength: 0 }] },
      '{"req_key":"i2i_xl_sft","seed":0,"scale":0,"controlnet_args":[{"type":"canny","strength":0,"binary_data_index":0}],"return_url":false}',
    ],
    ["no control nets for an empty list", { controlNets: [] }, '{"req_key":"i2i_xl_sft"}'],
    [
      "zero, false and empty text inside the watermark",
      { logo: { enabled: false, position: "BOTTOM_RIGHT", language: "CHINESE", opacity: 0, text: "" } },
      '{"req_key":"i2i_xl_sft","logo_info":{"add_logo":false,"position":0,"language":0,"opacity":0,"logo_text_content":""}}',
    ],
    [
      "only the members of the watermark that were given",
      { logo: { position: "TOP_RIGHT", language: null } },
      '{"req_key":"i2i_xl_sft","logo_info":{"position":3}}',
    ],
    [
      "only the weights that were given, and the one picture",
      { styleReference: { idWeight: 0 } },
      '{"req_key":"i2i_xl_sft","style_reference_args":{"id_weight":0,"binary_data_index":0}}',
    ],
    [
      "everything under the model's own names",
      {
        seed: -1,
        ddimSteps: 20,
        scale: 7.5,
        controlNets: [
          { kind: "CANNY", strength: 0.4 },
          { kind: "DEPTH", strength: 0.5 },
          { kind: "POSE", strength: 1 },
        ],
        styleReference: { idWeight: 0.2, styleWeight: 0 },
        returnUrl: true,
        logo: { enabled: true, position: "TOP_LEFT", language: "ENGLISH", opacity: 0.3, text: "AI" },
      },
      '{"req_key":"i2i_xl_sft","seed":-1,"ddim_steps":20,"scale":7.5,"controlnet_args":[' +
        '{"type":"canny","strength":0.4,"binary_data_index":0},{"type":"depth","strength":0.5,"binary_data_index":0},' +
        '{"type":"pose","strength":1,"binary_data_index":0}],"style_reference_args":{"id_weight":0.2,"style_weight":0,' +
        '"binary_data_index":0},"return_url":true,"logo_info":{"add_logo":true,"position":2,"language":1,"opacity":0.3,' +
        '"logo_text_content":"AI"}}',
    ],
  ])("sends %s", (_, parameters, expected) => {
    expect(JSON.stringify(toReqJson(parameters))).toBe(expected);
  });
});

describe("checkI2iXlSft", () => {
  test.each<[I2iXlSftParameters]>([
    [{}],
    [{ seed: -1, ddimSteps: 1, scale: 1 }],
    [{ seed: 2_147_483_647, ddimSteps: 50, scale: 30 }],
    [{ seed: 0, scale: 1.5 }],
    [{ controlNets: [] }],
    [
      {
        controlNets: [
          { kind: "CANNY", strength: 0 },
          { kind: "POSE", strength: 1 },
        ],
      },
    ],
    [{ styleReference: { idWeight: 0, styleWeight: 1 }, logo: { opacity: 0.5 } }],
    [{ seed: null, ddimSteps: null, scale: null, controlNets: null, styleReference: null, logo: null }],
  ])("accepts %j", (parameters) => {
    expect(checkI2iXlSft(parameters)).toEqual([]);
  });

  const SEED = "must be a whole number from -1 to 2147483647";
  const STEPS = "must be a whole number from 1 to 50";
  const SCALE = "must be a number from 1 to 30";
  const UNIT = "must be a number from 0 to 1";

  test.each<[I2iXlSftParameters, (string | number)[], string]>([
    [{ seed: -2 }, ["seed"], SEED],
    [{ seed: 2_147_483_648 }, ["seed"], SEED],
    [{ seed: 0.5 }, ["seed"], SEED],
    [{ seed: Number.NaN }, ["seed"], SEED],
    [{ ddimSteps: 0 }, ["ddimSteps"], STEPS],
    [{ ddimSteps: 51 }, ["ddimSteps"], STEPS],
    [{ ddimSteps: 20.5 }, ["ddimSteps"], STEPS],
    [{ scale: 0.99 }, ["scale"], SCALE],
    [{ scale: 30.01 }, ["scale"], SCALE],
    [{ scale: Number.NaN }, ["scale"], SCALE],
    [{ scale: Number.POSITIVE_INFINITY }, ["scale"], SCALE],
    [{ controlNets: [{ kind: "CANNY", strength: 1.01 }] }, ["controlNets", 0, "strength"], UNIT],
    [{ controlNets: [{ kind: "CANNY", strength: Number.NaN }] }, ["controlNets", 0, "strength"], UNIT],
    [{ styleReference: { idWeight: -0.1 } }, ["styleReference", "idWeight"], UNIT],
    [{ styleReference: { styleWeight: 2 } }, ["styleReference", "styleWeight"], UNIT],
    [{ logo: { opacity: Number.NEGATIVE_INFINITY } }, ["logo", "opacity"], UNIT],
  ])("refuses %o with the path and the range", (parameters, path, message) => {
    expect(checkI2iXlSft(parameters)).toEqual([{ path, constraint: "range", message }]);
  });

  test("refuses each repeated kind of control net where it repeats", () => {
    const controlNets = [
      { kind: "CANNY", strength: 0.1 },
      { kind: "POSE", strength: 0.1 },
      { kind: "CANNY", strength: 0.2 },
      { kind: "CANNY", strength: 3 },
    ] as const;
    expect(checkI2iXlSft({ controlNets }).map(({ path, constraint }) => [path, constraint])).toEqual([
      [["controlNets", 2, "kind"], "unique"],
      [["controlNets", 3, "kind"], "unique"],
      [["controlNets", 3, "strength"], "range"],
    ]);
  });

  test("looks no further into a long list than it takes to refuse it", () => {
    const controlNets = Array<{ kind: "POSE"; strength: number }>(40_000).fill({ kind: "POSE", strength: 2 });
    expect(checkI2iXlSft({ controlNets })).toHaveLength(99);
  });

  test("reports everything that is wrong at once, and none of the values", () => {
    const violations = checkI2iXlSft({
      seed: -777,
      ddimSteps: 777,
      scale: 777,
      controlNets: [{ kind: "DEPTH", strength: 777 }],
      styleReference: { idWeight: 777, styleWeight: 777 },
      logo: { opacity: 777 },
    });
    expect(violations).toHaveLength(7);
    expect(JSON.stringify(violations)).not.toContain("777");
  });
});
