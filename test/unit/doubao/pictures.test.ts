import { describe, expect, test } from "vitest";
import { readData } from "./fixtures.js";

describe("addresses of pictures", () => {
  test.each([
    ["{}", []],
    ['{"image_urls":null}', []],
    ['{"image_urls":[]}', []],
    ['{"image_urls":["https://a/b?x=1\\u0026y=2"]}', ["https://a/b?x=1&y=2"]],
    ['{"image_urls":"HTTP://a"}', ["HTTP://a"]],
    ['{"image_url":"https://a","image_urls":["https://a","https://b"]}', ["https://a", "https://b"]],
    ['{"image_url":"https://a"}', ["https://a"]],
  ])("%s gives %j", (data, urls) => {
    expect(readData(data)).toMatchObject({ report: { imageUrls: urls }, unrecognised: [] });
  });

  test.each([
    "",
    "x",
    "/a/b",
    "//a/b",
    "ftp://a",
    "javascript:alert(1)",
    "https:a",
    "https://",
    "https://a b",
    " https://a",
    "https://a\n",
    "https://[",
    "data:image/png;base64,aGVsbG8=",
  ])("%j is left out and reported", (text) => {
    const data = JSON.stringify({ image_urls: [text, null, 5, {}, "https://ok"] });
    expect(readData(data)).toMatchObject({
      report: { imageUrls: ["https://ok"] },
      unrecognised: ["data.image_urls"],
    });
  });
});

describe("pictures", () => {
  test.each([
    ["{}", []],
    ['{"binary_data_base64":null}', []],
    ['{"binary_data_base64":["aGVsbG8=","/+==","AAAA"]}', ["aGVsbG8=", "/+==", "AAAA"]],
    ['{"binary_data_base64":"aGVsbG8="}', ["aGVsbG8="]],
    ['{"binary_data_base64":["data:image/png;base64,aGVsbG8="]}', ["aGVsbG8="]],
    ['{"image":"aGVsbG8="}', ["aGVsbG8="]],
  ])("%s gives %j", (data, pictures) => {
    expect(readData(data)).toMatchObject({ report: { binaryData: pictures }, unrecognised: [] });
  });

  test.each(["", "a", "xxx", "a===", "====", "aGVs bG8=", "aGVsbG8=aGVsbG8=", "-_-_", "é===", "aGVsbG8=\n"])(
    "%j is left out and reported",
    (text) => {
      const { report, unrecognised } = readData(JSON.stringify({ binary_data_base64: [text] }));
      expect(report.binaryData).toEqual([]);
      expect(unrecognised).toEqual(["data.binary_data_base64"]);
    },
  );

  test("of many megabytes are read", () => {
    const picture = "iVBORw0KGgo/".repeat(1_000_000);
    expect(readData(`{"binary_data_base64":["${picture}"]}`).report.binaryData[0]).toBe(picture);
  });
});
