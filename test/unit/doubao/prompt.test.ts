import { expect, test } from "vitest";
import { checkPrompt } from "../../../src/doubao/prompt.js";

test.each([
  ["a word", "cat"],
  ["Chinese", "千军万马"],
  ["lines and tabs", "a\tcat\r\non a mat\n"],
  ["an emoji joined of several", "👩\u200d🎨"],
  ["a visible character among blanks", " \u200b.\u3000"],
  ["800 characters", "x".repeat(800)],
  ["800 code points that take two units each", "😀".repeat(800)],
])("%s may be sent", (_, prompt) => {
  expect(checkPrompt(prompt)).toBeNull();
});

const BLANK = "must not be blank: it needs at least one visible character";
const LONG = "must be at most 800 characters (Unicode code points)";
const HALF = "must be well-formed Unicode: it holds half of a surrogate pair";
const CONTROL = "must not hold control characters other than line breaks and tabs";

test.each([
  ["nothing", "", BLANK],
  ["spaces and line breaks", " \n\t\r\n", BLANK],
  ["wide and narrow white space", "\u3000\u00a0\u2009\u2028\u1680", BLANK],
  ["zero-width characters", "\u200b\u200c\u200d\u2060\ufeff\u00ad", BLANK],
  ["fillers that draw nothing", "\u3164\u115f\uffa0\u2800\u034f", BLANK],
  ["direction marks", "\u200e\u202e\u2066\u2069", BLANK],
  ["tag characters", "\u{e0041}\u{e007f}", BLANK],
  ["control characters alone", "\u0000\u001b\u0085", BLANK],
  ["801 characters", "x".repeat(801), LONG],
  ["801 code points of two units", "😀".repeat(801), LONG],
  ["a million characters", "x".repeat(1_000_000), LONG],
  ["a lone high surrogate", "cat\ud83d", HALF],
  ["a lone low surrogate", "\ude00cat", HALF],
  ["surrogates in the wrong order", "a\ude00\ud83d", HALF],
  ["a null character", "a\u0000b", CONTROL],
  ["an escape character", "\u001b[31mred", CONTROL],
  ["a delete character", "a\u007f", CONTROL],
  ["a C1 control character", "a\u0085b", CONTROL],
])("%s may not be sent", (_, prompt, message) => {
  expect(checkPrompt(prompt)).toBe(message);
});
