import { describe, expect, test } from "vitest";
import {
  applyEdits,
  decodeString,
  membersOf,
  nextMember,
  textAt,
  valueEnd,
} from "../../../src/doubao/json-source.js";

const DEEP = 100_000;

describe("textAt", () => {
  test.each([
    ["a number's digits", '{"id":17484170879463117490}', ["id"], "17484170879463117490"],
    ["a number's own spelling", '{"a":1.50e+2 }', ["a"], "1.50e+2"],
    ["a string with its quotes", '{"a":"b"}', ["a"], '"b"'],
    ["a literal", '{"a":null,"b":true}', ["b"], "true"],
    ["a nested value", '{"a":{"b":[1,{"c":2}]}}', ["a", "b"], '[1,{"c":2}]'],
    ["blanks inside the value", '{ "a" :\n{ "b" : 1 } }', ["a"], '{ "b" : 1 }'],
    ["the last of repeated names", '{"a":1,"a":2}', ["a"], "2"],
    ["the last of repeated parents", '{"a":{"b":1},"a":{"b":2}}', ["a", "b"], "2"],
    ["a name spelled with escapes", '{"\\u0061\\n":1}', ["a\n"], "1"],
    ["a name with an escaped quote", '{"a\\"b":1,"b":2}', ["b"], "2"],
    ["a name that ends in a backslash", '{"a\\\\":1,"b":2}', ["b"], "2"],
    ["a name of the prototype", '{"__proto__":1}', ["__proto__"], "1"],
    ["an empty name", '{"":1}', [""], "1"],
    ["brackets and quotes inside strings", '{"a":"}]\\"{[","b":3}', ["b"], "3"],
    ["a value after nested names alike", '{"x":{"b":1},"b":2}', ["b"], "2"],
    ["everything, for the empty path", '{"a":1}', [], '{"a":1}'],
  ])("gives %s", (_, source, path, text) => {
    JSON.parse(source);
    expect(textAt(source, path)).toBe(text);
  });

  test.each([
    ["an absent member", '{"a":1}', ["b"]],
    ["a member of a list", '{"a":[{"b":1}]}', ["a", "b"]],
    ["a member of a string", '{"a":"\\"b\\":1"}', ["a", "b"]],
    ["a member of an empty object", '{"a":{},"b":1}', ["a", "b"]],
    ["an inherited member", "{}", ["toString"]],
    ["a name of the earlier of repeated parents", '{"a":{"b":1},"a":{}}', ["a", "b"]],
  ])("gives null for %s", (_, source, path) => {
    expect(textAt(source, path)).toBeNull();
  });

  test("passes values nested a hundred thousand deep", () => {
    const nested = `${'{"x":['.repeat(DEEP)}${"]}".repeat(DEEP)}`;
    expect(textAt(`{"deep":${nested},"id":12}`, ["id"])).toBe("12");
    expect(textAt(`{"deep":${nested},"id":12}`, ["deep"])?.length).toBe(nested.length);
  });

  test("takes a string of a million escaped quotes in one pass", () => {
    const source = `{"a":"${'\\"'.repeat(1_000_000)}","b":1}`;
    expect(textAt(source, ["b"])).toBe("1");
  });
});

test("the members of an object are listed with their spans, repeats included", () => {
  const source = ' { "a" : [1, {"z":0}] , "a":"x"} ';
  const found = [...membersOf(source, { start: 0, end: source.length })];
  expect(
    found.map(({ key, member, value }) => [
      key,
      source.slice(member.start, member.end),
      source.slice(value.start, value.end),
    ]),
  ).toEqual([
    ["a", '"a" : [1, {"z":0}]', '[1, {"z":0}]'],
    ["a", '"a":"x"', '"x"'],
  ]);
});

test("a string in a list is no member", () => {
  const source = '["a","b",{"c":"d"}]';
  expect(nextMember(source, 0, source.length)).toEqual({ key: "c", keyStart: 10, valueStart: 14 });
  expect(nextMember(source, 14, source.length)).toBeNull();
});

test("a value that ends the text ends there", () => {
  expect(valueEnd("12", 0)).toBe(2);
});

test("an escape in a string is decoded and an unescaped string is taken as it is", () => {
  expect(decodeString('"\\u00e9\\ud83d\\ude00"')).toBe("é😀");
  expect(decodeString('"é"')).toBe("é");
});

describe("applyEdits", () => {
  test.each([
    ['{"x":1}', "{}"],
    ['{"x":1,"a":2}', '{"a":2}'],
    ['{"a":2,"x":1}', '{"a":2}'],
    ['{"a":2,"x":1,"b":3}', '{"a":2,"b":3}'],
    ['{"a":2,"x":1,"x":3}', '{"a":2}'],
    ['{"x":1,"x":3}', "{}"],
    ['{"x":1,"x":3,"a":2}', '{"a":2}'],
    ['{"x":1,"a":2,"x":3,"b":4,"x":5}', '{"a":2,"b":4}'],
    ['[{"x":1},{"x":[{}]},{"a":{"x":{}}}]', '[{},{},{"a":{}}]'],
    ['{ "x" : 1 , "a" : 2 }', '{ "a" : 2 }'],
    ['{ "a" : 2 , "x" : 1 }', '{ "a" : 2  }'],
  ])("cuts the members named x out of %s", (source, expected) => {
    const edits = [];
    for (let at = nextMember(source, 0, source.length); at !== null; ) {
      const end = valueEnd(source, at.valueStart);
      if (at.key === "x") edits.push({ span: { start: at.keyStart, end }, replacement: null });
      at = nextMember(source, at.key === "x" ? end : at.valueStart, source.length);
    }
    expect(applyEdits(source, edits)).toBe(expected);
    JSON.parse(expected);
  });

  test("replaces a value between members that are cut", () => {
    const source = '{"x":1,"a":2,"x":3}';
    const edits = [
      { span: { start: 1, end: 6 }, replacement: null },
      { span: { start: 11, end: 12 }, replacement: '"new"' },
      { span: { start: 13, end: 18 }, replacement: null },
    ];
    expect(applyEdits(source, edits)).toBe('{"a":"new"}');
  });
});
