/** The operations that change a picture's size, shape or orientation. */
import { GRAVITY, RESIZE_MODE } from "../enumerations.js";
import { argument, choice, FLAG, operation, whole } from "../operation.js";

/** The longest side of a source (docs/6349/153623). Assumption: what is cut out of one is bounded by it. */
const SOURCE_SIDE = 30_000;

const side = whole(1, 16_384);
const page = "docs/6349/153626";

export const RESIZE = operation(
  ["resize", "resize"],
  {
    description:
      "Scales the picture. `width` and `height` come first, then `longSide` and `shortSide`, then `percent`. With one of two sides, `LFIT`, `MFIT` and `FIXED` take the other from the proportions, and `FILL` and `PAD` make a square. The result has at most 16,384 pixels a side and 16,777,216 in all.",
    example: "{width: 100}",
  },
  {
    arguments: [
      argument(
        ["mode", "m"],
        choice(RESIZE_MODE),
        { meaning: "How the picture is fitted into the size", example: "FILL", source: page },
        { standard: "`LFIT`" },
      ),
      argument(["width", "w"], side, {
        meaning: "The width of the result, in pixels",
        example: "100",
        source: page,
      }),
      argument(["height", "h"], side, {
        meaning: "The height of the result, in pixels",
        example: "100",
        source: page,
      }),
      argument(["longSide", "l"], side, {
        meaning: "The longer side of the result, in pixels",
        example: "1024",
        source: page,
      }),
      argument(["shortSide", "s"], side, {
        meaning: "The shorter side of the result, in pixels",
        example: "768",
        source: page,
      }),
      argument(["percent", "p"], whole(1, 1000), {
        meaning: "The size of the result, in per cent of the source",
        example: "50",
        source: page,
      }),
      argument(
        ["neverEnlarge", "limit"],
        FLAG,
        {
          meaning:
            "True gives the source back when the result would be larger than it; false enlarges it then",
          example: "false",
          source: page,
        },
        { standard: "true" },
      ),
      argument(
        ["color", "color"],
        { type: "color" },
        { meaning: "What `PAD` fills up with", example: '"FF8800"', source: page },
        { standard: '"FFFFFF"' },
      ),
      argument(
        ["percentOfPicture", "P"],
        whole(1, 100),
        {
          meaning: "The size in per cent of the picture that is marked, without any other argument",
          example: "30",
          source: "assumed",
        },
        { onlyForMarks: true },
      ),
    ],
    rules: [
      {
        type: "some",
        of: ["width", "height", "longSide", "shortSide", "percent", "percentOfPicture"],
      },
      { type: "alone", of: ["percentOfPicture"] },
    ],
    forMarks: true,
  },
);

/** The arguments of a rectangle, which `crop` and `mosaic` share. */
export const AREA = [
  argument(
    ["gravity", "g"],
    choice(GRAVITY),
    {
      meaning: "The place of the rectangle, which `x` and `y` count from",
      example: "CENTER",
      source: "Go SDK",
    },
    { standard: "`NORTH_WEST`" },
  ),
  argument(
    ["width", "w"],
    whole(1, SOURCE_SIDE),
    { meaning: "The width of the rectangle, in pixels", example: "200", source: "assumed" },
    { standard: "what the picture has" },
  ),
  argument(
    ["height", "h"],
    whole(1, SOURCE_SIDE),
    { meaning: "The height of the rectangle, in pixels", example: "100", source: "assumed" },
    { standard: "what the picture has" },
  ),
  argument(
    ["x", "x"],
    whole(0, SOURCE_SIDE),
    {
      meaning: "How far to the right of its place the rectangle begins, in pixels",
      example: "10",
      source: "assumed",
    },
    { standard: "0" },
  ),
  argument(
    ["y", "y"],
    whole(0, SOURCE_SIDE),
    { meaning: "How far below its place the rectangle begins, in pixels", example: "10", source: "assumed" },
    { standard: "0" },
  ),
];

export const CROP = operation(
  ["crop", "crop"],
  {
    description: "Cuts out a rectangle; what reaches beyond the picture is left off.",
    example: "{gravity: CENTER, width: 200, height: 100}",
  },
  { arguments: AREA, rules: [{ type: "some", of: AREA.map(({ name }) => name) }], forMarks: true },
);

/** Assumption: the range of radii is that of Aliyun OSS. */
const radius = argument(
  ["radius", "r"],
  whole(1, 4096),
  {
    meaning: "The radius, in pixels, cut down to half of the shorter side",
    example: "100",
    source: "assumed",
  },
  { required: true },
);

export const CIRCLE = operation(
  ["circle", "circle"],
  {
    description:
      "Cuts out a circle about the centre; outside of it the picture is transparent, or white in a format without transparency.",
    example: "{radius: 100}",
  },
  { arguments: [radius] },
);

export const ROUNDED_CORNERS = operation(
  ["roundedCorners", "rounded-corners"],
  {
    description:
      "Rounds the corners; outside of them the picture is transparent, or white in a format without transparency.",
    example: "{radius: 30}",
  },
  { arguments: [radius] },
);

export const INDEX_CROP = operation(
  ["indexCrop", "indexcrop"],
  {
    description: "Cuts the picture into slices and keeps one of them.",
    example: "{sliceWidth: 100, index: 0}",
  },
  {
    arguments: [
      argument(["sliceWidth", "x"], whole(1, SOURCE_SIDE), {
        meaning: "The width of a slice, in pixels, where slices stand beside each other from the left",
        example: "100",
        source: "assumed",
      }),
      argument(["sliceHeight", "y"], whole(1, SOURCE_SIDE), {
        meaning: "The height of a slice, in pixels, where slices lie below each other from the top",
        example: "100",
        source: "assumed",
      }),
      argument(
        ["index", "i"],
        whole(0, SOURCE_SIDE),
        { meaning: "Which slice is kept, the first one being 0", example: "2", source: "assumed" },
        { standard: "0" },
      ),
    ],
    rules: [{ type: "one", of: ["sliceWidth", "sliceHeight"] }],
    forMarks: true,
  },
);

export const ROTATE = operation(
  ["rotate", "rotate"],
  {
    description: "Turns the picture clockwise. Neither side of it may be longer than 4,096 pixels.",
    example: "{degrees: 90}",
  },
  {
    arguments: [
      argument(
        ["degrees", null],
        whole(0, 360),
        { meaning: "How far, in degrees", example: "90", source: "assumed" },
        { required: true },
      ),
    ],
    forMarks: true,
  },
);

export const AUTO_ORIENT = operation(
  ["autoOrient", "auto-orient"],
  {
    description: "Turns the picture upright, as the orientation in its EXIF data tells.",
    example: "{enabled: true}",
  },
  {
    arguments: [
      argument(
        ["enabled", null],
        FLAG,
        { meaning: "False leaves the picture as it lies", example: "true", source: "Go SDK" },
        { required: true },
      ),
    ],
  },
);

export const AUTO_ORIENT_INTERNAL = operation(
  ["autoOrientInternal", "auto-orient-internal"],
  {
    description: "What TOS calls `auto-orient-internal`; its difference from `autoOrient` is not published.",
    example: "true",
  },
  { arguments: [] },
);
