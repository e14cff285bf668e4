/** The closed sets of values that image processing knows. */
import type { Enumeration } from "./operation.js";

/** Source: docs/6349/153626. */
export const RESIZE_MODE: Enumeration = {
  name: "ResizeMode",
  description: "How a picture is fitted into the size that is asked for.",
  members: [
    {
      name: "LFIT",
      upstreamName: "lfit",
      description: "The largest picture of the same proportions within the size. The service's own choice.",
    },
    {
      name: "MFIT",
      upstreamName: "mfit",
      description: "The smallest picture of the same proportions that covers the size.",
    },
    {
      name: "FILL",
      upstreamName: "fill",
      description: "Like `MFIT`, then cut to the size about the centre.",
    },
    {
      name: "PAD",
      upstreamName: "pad",
      description: "Like `LFIT`, then filled up to the size with `color`.",
    },
    { name: "FIXED", upstreamName: "fixed", description: "Exactly the size, whatever the proportions." },
  ],
};

/** Source: the facts of crop, mosaic (Go SDK) and watermark (docs/6349/153627). */
export const GRAVITY: Enumeration = {
  name: "Gravity",
  description: "A place in a picture of three columns and three rows.",
  members: [
    { name: "NORTH_WEST", upstreamName: "nw", description: "Upper left." },
    { name: "NORTH", upstreamName: "north", description: "Upper middle." },
    { name: "NORTH_EAST", upstreamName: "ne", description: "Upper right." },
    { name: "WEST", upstreamName: "west", description: "Middle left." },
    { name: "CENTER", upstreamName: "center", description: "The centre." },
    { name: "EAST", upstreamName: "east", description: "Middle right." },
    { name: "SOUTH_WEST", upstreamName: "sw", description: "Lower left." },
    { name: "SOUTH", upstreamName: "south", description: "Lower middle." },
    { name: "SOUTH_EAST", upstreamName: "se", description: "Lower right." },
  ],
};

/** Source: Go SDK, data_process_types.go. `jpeg`, `tif` and upper case are read since people write them. */
export const TARGET_FORMAT: Enumeration = {
  name: "TargetFormat",
  description: "A file format that image processing writes.",
  members: [
    { name: "JPEG", upstreamName: "jpg", description: "JPEG: photographs, no transparency." },
    { name: "PNG", upstreamName: "png", description: "PNG: lossless, with transparency." },
    { name: "WEBP", upstreamName: "webp", description: "WebP: small, with transparency." },
    { name: "BMP", upstreamName: "bmp", description: "Windows bitmap. The embedded emulator has none." },
    { name: "GIF", upstreamName: "gif", description: "GIF: 256 colours, perhaps animated." },
    { name: "TIFF", upstreamName: "tiff", description: "TIFF." },
    { name: "HEIC", upstreamName: "heic", description: "HEIF with HEVC. The embedded emulator has none." },
  ],
  aliases: { jpeg: "jpg", tif: "tiff" },
};

/** Source: Go SDK, data_process_types.go. */
export const COLOR_SPACE: Enumeration = {
  name: "ColorSpace",
  description: "The colours that a picture is reduced to.",
  members: [{ name: "GRAY", upstreamName: "gray", description: "Shades of grey." }],
};

/** Source: Go SDK, data_process_types.go. */
export const MOSAIC_TYPE: Enumeration = {
  name: "MosaicType",
  description: "How an area is made unreadable.",
  members: [
    { name: "SQUARE", upstreamName: "square", description: "By squares of one colour each." },
    { name: "BLUR", upstreamName: "blur", description: "By a Gaussian blur." },
  ],
};

/** Values: Go SDK. Assumption: what they mean is not published; as in Aliyun OSS. */
export const WATERMARK_ORDER: Enumeration = {
  name: "WatermarkOrder",
  description: "Which of a watermark's two parts comes first, from the left.",
  members: [
    { name: "IMAGE_FIRST", upstreamName: "0", description: "The picture, then the text." },
    { name: "TEXT_FIRST", upstreamName: "1", description: "The text, then the picture." },
  ],
};

/** Values: Go SDK. Assumption: what they mean is not published; as in Aliyun OSS. */
export const WATERMARK_ALIGN: Enumeration = {
  name: "WatermarkAlign",
  description: "On which line a watermark's text and picture stand beside each other.",
  members: [
    { name: "TOP", upstreamName: "0", description: "On their upper edges." },
    { name: "MIDDLE", upstreamName: "1", description: "On their middles." },
    { name: "BOTTOM", upstreamName: "2", description: "On their lower edges." },
  ],
};

export const ENUMERATIONS: readonly Enumeration[] = [
  RESIZE_MODE,
  GRAVITY,
  TARGET_FORMAT,
  COLOR_SPACE,
  MOSAIC_TYPE,
  WATERMARK_ORDER,
  WATERMARK_ALIGN,
];
