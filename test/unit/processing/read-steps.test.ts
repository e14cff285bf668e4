import { describe, expect, it } from "vitest";
import { readSteps } from "../../../src/processing/read-steps.js";
import { writeSteps } from "../../../src/processing/step.js";
import { REAL_CHAINS } from "./real-chains.js";

const base64url = (text: string): string => Buffer.from(text).toString("base64url");

describe("a chain", () => {
  it.each([
    ["resize,w_100,m_fill", { operation: "resize", arguments: { width: 100, mode: "fill" } }],
    ["resize,h_1,limit_0", { operation: "resize", arguments: { height: 1, neverEnlarge: false } }],
    ["crop,g_se,w_10,x_2", { operation: "crop", arguments: { gravity: "se", width: 10, x: 2 } }],
    ["rounded-corners,r_5", { operation: "roundedCorners", arguments: { radius: 5 } }],
    ["rotate,90", { operation: "rotate", arguments: { degrees: 90 } }],
    ["bright,-0", { operation: "bright", arguments: { amount: 0 } }],
    ["auto-orient,0", { operation: "autoOrient", arguments: { enabled: false } }],
    ["auto-orient-internal", { operation: "autoOrientInternal", arguments: true }],
    ["strip", { operation: "strip", arguments: true }],
    ["slim", { operation: "slim", arguments: {} }],
    ["format,JPEG", { operation: "format", arguments: { to: "jpg" } }],
    ["quality,q_80,Q_90", { operation: "quality", arguments: { relative: 80, absolute: 90 } }],
    [
      "draw,p_1x2-3x4,l_true",
      {
        operation: "draw",
        arguments: {
          points: [
            { x: 1, y: 2 },
            { x: 3, y: 4 },
          ],
          lines: true,
        },
      },
    ],
    ["watermark,text_5paH5a2X,align_1", { operation: "watermark", arguments: { text: "文字", align: "1" } }],
    ["setc2pametadata,AppID_a_b", { operation: "setC2paMetadata", arguments: { appId: "a_b" } }],
  ])("is read as typed steps: %s", (raw, step) => {
    expect(readSteps(`image/${raw}`)).toEqual([{ ...step, raw }]);
  });

  it("is read into the picture of a watermark, too", () => {
    const raw = `watermark,image_${base64url("a/logo.png?x-tos-process=image/resize,P_30/enhance,s_2/rotate,90")}`;
    const steps = [
      { operation: "resize", arguments: { percentOfPicture: 30 }, raw: "resize,P_30" },
      { raw: "enhance,s_2" },
      { operation: "rotate", arguments: { degrees: 90 }, raw: "rotate,90" },
    ];
    expect(readSteps(`image/${raw}`)).toEqual([
      { operation: "watermark", arguments: { image: { key: "a/logo.png", steps } }, raw },
    ]);
  });

  it.each([
    "enhance,s_2",
    "resize",
    "resize,w_0",
    "resize,w_1,zoom_2",
    "resize,w_1,w_1",
    "resize,w_1|sys",
    "resize,P_30",
    "strip,1",
    "Resize,w_1",
    "rotate,90deg",
    "watermark,image_%%",
    `watermark,image_${base64url("logo.png?x-tos-process=style/small")}`,
    "",
    " ",
  ])("keeps what it does not know as it is written: %j", (raw) => {
    expect(readSteps(`image/${raw}`)).toEqual([{ raw }]);
    expect(readSteps(`image/rotate,90/${raw}/strip`).map((step) => step.raw)).toEqual([
      "rotate,90",
      raw,
      "strip",
    ]);
  });

  it.each(["", "style/style01", "resize,w_100", "IMAGE/resize,w_100", "video/snapshot,t_1", "image"])(
    "that is none is one unknown step: %j",
    (text) => {
      expect(readSteps(text)).toEqual([{ raw: text }]);
    },
  );

  it.each(REAL_CHAINS)("as the world writes it is known in full: %s", (chain) => {
    const steps = readSteps(chain);
    expect(steps.map((step) => step.operation)).not.toContain(undefined);
    expect(`image/${steps.map(({ raw }) => raw).join("/")}`).toBe(chain);
  });
});

describe("steps", () => {
  it.each([
    ["image/resize,w_100,m_fill", "image/resize,m_fill,w_100"],
    ["image/resize,w_0100", "image/resize,w_100"],
    ["image/format,JPEG/format,Tif", "image/format,jpg/format,tiff"],
    ["image/watermark,text_SGVsbG8g5Zu+54mH5pyN5YqhIQ==", "image/watermark,text_SGVsbG8g5Zu-54mH5pyN5YqhIQ"],
    ["image/enhance,s_2/rotate,90", "image/enhance,s_2/rotate,90"],
    [
      `image/watermark,image_${base64url("l.png?x-tos-process=image/crop,h_2,w_1/x,1")}`,
      `image/watermark,image_${base64url("l.png?x-tos-process=image/crop,w_1,h_2/x,1")}`,
    ],
  ])("are written in one spelling: %s", (chain, written) => {
    expect(writeSteps(readSteps(chain))).toBe(written);
  });
});
