import fc from "fast-check";
import { expect, test } from "vitest";
import { readReply } from "../../../src/doubao/reply.js";
import { changedReply, FIXTURES, valuesOf, wrappers } from "./reply-arbitrary.js";

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
    fc.property(changedReply, (text) => void kinds.add(expectStrict(text))),
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
