import { describe, expect, it } from "vitest";
import { parseActions } from "../../../src/processing/actions.js";

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
});
