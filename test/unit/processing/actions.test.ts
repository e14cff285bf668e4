import { describe, expect, it } from "vitest";
import {
  checkActions,
  IMAGE_OPERATIONS,
  parseActions,
  REPORT_OPERATIONS,
} from "../../../src/processing/actions.js";

describe("a chain of image-processing actions", () => {
  it("is split into operations with keyed and bare parameters", () => {
    expect(parseActions("image/resize,m_fill,w_100/rotate,90/auto-orient/watermark,text_SGVsbG8_x")).toEqual([
      {
        name: "resize",
        parameters: [
          { key: "m", value: "fill" },
          { key: "w", value: "100" },
        ],
      },
      { name: "rotate", parameters: [{ key: null, value: "90" }] },
      { name: "auto-orient", parameters: [] },
      { name: "watermark", parameters: [{ key: "text", value: "SGVsbG8_x" }] },
    ]);
  });

  it.each([
    "",
    "image/",
    "resize,w_1",
    "style/a",
    "image//resize",
    "image/resize,",
    "image/Resize",
    "image/resize,,w_1",
    "image/re size",
  ])("is none: %j", (text) => {
    expect(parseActions(text)).toBeNull();
  });

  it.each([...IMAGE_OPERATIONS])("may hold %s", (name) => {
    expect(checkActions(`image/${name},x_1`)).toBeNull();
  });

  it.each([...REPORT_OPERATIONS])("may not hold %s, which answers with data", (name) => {
    expect(checkActions(`image/resize,w_1/${name}`)).toMatch(/^operation 2 answers with data/);
  });

  it.each([
    ["style/style01", /^must begin with "image\/"/],
    ["video/snapshot", /^must begin with "image\/"/],
    ["", /^must begin with "image\/"/],
    ["image/", /^must be operations separated by/],
    ["image/resize,w_1/", /^must be operations separated by/],
    ["image/unheard-of,1", /^operation 1 is not a known image operation/],
    ["image/resize, w_1", /^must be letters, digits/],
    ["image/watermark,text_水印", /^must be letters, digits/],
    ["image/resize,w_1|sys/saveas,o_eA", /^must be letters, digits/],
    [`image/${"resize,w_1/".repeat(400)}`, /^must be at most 4096 characters/],
  ])("is refused with what to change: %j", (text, message) => {
    expect(checkActions(text)).toMatch(message);
  });
});
