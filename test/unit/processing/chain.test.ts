import { describe, expect, it } from "vitest";
import { chainText, checkChain } from "../../../src/processing/chain.js";
import type { Step, StepArguments } from "../../../src/processing/step.js";

const step = (operation: string, given: StepArguments | true): Step => ({ operation, arguments: given });
const found = (...steps: Step[]) =>
  checkChain({ steps }).map(({ path, constraint, message }) => [path.join("."), constraint, message]);

describe("a chain of steps", () => {
  it("is written in the order of the table, without defaults", () => {
    const steps = [
      step("resize", { height: 50, width: 100, mode: "fill", neverEnlarge: false }),
      step("roundedCorners", { radius: 10 }),
      step("watermark", {
        text: "千军万马",
        gravity: "nw",
        image: { key: "logo.png", steps: [step("resize", { percentOfPicture: 30 })] },
      }),
      step("draw", {
        lines: true,
        points: [
          { x: 1, y: 2 },
          { x: 3, y: 4 },
        ],
      }),
      step("interlace", { enabled: true }),
      step("strip", true),
    ];
    expect(checkChain({ steps })).toEqual([]);
    expect(chainText({ steps })).toBe(
      "image/resize,m_fill,w_100,h_50,limit_0/rounded-corners,r_10" +
        "/watermark,g_nw,image_bG9nby5wbmc_eC10b3MtcHJvY2Vzcz1pbWFnZS9yZXNpemUsUF8zMA,text_5Y2D5Yab5LiH6ams" +
        "/draw,p_1x2-3x4,l_true/interlace,1/strip",
    );
  });

  it("is told what is wrong with which argument of which step", () => {
    expect(
      found(
        step("rotate", { degrees: 90 }),
        step("strip", true),
        step("resize", { width: 16_385, height: 1.5, color: "#ffffff" }),
        step("watermark", { text: "", opacity: 101 }),
        step("crop", {}),
        step("indexCrop", { sliceWidth: 1, sliceHeight: 1 }),
        step("circle", {}),
        step("setC2paMetadata", { appId: "a,b" }),
      ),
    ).toEqual([
      ["steps.2.resize.width", "range", "must be a whole number from 1 to 16384"],
      ["steps.2.resize.height", "range", "must be a whole number from 1 to 16384"],
      ["steps.2.resize.color", "color", "must be six hexadecimal digits, RRGGBB, without #"],
      ["steps.3.watermark.opacity", "range", "must be a whole number from 0 to 100"],
      ["steps.3.watermark.text", "text", "must not be empty, and be well-formed Unicode"],
      ["steps.4.crop", "argumentChoice", "must have at least one of gravity, width, height, x, y"],
      ["steps.5.indexCrop", "argumentChoice", "must have one of sliceWidth, sliceHeight, and not two"],
      ["steps.6.circle.radius", "required", "must be given"],
      ["steps.7.setC2paMetadata.appId", "word", 'must be 1 to 128 letters, digits and "_.=:+-"'],
    ]);
  });

  it.each([
    ["watermark", { text: "\ud800" }, "watermark.text"],
    ["watermark", { image: { key: "", steps: [] } }, "watermark.image.key"],
    ["watermark", { image: { key: "千".repeat(342), steps: [] } }, "watermark.image.key"],
    ["watermark", { image: { key: "\udfff", steps: [] } }, "watermark.image.key"],
    ["watermark", { image: { key: "a?x-tos-process=style/b", steps: [] } }, "watermark.image.key"],
    [
      "watermark",
      { image: { key: "a", steps: [step("rotate", { degrees: 0 }), step("crop", { width: 0 })] } },
      "watermark.image.steps.1.crop.width",
    ],
    [
      "watermark",
      { image: { key: "a", steps: [step("resize", { percentOfPicture: 30, width: 1 })] } },
      "watermark.image.steps.0.resize",
    ],
    ["watermark", { image: { key: "a", steps: [step("strip", true)] } }, "watermark.image.steps.0.strip"],
    ["resize", { percentOfPicture: 30 }, "resize.percentOfPicture"],
    ["draw", { points: [] }, "draw.points"],
    ["draw", { points: Array.from({ length: 1001 }, () => ({ x: 0, y: 0 })) }, "draw.points"],
    [
      "draw",
      {
        points: [
          { x: 0, y: 0 },
          { x: -1, y: 0 },
        ],
      },
      "draw.points.1.x",
    ],
    ["draw", { points: [{ x: 0, y: 100_000 }] }, "draw.points.0.y"],
    ["strip", {}, "strip"],
    ["resize", true, "resize"],
  ] as [string, StepArguments | true, string][])("is refused: %s %j at %s", (operation, given, path) => {
    expect(found(step(operation, given)).map(([at]) => at)).toContain(`steps.0.${path}`);
  });

  it("is told fifty violations at most", () => {
    const points = Array.from({ length: 1000 }, () => ({ x: -1, y: -1 }));
    const paths = found(step("rotate", { degrees: -1 }), step("draw", { points }), step("crop", {})).map(
      ([path]) => path,
    );
    expect([paths.length, paths.at(0), paths.at(-1)]).toEqual([
      50,
      "steps.0.rotate.degrees",
      "steps.1.draw.points.24.x",
    ]);
  });

  it("has at least one step, at most 50, and comes to at most 4,096 characters", () => {
    const rotations = (count: number) => Array.from({ length: count }, () => step("rotate", { degrees: 1 }));
    const text = (length: number) => step("watermark", { text: "a".repeat(length) });
    expect(found()).toEqual([["steps", "stepCount", "must hold at least one step"]]);
    expect(found(...rotations(50))).toEqual([]);
    expect(found(...rotations(51))).toEqual([["steps", "stepCount", "must hold at most 50 steps"]]);
    // "image/watermark,text_" is 21 characters, and three bytes are four.
    expect(found(text(3056))).toEqual([]);
    expect(found(text(3057))).toEqual([
      ["steps", "chainLength", "must come to at most 4096 characters as TOS writes them; these come to 4097"],
    ]);
  });
});

describe("a chain as text", () => {
  it("is sent as it was written", () => {
    const chain = { actions: "image/resize,w_0100,m_fill" };
    expect(checkChain(chain)).toEqual([]);
    expect(chainText(chain)).toBe(chain.actions);
  });

  it("may hold what is not known when that is allowed", () => {
    const actions = "image/enhance/resize,w_0";
    expect(checkChain({ actions, allowUnknownActions: true })).toEqual([]);
    expect(checkChain({ actions })).toEqual([
      {
        path: ["actions"],
        constraint: "processingActions",
        message: expect.stringMatching(/^operation 1 is not a known image operation/),
      },
    ]);
  });
});
