import { expect, test } from "vitest";
import { parseGoDuration } from "../../../src/doubao/duration.js";

test.each([
  ["6.430430379s", 6430.430379],
  ["12.696326169s", 12696.326169],
  ["6.527672506s", 6527.672506],
  ["3.964553804s", 3964.553804],
  ["1.616183051s", 1616.183051],
  ["508.312154ms", 508.312154],
  ["57.354545ms", 57.354545],
  ["104.852309ms", 104.852309],
  ["70.333439ms", 70.333439],
  ["23.099216ms", 23.099216],
  ["456.790505ms", 456.790505],
  ["36.799829ms", 36.799829],
  ["30.019409ms", 30.019409],
  ["10.974197ms", 10.974197],
  ["103.592\u00b5s", 0.103592],
  ["1m2.3s", 62300],
  ["1h2m3.5s", 3723500],
  ["1h0m0s", 3600000],
  ["0s", 0],
  ["999ns", 0.000999],
  ["103.592\u03bcs", 0.103592],
  ["103.592us", 0.103592],
  ["-1.5s", -1500],
  ["-0s", 0],
])("the duration %s is %d milliseconds", (text, milliseconds) => {
  expect(parseGoDuration(text)).toBe(milliseconds);
});

test.each([
  "",
  "s",
  "1",
  "1.s",
  ".5s",
  "1 s",
  " 1s",
  "1s ",
  "1s\n",
  "1ms2s",
  "1h",
  "5m",
  "1d",
  "+1s",
  "--1s",
  "NaN",
  "Infinitys",
  "1e3s",
  "1,5s",
  "0x10s",
  "\u0661s",
  `${"9".repeat(400)}s`,
])("%j is no duration", (text) => {
  expect(parseGoDuration(text)).toBeNull();
});

test("the longest duration that Go can print is read to a hundredth of a millisecond", () => {
  expect(parseGoDuration("2562047h47m16.854775807s")).toBeCloseTo(9223372036854.775, 1);
});
