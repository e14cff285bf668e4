import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutInternal } from "../../../src/doubao/internal-members.js";
import { textAt } from "../../../src/doubao/json-source.js";

const NAMES = ["a", "infer_ctx", "app_key", "data", "", 'q"', "back\\", "__proto__", "\n", "}{]["];

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, 0, -1.5e-7, "", 'a"b', "\\", "{", '":', "é\u2028"),
    fc.string(),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("object"),
  ),
  object: fc
    .array(fc.tuple(fc.constantFrom(...NAMES), tie("value")), { maxLength: 5 })
    .map((members) => Object.fromEntries(members)),
}));

const source = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 5 }),
    fc.constantFrom("", " ", "\t"),
  )
  .map(([members, indent]) => JSON.stringify(Object.fromEntries(members), null, indent));

/** Text that is no JSON goes when it may hold the name, plainly or spelled with \u escapes (no text here is JSON). */
function mayNameInternal(text: string): boolean {
  return text.includes("app_key") || text.includes("\\u");
}

/** The value without the `app_key`s inside an `infer_ctx`, cut from the parsed value instead of the text. */
function cut(parsed: unknown, inContext: boolean): unknown {
  if (Array.isArray(parsed)) return parsed.map((item) => cut(item, inContext));
  if (typeof parsed !== "object" || parsed === null) return parsed;
  const kept = Object.entries(parsed).filter(
    ([name, inner]) =>
      !(inContext && name === "app_key") &&
      !(!inContext && name === "infer_ctx" && typeof inner === "string" && mayNameInternal(inner)),
  );
  return Object.fromEntries(
    kept.map(([name, inner]) => [name, cut(inner, inContext || name === "infer_ctx")]),
  );
}

test("the text of every member is the text that its value was parsed from", () => {
  fc.assert(
    fc.property(source, (text) => {
      const parsed: Record<string, unknown> = JSON.parse(text);
      for (const name of [...NAMES, "absent"]) {
        const found = textAt(text, [name]);
        if (Object.hasOwn(parsed, name)) expect(JSON.parse(found ?? "")).toEqual(parsed[name]);
        else expect(found).toBeNull();
      }
    }),
    { numRuns: 1_000 },
  );
});

test("cutting internal members from the text is cutting them from the value", () => {
  fc.assert(
    fc.property(source, (text) => {
      expect(JSON.parse(withoutInternal(text))).toEqual(cut(JSON.parse(text), false));
    }),
    { numRuns: 2_000 },
  );
});
