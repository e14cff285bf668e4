import { describe, expect, it } from "vitest";
import { IMAGE_OPERATIONS, REPORT_OPERATIONS } from "../../../src/processing/actions.js";
import { checkActions } from "../../../src/processing/check-actions.js";
import { OPERATIONS } from "../../../src/processing/operations/index.js";
import { REAL_CHAINS } from "./real-chains.js";

const base64url = (text: string): string => Buffer.from(text).toString("base64url");

describe("a chain that a caller wrote", () => {
  it.each(REAL_CHAINS)("passes as official pages, SDKs and programs write it: %s", (chain) => {
    expect(checkActions(chain)).toEqual([]);
  });

  it.each([
    ["style/style01", /^must begin with "image\/"/],
    ["video/snapshot", /^must begin with "image\/"/],
    ["", /^must begin with "image\/"/],
    ["image/", /^must be operations separated by/],
    ["image/resize,w_1/", /^must be operations separated by/],
    ["image/resize, w_1", /^must be letters, digits/],
    ["image/watermark,text_水印", /^must be letters, digits/],
    ["image/resize,w_1|sys/saveas,o_eA", /^must be letters, digits/],
    [`image/${"resize,w_1/".repeat(400)}`, /^must be at most 4096 characters/],
  ])("is refused for its grammar, whatever is allowed: %j", (text, message) => {
    for (const allowUnknown of [false, true]) {
      expect(checkActions(text, allowUnknown)).toEqual([expect.stringMatching(message)]);
    }
  });

  it.each([...REPORT_OPERATIONS])("may not hold %s, which answers with data", (name) => {
    for (const allowUnknown of [false, true]) {
      expect(checkActions(`image/resize,w_1/${name}`, allowUnknown)).toEqual([
        "operation 2 answers with data, not with a picture: leave it out",
      ]);
    }
  });

  it("may hold an operation that is not known when that is allowed", () => {
    expect(checkActions("image/resize,w_1/enhance,s_2")).toEqual([
      expect.stringMatching(/^operation 2 is not a known image operation; known are resize, crop, /),
    ]);
    expect(checkActions("image/resize,w_1/enhance,s_2", true)).toEqual([]);
  });

  it("is told every known operation", () => {
    const [message = ""] = checkActions("image/enhance");
    for (const { upstreamName } of OPERATIONS) expect(message).toMatch(new RegExp(`[ ,]${upstreamName}[,.]`));
    expect([...IMAGE_OPERATIONS]).toHaveLength(25);
  });

  it.each([
    ["rotate,90/resize,w_0", "operation 2 (resize): w must be a whole number from 1 to 16384"],
    ["resize,w_16385", "operation 1 (resize): w must be a whole number from 1 to 16384"],
    ["resize,w_1.5", "operation 1 (resize): w must be a whole number from 1 to 16384"],
    ["resize,w_", "operation 1 (resize): w must be a whole number from 1 to 16384"],
    ["resize,p_1001", "operation 1 (resize): p must be a whole number from 1 to 1000"],
    ["resize,m_fit,w_1", "operation 1 (resize): m must be one of lfit, mfit, fill, pad, fixed"],
    ["resize,w_1,limit_2", "operation 1 (resize): limit must be 0 or 1"],
    ["resize,w_1,color_fff", "operation 1 (resize): color must be six hexadecimal digits, RRGGBB"],
    ["resize", "operation 1 (resize): must have at least one of w, h, l, s, p"],
    ["resize,m_fill", "operation 1 (resize): must have at least one of w, h, l, s, p"],
    ["resize,w_1,w_2", "operation 1 (resize): w must be given once"],
    ["resize,w_1,width_2", "operation 1 (resize): parameter 2 must be one of m, w, h, l, s, p, limit, color"],
    ["resize,P_30", "operation 1 (resize): P must stand only in the processing of a watermark's picture"],
    ["rotate", "operation 1 (rotate): its value must be given"],
    ["rotate,361", "operation 1 (rotate): its value must be a whole number from 0 to 360"],
    ["rotate,90,d_90", "operation 1 (rotate): parameter 2 must be a bare value"],
    ["strip,1", "operation 1 (strip): parameter 1 must be left out: it takes none"],
    ["indexcrop,x_1,y_1", "operation 1 (indexcrop): must have one of x, y, and not two"],
    ["blur", "operation 1 (blur): must have at least one of r, s, its value"],
    ["format,jxl", "operation 1 (format): its value must be one of jpg, png, webp, bmp, gif, tiff, heic"],
    ["draw,p_1-2", "operation 1 (draw): p must be 1 to 1000 points such as 50x50-100x100"],
    ["draw,p_1x1,l_1", "operation 1 (draw): l must be false or true"],
    ["watermark,t_50", "operation 1 (watermark): must have at least one of image, text"],
    ["watermark,text_a", "operation 1 (watermark): text must be URL-safe base64 of a text"],
    ["watermark,text__w", "operation 1 (watermark): text must be URL-safe base64 of a text"],
    ["setc2pametadata,AppID_a:b", null],
    [
      `watermark,image_${base64url("?x-tos-process=image/resize,w_1")}`,
      "operation 1 (watermark): image must be URL-safe base64 of a key, of which ?x-tos-process=image/… may follow",
    ],
    [
      `watermark,image_${base64url("logo\n.png?x-tos-process=image/resize,P_30")}`,
      "operation 1 (watermark): image is of a key that must not start with a backslash or contain control characters",
    ],
    [
      `watermark,image_${base64url("logo.png?x-tos-process=image/resize,P_30/crop,w_0")}`,
      "operation 1 (watermark): image: operation 2 (crop): w must be a whole number from 1 to 30000",
    ],
    [
      `watermark,image_${base64url("logo.png?x-tos-process=image/resize,w_1,percent_30")}`,
      "operation 1 (watermark): image: operation 1 (resize): parameter 2 must be one of m, w, h, l, s, p, limit, color, P",
    ],
    [
      `watermark,image_${base64url("logo.png?x-tos-process=image/resize,P_30,m_fill")}`,
      "operation 1 (watermark): image: operation 1 (resize): must have nothing beside P",
    ],
    [
      `watermark,image_${base64url("logo.png?x-tos-process=image/enhance")}`,
      "operation 1 (watermark): image: operation 1 is not a known image operation",
    ],
    [
      `watermark,image_${base64url("logo.png?x-tos-process=image/blur,5")}`,
      "operation 1 (watermark): image: operation 1 (blur): must not stand in the processing of a watermark's picture, which may be resized, cropped, sliced and rotated",
    ],
  ])("is held to the arguments of what is known: image/%s", (chain, message) => {
    expect(checkActions(`image/${chain}`)).toEqual(message === null ? [] : [message]);
    expect(checkActions(`image/${chain}`, true)).toEqual([]);
  });

  it("is answered with all that is wrong, up to ten", () => {
    expect(checkActions("image/resize,w_0,h_0/rotate,-1")).toEqual([
      "operation 1 (resize): w must be a whole number from 1 to 16384",
      "operation 1 (resize): h must be a whole number from 1 to 16384",
      "operation 2 (rotate): its value must be a whole number from 0 to 360",
    ]);
    expect(checkActions(`image/${"rotate/".repeat(50)}rotate`)).toHaveLength(10);
  });

  it("is never repeated", () => {
    const canary = "canary7391x";
    for (const chain of [
      canary,
      `resize,${canary}`,
      `resize,${canary}_1`,
      `resize,w_${canary}`,
      `watermark,text_${canary}=`,
      `watermark,image_${base64url(`${canary}?x-tos-process=image/${canary},w_1`)}`,
    ]) {
      const problems = checkActions(`image/${chain}`);
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.join()).not.toContain(canary);
    }
  });
});
