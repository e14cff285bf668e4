import { expect, test } from "vitest";
import { withoutInternal, withoutInternalText } from "../../../src/doubao/internal-members.js";

test.each([
  ["in data", '{"data":{"infer_ctx":{"app_key":"s","a":1}}}', '{"data":{"infer_ctx":{"a":1}}}'],
  ["as the only member", '{"infer_ctx":{"app_key":"s"}}', '{"infer_ctx":{}}'],
  ["twice", '{"infer_ctx":{"app_key":"s","app_key":"t"}}', '{"infer_ctx":{}}'],
  [
    "in a repeated parent",
    '{"data":{"infer_ctx":{"app_key":"s"}},"data":{"infer_ctx":{"a":1,"app_key":"t"}}}',
    '{"data":{"infer_ctx":{}},"data":{"infer_ctx":{"a":1}}}',
  ],
  ["deeper down", '{"infer_ctx":{"params":[{"app_key":"s"}]}}', '{"infer_ctx":{"params":[{}]}}'],
  ["in a list of contexts", '{"infer_ctx":[{"app_key":"s"},{"a":1}]}', '{"infer_ctx":[{},{"a":1}]}'],
  ["under escaped names", '{"infer\\u005fctx":{"app\\u005fkey":"s"}}', '{"infer\\u005fctx":{}}'],
  [
    "in JSON text in a string",
    '{"resp_data":"{\\"infer_ctx\\":{\\"app_key\\":\\"s\\"},\\"id\\":12345678901234567890}"}',
    '{"resp_data":"{\\"infer_ctx\\":{},\\"id\\":12345678901234567890}"}',
  ],
  [
    "in a context that is JSON text",
    '{"infer_ctx":"{\\"app_key\\":\\"s\\",\\"a\\":1}","b":2}',
    '{"infer_ctx":"{\\"a\\":1}","b":2}',
  ],
  ["in a context that is other text", '{"infer_ctx":"app_key=s","b":2}', '{"b":2}'],
])("an app_key %s is cut", (_, source, expected) => {
  expect(withoutInternal(source)).toBe(expected);
  JSON.parse(expected);
});

test.each([
  ["an app_key outside a context", '{"app_key":"s","infer_ctx":{"a":1}}'],
  ["a context without app_key", '{"infer_ctx":{"log_id":"x","n":12345678901234567890}}'],
  ["a context that is text of another kind", '{"infer_ctx":"none"}'],
  ["a context that is null", '{"infer_ctx":null}'],
  ["a text that mentions both", '{"prompt":"infer_ctx app_key"}'],
  ["escapes and odd spacing", '{ "a" : "\\u0026" , "b":[ 1 ] }'],
])("%s stays as it was", (_, source) => {
  expect(withoutInternal(source)).toBe(source);
});

test("text that is no JSON stays as it was", () => {
  expect(withoutInternalText('infer_ctx {"app_key":')).toBe('infer_ctx {"app_key":');
  expect(withoutInternalText("")).toBe("");
});

test("a context nested a hundred thousand deep is cut", () => {
  const depth = 100_000;
  const wrap = (inner: string): string => `${'{"a":'.repeat(depth)}${inner}${"}".repeat(depth)}`;
  expect(withoutInternal(wrap('{"infer_ctx":{"app_key":1}}'))).toBe(wrap('{"infer_ctx":{}}'));
});
