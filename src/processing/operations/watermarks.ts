/** The operations that mark a picture, visibly or not. */
import { GRAVITY, WATERMARK_ALIGN, WATERMARK_ORDER } from "../enumerations.js";
import { argument, choice, FLAG, operation, whole } from "../operation.js";

const page = "docs/6349/153627";

/** Order of the arguments: that of the Go SDK. */
export const WATERMARK = operation(
  ["watermark", "watermark"],
  {
    description: "Lays a text, a picture of the same bucket, or both beside each other, over the picture.",
    example: '{text: "Example Ltd", gravity: SOUTH_EAST}',
  },
  {
    arguments: [
      argument(
        ["opacity", "t"],
        whole(0, 100),
        { meaning: "How opaque the mark is, in per cent", example: "60", source: page },
        { standard: "100" },
      ),
      argument(
        ["gravity", "g"],
        choice(GRAVITY),
        { meaning: "The place of the mark", example: "NORTH_EAST", source: page },
        { standard: "`SOUTH_EAST`" },
      ),
      argument(
        ["x", "x"],
        whole(0, 4096),
        { meaning: "The distance from the left or right edge, in pixels", example: "20", source: page },
        { standard: "10" },
      ),
      argument(
        ["y", "y"],
        whole(0, 4096),
        { meaning: "The distance from the upper or lower edge, in pixels", example: "20", source: page },
        { standard: "10" },
      ),
      argument(
        ["verticalOffset", "voffset"],
        whole(-1000, 1000),
        {
          meaning: "How far below the middle a mark of the middle row stands, in pixels",
          example: "-50",
          source: page,
        },
        { standard: "0" },
      ),
      argument(
        ["image", "image"],
        { type: "picture" },
        { meaning: "A picture of the same bucket as the mark", example: '{key: "logo.png"}', source: page },
      ),
      argument(
        ["imagePercent", "P"],
        whole(1, 100),
        {
          meaning: "The size of that picture, in per cent of the picture that is marked",
          example: "30",
          source: "assumed",
        },
        { standard: "the size that it has" },
      ),
      argument(
        ["text", "text"],
        { type: "text" },
        {
          meaning: "The text of the mark, in which TOS draws no traditional Chinese characters",
          example: '"Example Ltd"',
          source: page,
        },
      ),
      argument(
        ["font", "type"],
        { type: "text" },
        {
          meaning: "The font of the text, by its name in the table of TOS's page on watermarks",
          example: '"wqy-zenhei"',
          source: page,
        },
        { standard: "TOS's own" },
      ),
      argument(
        ["color", "color"],
        { type: "color" },
        { meaning: "The colour of the text", example: '"FFFFFF"', source: "Go SDK" },
        { standard: '"000000"' },
      ),
      argument(
        ["size", "size"],
        whole(1, 1000),
        { meaning: "The size of the text, in pixels", example: "32", source: "Go SDK" },
        { standard: "40" },
      ),
      argument(
        ["shadow", "shadow"],
        whole(0, 100),
        { meaning: "How opaque the shadow of the text is, in per cent", example: "50", source: "Go SDK" },
        { standard: "0" },
      ),
      argument(
        ["rotation", "rotate"],
        whole(0, 360),
        { meaning: "How far the text is turned clockwise, in degrees", example: "45", source: "Go SDK" },
        { standard: "0" },
      ),
      argument(
        ["fill", "fill"],
        FLAG,
        {
          meaning: "True fills the whole picture with copies of the mark",
          example: "true",
          source: "Go SDK",
        },
        { standard: "false" },
      ),
      argument(
        ["order", "order"],
        choice(WATERMARK_ORDER),
        {
          meaning: "Which comes first, where text and picture are given",
          example: "TEXT_FIRST",
          source: "Go SDK",
        },
        { standard: "`IMAGE_FIRST`" },
      ),
      argument(
        ["align", "align"],
        choice(WATERMARK_ALIGN),
        { meaning: "On which line the two stand", example: "MIDDLE", source: "Go SDK" },
        { standard: "`BOTTOM`" },
      ),
      argument(
        ["interval", "interval"],
        whole(0, 1000),
        { meaning: "The space between the two, in pixels", example: "10", source: "Go SDK" },
        { standard: "0" },
      ),
    ],
    rules: [{ type: "some", of: ["image", "text"] }],
  },
);

export const BLIND_WATERMARK = operation(
  ["blindWatermark", "blindwatermark"],
  {
    description:
      "Hides a text in a picture of at least 512 by 512 pixels. TOS has to have it enabled for the bucket; the embedded emulator has none of it.",
    example: '{text: "Example Ltd", version: 2}',
  },
  {
    arguments: [
      argument(
        ["text", "text"],
        { type: "text" },
        { meaning: "What is hidden", example: '"Example Ltd"', source: "Go SDK" },
        { required: true },
      ),
      argument(
        ["version", "version"],
        whole(1, 2),
        {
          meaning: "The method, of which TOS advises 2",
          example: "2",
          source: "Go SDK",
        },
        { standard: "TOS's own" },
      ),
      argument(
        ["level", "level"],
        whole(1, 3),
        {
          meaning: "How firmly it is hidden, of which TOS advises 2",
          example: "2",
          source: "Go SDK",
        },
        { standard: "TOS's own" },
      ),
    ],
  },
);
