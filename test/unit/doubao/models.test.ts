import { expect, test } from "vitest";
import { checkI2iXlSft, toReqJson } from "../../../src/doubao/i2i-xl-sft.js";
import { IMAGE_MODELS } from "../../../src/doubao/models.js";
import { checkOtherModel } from "../../../src/doubao/other-model.js";

const [defaultModel, ...others] = IMAGE_MODELS;

test("the default model comes first, with TOS's action and version", () => {
  expect(defaultModel).toMatchObject({
    reqKey: "i2i_xl_sft",
    action: "CVProcess",
    version: "2022-08-31",
    inputMember: "i2iXlSft",
    promptMaxCodePoints: 800,
    evidence: "OFFICIAL",
  });
});

test("the default model lists every parameter of its typed form, under its upstream name", () => {
  const sent = toReqJson({
    seed: 1,
    ddimSteps: 1,
    scale: 1,
    controlNets: [{ kind: "POSE", strength: 1 }],
    styleReference: { idWeight: 1, styleWeight: 1 },
    returnUrl: true,
    logo: { enabled: true, position: "TOP_LEFT", language: "ENGLISH", opacity: 1, text: "x" },
  });
  const names = Object.entries(sent).flatMap(([name, value]) => {
    if (Array.isArray(value)) return Object.keys(value[0]).map((inner) => `${name}[].${inner}`);
    return typeof value === "object" && value !== null
      ? Object.keys(value).map((inner) => `${name}.${inner}`)
      : [name];
  });
  const chosen = names.filter((name) => name !== "req_key" && !name.endsWith("binary_data_index"));
  expect(defaultModel?.parameters.map(({ upstreamName }) => upstreamName)).toEqual(chosen);
});

test.each([
  ["seed", -1, 2_147_483_647],
  ["ddimSteps", 1, 50],
  ["scale", 1, 30],
] as const)("the range of %s is the one that is checked", (name, minimum, maximum) => {
  const parameter = defaultModel?.parameters.find((candidate) => candidate.name === name);
  expect(parameter).toMatchObject({ minimum, maximum, required: false });
  expect(checkI2iXlSft({ [name]: minimum })).toEqual([]);
  expect(checkI2iXlSft({ [name]: maximum })).toEqual([]);
  expect(checkI2iXlSft({ [name]: minimum - 1 })).toHaveLength(1);
  expect(checkI2iXlSft({ [name]: maximum + 1 })).toHaveLength(1);
});

test("every other model can be asked for in the open form, with every parameter that it lists", () => {
  for (const { reqKey, action, version, inputMember, parameters } of others) {
    expect(inputMember).toBe("other");
    const given = Object.fromEntries(parameters.map(({ upstreamName }) => [upstreamName, null]));
    expect(checkOtherModel({ reqKey, action, version, parameters: given })).toEqual([]);
  }
});

test("no model and no parameter stands in the catalogue twice", () => {
  const keys = IMAGE_MODELS.map(({ reqKey }) => reqKey);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { parameters } of IMAGE_MODELS) {
    expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length);
  }
});

test("a parameter has values to choose from exactly where it is an enumeration", () => {
  for (const { type, values } of IMAGE_MODELS.flatMap(({ parameters }) => parameters)) {
    expect(values.length > 0).toBe(type === "Enum");
  }
});
