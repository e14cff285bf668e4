/** The operations on colours and sharpness, and those that cover or draw. */
import { COLOR_SPACE, MOSAIC_TYPE } from "../enumerations.js";
import { argument, choice, operation, whole } from "../operation.js";
import { AREA } from "./geometry.js";

export const BLUR = operation(
  ["blur", "blur"],
  { description: "Blurs the picture by a Gauss curve.", example: "{radius: 3, sigma: 2}" },
  {
    arguments: [
      argument(
        ["radius", "r"],
        whole(0, 50),
        {
          meaning: "How far the curve reaches, in pixels",
          example: "3",
          source: "assumed",
        },
        { standard: "TOS's own" },
      ),
      argument(
        ["sigma", "s"],
        whole(1, 50),
        {
          meaning: "The standard deviation of the curve, in pixels, a greater one blurring more",
          example: "2",
          source: "assumed",
        },
        { standard: "TOS's own" },
      ),
      argument(["amount", null], whole(0, 50), {
        meaning: "Radius and deviation in one, as in `blur,20`",
        example: "20",
        source: "assumed",
      }),
    ],
    rules: [{ type: "some", of: ["radius", "sigma", "amount"] }],
  },
);

/** An operation of one bare number. */
const amount = (
  [name, description, meaning]: readonly [string, string, string],
  [minimum, maximum]: readonly [number, number],
  source: "Go SDK" | "assumed",
) =>
  operation(
    [name, name],
    { description, example: "{amount: 50}" },
    {
      arguments: [
        argument(
          ["amount", null],
          whole(minimum, maximum),
          { meaning, example: "50", source },
          { required: true },
        ),
      ],
    },
  );

/** Assumption: the range is that of Aliyun OSS. */
export const SHARPEN = amount(
  ["sharpen", "Sharpens the picture.", "How much, 100 being an ordinary amount"],
  [50, 399],
  "assumed",
);

export const BRIGHT = amount(
  ["bright", "Makes the picture brighter or darker.", "How much brighter, or darker when below 0"],
  [-100, 100],
  "Go SDK",
);

export const CONTRAST = amount(
  ["contrast", "Raises or lowers the contrast.", "How much more contrast, or less when below 0"],
  [-100, 100],
  "assumed",
);

export const COLORSPACE = operation(
  ["colorspace", "colorspace"],
  { description: "Reduces the colours of the picture.", example: "{space: GRAY}" },
  {
    arguments: [
      argument(
        ["space", null],
        choice(COLOR_SPACE),
        { meaning: "What is left of them", example: "GRAY", source: "Go SDK" },
        { required: true },
      ),
    ],
  },
);

export const MOSAIC = operation(
  ["mosaic", "mosaic"],
  {
    description: "Makes a rectangle unreadable; without one, the whole picture.",
    example: "{gravity: CENTER, width: 200, height: 100}",
  },
  {
    arguments: [
      ...AREA,
      argument(
        ["type", "t"],
        choice(MOSAIC_TYPE),
        { meaning: "How", example: "BLUR", source: "Go SDK" },
        { standard: "`SQUARE`" },
      ),
      argument(
        ["radius", "r"],
        whole(0, 50),
        {
          meaning: "How far a `BLUR` reaches, in pixels; squares ignore it",
          example: "30",
          source: "Go SDK",
        },
        { standard: "TOS's own" },
      ),
      argument(
        ["sigma", "s"],
        whole(1, 50),
        {
          meaning: "The standard deviation of a `BLUR`, in pixels; squares ignore it",
          example: "20",
          source: "Go SDK",
        },
        { standard: "20" },
      ),
    ],
  },
);

export const DRAW = operation(
  ["draw", "draw"],
  {
    description: "Draws dots, and a line through them when asked to.",
    example: "{points: [{x: 50, y: 50}, {x: 100, y: 100}], lines: true}",
  },
  {
    arguments: [
      argument(
        ["points", "p"],
        { type: "points" },
        { meaning: "Where the dots are", example: "[{x: 50, y: 50}]", source: "assumed" },
        { required: true },
      ),
      argument(
        ["radius", "r"],
        whole(0, 4096),
        { meaning: "The radius of a dot, in pixels", example: "10", source: "assumed" },
        { standard: "6" },
      ),
      argument(
        ["lines", "l"],
        { type: "flag", off: "false", on: "true" },
        { meaning: "True joins the points by lines", example: "true", source: "Go SDK" },
        { standard: "false" },
      ),
      argument(
        ["lineWidth", "lw"],
        whole(1, 4096),
        { meaning: "The width of the lines, in pixels", example: "5", source: "assumed" },
        { standard: "3" },
      ),
      argument(
        ["color", "color"],
        { type: "color" },
        { meaning: "The colour of dots and lines", example: '"FF0000"', source: "Go SDK" },
        { standard: '"000000"' },
      ),
    ],
  },
);
