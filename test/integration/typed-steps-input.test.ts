/** Steps that break a rule are answered by step, argument and range, before anything is sent; no value comes back. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServerFor, type TestServer } from "../helpers/server.js";
import { type StubUpstream, startStubUpstream } from "../helpers/stub-upstream.js";

/** Stands in every submitted value that is wrong: wherever it comes back, something leaks. */
const CANARY = "CANARY7391";

const MUTATION = "mutation ($input: GenerateImageInput!) { generateImage(input: $input) { __typename } }";
const QUERY = `query ($steps: [ProcessingStepInput!]!) { image(key: "k") { signedUrl(process: { steps: $steps }) { url } } }`;

const valid = { prompt: "千军万马", source: { key: "1171.jpeg" }, output: { key: "newgen.jpg" } };

let upstream: StubUpstream;
let server: TestServer;

beforeAll(async () => {
  upstream = await startStubUpstream();
  server = await startServerFor(upstream.url);
});
afterAll(async () => {
  await server.close();
  expect(upstream.received).toEqual([]);
  await upstream.close();
});

interface Violation {
  readonly path: (string | number)[];
  readonly constraint: string;
  readonly message: string;
}

/** Sends a request that must be refused; returns its violations as "path: message". */
async function refusal(query: string, variables: object = {}): Promise<string[]> {
  const { body } = await server.post({ query, variables });
  expect(body.errors).toHaveLength(1);
  expect(JSON.stringify(body) + server.logged.join("")).not.toContain(CANARY);
  const { extensions } = body.errors?.[0] ?? {};
  expect(extensions?.code).toBe("BAD_USER_INPUT");
  const violations = (extensions?.violations ?? []) as Violation[];
  for (const { constraint } of violations) expect(constraint).toMatch(/^[a-zA-Z]+$/);
  return violations.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

const CASES: readonly (readonly [what: string, steps: unknown, violation: string])[] = [
  [
    "a number beyond its range",
    [{ rotate: { degrees: 1 } }, { resize: { width: 16_385 } }],
    "steps.1.resize.width: must be a whole number from 1 to 16384",
  ],
  [
    "a number below its range",
    [{ watermark: { text: "a", verticalOffset: -1001 } }],
    "steps.0.watermark.verticalOffset: must be a whole number from -1000 to 1000",
  ],
  [
    "a key that no object has",
    [{ watermark: { image: { key: `\\${CANARY}` } } }],
    "steps.0.watermark.image.key: must not start with a backslash or contain control characters",
  ],
  [
    "a key with a line break",
    [{ watermark: { image: { key: `${CANARY}\n.png` } } }],
    "steps.0.watermark.image.key: must not start with a backslash or contain control characters",
  ],
  [
    "a colour with a hash",
    [{ resize: { width: 1, color: `#${CANARY}` } }],
    "steps.0.resize.color: must be six hexadecimal digits, RRGGBB, without #",
  ],
  [
    "an argument that lacks its condition",
    [{ resize: { mode: "FILL" } }],
    "steps.0.resize: must have at least one of width, height, longSide, shortSide, percent",
  ],
  [
    "a null in the place of the only argument",
    [{ resize: { width: null } }],
    "steps.0.resize: must have at least one of width, height, longSide, shortSide, percent",
  ],
  [
    "arguments that exclude each other",
    [{ indexCrop: { sliceWidth: 1, sliceHeight: 1 } }],
    "steps.0.indexCrop: must have one of sliceWidth, sliceHeight, and not two",
  ],
  [
    "false for an operation that takes nothing",
    [{ strip: true }, { strip: false }],
    "steps.1.strip: must be true, or be left out together with its step",
  ],
  [
    "an empty text",
    [{ watermark: { text: "" } }],
    "steps.0.watermark.text: must not be empty, and be well-formed Unicode",
  ],
  [
    "a point outside of every picture",
    [{ draw: { points: [{ x: 0, y: -1 }] } }],
    "steps.0.draw.points.0.y: must be a whole number from 0 to 99999",
  ],
  [
    "a wrong step of a watermark's picture",
    [{ watermark: { image: { key: CANARY, steps: [{ crop: { width: 0 } }] } } }],
    "steps.0.watermark.image.steps.0.crop.width: must be a whole number from 1 to 30000",
  ],
  ["no step at all", [], "steps: must hold at least one step"],
  [
    "too many steps",
    Array.from({ length: 51 }, () => ({ strip: true })),
    "steps: must hold at most 50 steps",
  ],
  [
    "steps that come to too long a chain",
    [{ watermark: { text: CANARY.repeat(400) } }],
    "steps: must come to at most 4096 characters as TOS writes them; these come to 5355",
  ],
];

describe("steps", () => {
  it.each(CASES)("are refused by a query for %s", async (_what, steps, violation) => {
    expect(await refusal(QUERY, { steps })).toEqual([`process.${violation}`]);
  });

  it.each(CASES)(
    "are refused by a mutation, before anything is paid for, for %s",
    async (_what, steps, violation) => {
      const output = { ...valid.output, postprocess: { steps } };
      expect(await refusal(MUTATION, { input: { ...valid, output } })).toEqual([
        `input.output.postprocess.${violation}`,
      ]);
      expect(await refusal(MUTATION, { input: { ...valid, preprocess: { steps } } })).toEqual([
        `input.preprocess.${violation}`,
      ]);
    },
  );

  it("are refused below a mutation's result, too, before anything is paid for", async () => {
    const query = `mutation ($input: GenerateImageInput!) { generateImage(input: $input) {
      ... on GeneratedImage { image { signedUrl(process: { steps: [{ resize: { width: 0 } }] }) { url } } } } }`;
    expect(await refusal(query, { input: valid })).toEqual([
      "process.steps.0.resize.width: must be a whole number from 1 to 16384",
    ]);
  });

  it.each([
    ["two operations in one step", [{ strip: true, rotate: { degrees: 1 } }], /^steps\.0: Exactly one key/],
    ["a step of nothing", [{}], /^steps\.0: Exactly one key/],
    ["an operation of null", [{ rotate: null }], /^steps\.0\.rotate: .*must be non-null/],
    ["a step of null", [null], /^steps\.0: Expected non-nullable type/],
    ["an unknown operation", [{ unheardOf: {} }], /^steps\.0: Field "unheardOf" is not defined/],
    [
      "an unknown argument",
      [{ rotate: { degrees: 1, unheardOf: 1 } }],
      /^steps\.0\.rotate: Field "unheardOf"/,
    ],
    ["a missing argument", [{ circle: {} }], /^steps\.0\.circle: Field "radius" of required type "Int!"/],
    [
      "a value of no enumeration",
      [{ format: { to: CANARY } }],
      /^steps\.0\.format\.to: must be one of JPEG, PNG, WEBP/,
    ],
    [
      "a text for a number",
      [{ rotate: { degrees: CANARY } }],
      /^steps\.0\.rotate\.degrees: must be a whole number/,
    ],
    ["a fraction", [{ rotate: { degrees: 1.5 } }], /^steps\.0\.rotate\.degrees: must be a whole number/],
    [
      "a watermark within a watermark",
      [{ watermark: { image: { key: "a", steps: [{ watermark: { text: "b" } }] } } }],
      /^steps\.0\.watermark\.image\.steps\.0: Field "watermark" is not defined/,
    ],
    [
      "a size of the marked picture elsewhere",
      [{ resize: { percentOfPicture: 30 } }],
      /^steps\.0\.resize: Field "percentOfPicture" is not defined/,
    ],
  ])("that do not fit the schema are refused with the place: %s", async (_what, steps, violation) => {
    expect(
      (await refusal(QUERY, { steps })).find((each) => violation.test(each)),
      String(violation),
    ).toBeDefined();
  });

  it("of null, or beside a style, are refused", async () => {
    for (const preprocess of [{ steps: null }, { steps: [{ strip: true }], style: "style01" }]) {
      expect((await refusal(MUTATION, { input: { ...valid, preprocess } })).join()).toMatch(
        /^input\.preprocess.*(must be non-null|Exactly one key)/,
      );
    }
  });
});

describe("actions", () => {
  const actions = "image/enhance,s_2/resize,w_0";

  it("of an unknown operation or out of range are refused", async () => {
    const query = `query ($actions: String!) { image(key: "k") { signedUrl(process: { actions: $actions }) { url } } }`;
    expect(await refusal(query, { actions: "image/resize,w_0" })).toEqual([
      "process.actions: operation 1 (resize): w must be a whole number from 1 to 16384",
    ]);
    expect(await refusal(query, { actions })).toEqual([
      expect.stringMatching(/^process\.actions: operation 1 is not a known image operation/),
    ]);
    expect(await refusal(MUTATION, { input: { ...valid, preprocess: { actions } } })).toEqual([
      expect.stringMatching(/^input\.preprocess\.actions: operation 1 is not a known image operation/),
    ]);
  });

  it("pass when that is allowed, but for their grammar and what answers with data", async () => {
    const query = `query ($actions: String!) { image(key: "k") { signedUrl(process: { actions: $actions }, allowUnknownActions: true) { url } } }`;
    const { body } = await server.post({ query, variables: { actions } });
    expect(JSON.stringify(body)).toContain("x-tos-process=image%2Fenhance%2Cs_2%2Fresize%2Cw_0");
    expect(await refusal(query, { actions: "image/enhance,水" })).toHaveLength(1);
    expect(await refusal(query, { actions: "image/info" })).toHaveLength(1);
    for (const [member, input] of [
      ["preprocess", { preprocess: { actions: "image/enhance/ocr" } }],
      ["output.postprocess", { output: { ...valid.output, postprocess: { actions: "image/enhance/ocr" } } }],
    ] as const) {
      expect(await refusal(MUTATION, { input: { ...valid, ...input, allowUnknownActions: true } })).toEqual([
        `input.${member}.actions: operation 2 answers with data, not with a picture: leave it out`,
      ]);
    }
  });
});
