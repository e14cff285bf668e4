import fc from "fast-check";
import { expect, test } from "vitest";
import { readReply } from "../../../src/doubao/reply.js";
import { allFixtures } from "./fixtures.js";

/** Every value of a parsed JSON text, with the name it stands under, without recursion. */
function* valuesOf(root: unknown): Generator<{ name: string; value: unknown; inContext: boolean }> {
  const pending = [{ name: "", value: root, inContext: false }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    if (typeof next.value !== "object" || next.value === null) continue;
    const inContext = next.inContext || next.name === "infer_ctx";
    for (const [name, value] of Object.entries(next.value)) pending.push({ name, value, inContext });
  }
}

const LISTS = ["controlNets", "imageUrls", "binaryData"];
const NUMBERS = /^(?:code|modelStatus|elapsedMs|comfyuiCost|seed|ddimSteps|scale|width|height)$/;
const INTEGERS =
  /^(?:code|codeNumber|modelStatus|statusCode|comfyuiCost|seed|ddimSteps|width|height|binaryDataIndex|positionNumber|languageNumber)$/;

/** Everything that holds of every reply, whatever the body. Returns the reply's kind. */
function expectStrict(body: string): string {
  const reply = readReply(body);
  for (const { name, value } of valuesOf(reply)) {
    if (value === undefined || typeof value === "function") throw new Error(`${name} is ${typeof value}`);
    if (typeof value !== "number") continue;
    if (!Number.isFinite(value) || Object.is(value, -0)) throw new Error(`${name} is ${value}`);
    if (INTEGERS.test(name) && !Number.isSafeInteger(value)) throw new Error(`${name} is unsafe`);
  }
  if (reply.kind !== "report") return reply.kind;
  for (const [name, value] of Object.entries(reply.report)) {
    if (Array.isArray(value) !== LISTS.includes(name)) throw new Error(`${name} is a list, or is none`);
    if (NUMBERS.test(name) && value !== null && typeof value !== "number")
      throw new Error(`${name} is no number`);
  }
  if (!reply.report.imageUrls.every((url) => /^https?:$/.test(new URL(url).protocol))) throw new Error("URL");
  const isBase64 = (text: string): boolean =>
    Buffer.from(text, "base64").toString("base64").length === text.length;
  if (!reply.report.binaryData.every(isBase64)) throw new Error("base64");
  for (const { name, inContext } of valuesOf(JSON.parse(reply.report.rawJson))) {
    if (inContext && name === "app_key") throw new Error("app_key is left");
  }
  if (reply.unrecognised.length > 64) throw new Error("too many names");
  return reply.kind;
}

const FIXTURES = [...allFixtures().values()];

const NAMES = [
  ...new Set(FIXTURES.flatMap((text) => [...valuesOf(JSON.parse(text))].map(({ name }) => name))),
  "resp_json",
  "RespJson",
  "Error",
  "CodeN",
  "image_url",
  "image",
  "ddim_steps",
  "__proto__",
  "constructor",
  "toString",
  "",
];

/** JSON text of a value that a service might send in any place. */
const oddText = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    "null",
    "[]",
    "{}",
    '""',
    "1e999",
    "-1e999",
    "-0",
    "1e-400",
    "9007199254740993",
    "17484170879463117490",
    '"17484170879463117490"',
    '"50215"',
    '"NaN"',
    '"https://a/b"',
    '["https://a","ftp://b",null]',
    '"data:image/png;base64,aGVsbG8="',
    '{"app_key":"s","a":{"app_key":1}}',
    '"{\\"app_key\\":\\"s\\"}"',
    '{"infer_ctx":{"app_key":"s"}}',
    '"{\\"infer_ctx\\":{\\"app_key\\":\\"s\\"}}"',
    '{"Error":{"Code":"50411"}}',
    '"\\ud800"',
    `${"[".repeat(2000)}${"]".repeat(2000)}`,
    `${'{"data":'.repeat(500)}1${"}".repeat(500)}`,
  ),
);

/** An object as JSON text: the members of a fixture's object, changed, dropped, repeated and added to. */
function mutated(value: unknown): fc.Arbitrary<string> {
  const text = JSON.stringify(value);
  const kept =
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? mutatedObject(value)
      : fc.constant(text);
  return fc.oneof(
    { arbitrary: kept, weight: 12 },
    { arbitrary: oddText, weight: 1 },
    { arbitrary: kept.map((inner) => JSON.stringify(inner)), weight: 1 },
    { arbitrary: kept.map((inner) => `[${inner}]`), weight: 1 },
  );
}

function mutatedObject(object: object): fc.Arbitrary<string> {
  const members = Object.entries(object).map(([name, value]) =>
    fc.tuple(mutated(value), fc.nat(19), oddText).map(([text, dice, other]) => {
      const member = `${JSON.stringify(name)}:${text}`;
      if (dice === 0) return [];
      return dice === 1 ? [member, `${JSON.stringify(name)}:${other}`] : [member];
    }),
  );
  const added = fc.array(fc.tuple(fc.constantFrom(...NAMES), oddText), { maxLength: 2 });
  return fc.tuple(fc.tuple(...members), added).map(([kept, extra]) => {
    const more = extra.map(([name, text]) => `${JSON.stringify(name)}:${text}`);
    return `{${[...kept.flat(), ...more].join(",")}}`;
  });
}

const wrappers: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `{"resp_json":${text}}`,
  (text) => `{"resp_json":${JSON.stringify(text)}}`,
  (text) => `{"Result":${text},"ResponseMetadata":{}}`,
  (text) => `\ufeff\n${text} `,
  (text) => `text ${text} text`,
];

const body = fc
  .tuple(fc.oneof(...FIXTURES.map((text) => mutated(JSON.parse(text)))), fc.constantFrom(...wrappers))
  .map(([text, wrap]) => wrap(text));

test("any text is read without failing", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string()), (text) => void expectStrict(text)),
    { numRuns: 2_000 },
  );
});

test("any JSON is read without failing", () => {
  fc.assert(
    fc.property(fc.json(), (text) => void expectStrict(text)),
    { numRuns: 2_000 },
  );
});

test("changed replies are read into the strict type", () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(body, (text) => void kinds.add(expectStrict(text))),
    { numRuns: 6_000 },
  );
  expect([...kinds].sort()).toEqual(["gateway-error", "report", "unreadable"]);
});

test("a reply that is cut off at any place is read without failing", () => {
  for (const text of FIXTURES) {
    for (let length = 0; length < text.length; length += 1) expectStrict(text.slice(0, length));
  }
});

test("an id keeps every digit, as a number or as a string, wherever it stands", () => {
  const digits = fc.stringMatching(/^[1-9][0-9]{0,39}$/);
  fc.assert(
    fc.property(
      digits,
      digits,
      digits,
      fc.boolean(),
      fc.constantFrom(...wrappers),
      (log, algorithm, task, bare, wrap) => {
        const id = (text: string): string => (bare ? text : JSON.stringify(text));
        const text = `{"code":10000,"request_id":${id(log)},"data":{"request_id":${id(algorithm)},"task_id": ${id(task)} }}`;
        const reply = readReply(wrap(text));
        if (reply.kind !== "report") throw new Error(`read as ${reply.kind}`);
        const { requestId, algorithmRequestId, taskId, rawJson } = reply.report;
        expect([requestId, algorithmRequestId, taskId, rawJson]).toEqual([log, algorithm, task, text]);
      },
    ),
    { numRuns: 1_000 },
  );
});
