/** Replies as no documentation shows them: what a service might send one day. */
import fc from "fast-check";
import { allFixtures } from "./fixtures.js";

/** Every value of a parsed JSON text, with the name it stands under, without recursion. */
export function* valuesOf(root: unknown): Generator<{ name: string; value: unknown; inContext: boolean }> {
  const pending = [{ name: "", value: root, inContext: false }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    if (typeof next.value !== "object" || next.value === null) continue;
    const inContext = next.inContext || next.name === "infer_ctx";
    for (const [name, value] of Object.entries(next.value)) pending.push({ name, value, inContext });
  }
}

/** Every documented reply. */
export const FIXTURES = [...allFixtures().values()];

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

/** The ways in which a reply may be wrapped. */
export const wrappers: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `{"resp_json":${text}}`,
  (text) => `{"resp_json":${JSON.stringify(text)}}`,
  (text) => `{"Result":${text},"ResponseMetadata":{}}`,
  (text) => `\ufeff\n${text} `,
  (text) => `text ${text} text`,
];

/** The text of a documented reply, changed anywhere and wrapped in any way. */
export const changedReply = fc
  .tuple(fc.oneof(...FIXTURES.map((text) => mutated(JSON.parse(text)))), fc.constantFrom(...wrappers))
  .map(([text, wrap]) => wrap(text));
