/** The operations that say how the result is written, and what metadata it carries. */
import { TARGET_FORMAT } from "../enumerations.js";
import { argument, choice, FLAG, operation, whole } from "../operation.js";

export const FORMAT = operation(
  ["format", "format"],
  { description: "Writes the picture in another format.", example: "{to: WEBP}" },
  {
    arguments: [
      argument(
        ["to", null],
        choice(TARGET_FORMAT),
        { meaning: "The format", example: "WEBP", source: "Go SDK" },
        { required: true },
      ),
    ],
  },
);

export const QUALITY = operation(
  ["quality", "quality"],
  {
    description: "Sets how well a JPEG or WebP is kept; other formats ignore it.",
    example: "{absolute: 80}",
  },
  {
    arguments: [
      argument(["relative", "q"], whole(1, 100), {
        meaning: "In per cent of the source's own quality",
        example: "90",
        source: "assumed",
      }),
      argument(["absolute", "Q"], whole(1, 100), {
        meaning: "The quality itself, in per cent",
        example: "80",
        source: "assumed",
      }),
    ],
    rules: [{ type: "some", of: ["relative", "absolute"] }],
  },
);

export const INTERLACE = operation(
  ["interlace", "interlace"],
  {
    description: "Writes a JPEG so that it shows coarsely first and gets finer as it loads.",
    example: "{enabled: true}",
  },
  {
    arguments: [
      argument(
        ["enabled", null],
        FLAG,
        { meaning: "False writes it from top to bottom", example: "true", source: "Go SDK" },
        { required: true },
      ),
    ],
  },
);

export const SLIM = operation(
  ["slim", "slim"],
  {
    description: "Compresses further, at some cost of time. TOS bills it for each call.",
    example: "{level: 3}",
  },
  {
    arguments: [
      argument(
        ["level", "zlevel"],
        whole(0, 10),
        { meaning: "How far, a greater one giving a smaller file", example: "5", source: "Go SDK" },
        { standard: "3" },
      ),
    ],
  },
);

export const STRIP = operation(
  ["strip", "strip"],
  { description: "Removes EXIF and other metadata.", example: "true" },
  { arguments: [] },
);

/** Assumption: what the three mean, and which are needed, is not published. */
const frames = whole(0, 2_147_483_647);

export const CLIP = operation(
  ["clip", "clip"],
  {
    description:
      "Takes frames of an animation. TOS does not publish what its arguments mean, and the embedded emulator has none of it.",
    example: "{first: 0}",
  },
  {
    arguments: [
      argument(
        ["frame", "frame"],
        frames,
        {
          meaning: "`frame`, as TOS has it",
          example: "1",
          source: "assumed",
        },
        { standard: "TOS's own" },
      ),
      argument(
        ["first", "first"],
        frames,
        {
          meaning: "`first`, as TOS has it",
          example: "0",
          source: "assumed",
        },
        { standard: "TOS's own" },
      ),
      argument(
        ["step", "step"],
        frames,
        {
          meaning: "`step`, as TOS has it",
          example: "2",
          source: "assumed",
        },
        { standard: "TOS's own" },
      ),
    ],
    rules: [{ type: "some", of: ["frame", "first", "step"] }],
  },
);

const text = (name: string, key: string, meaning: string, example: string) =>
  argument([name, key], { type: "text" }, { meaning, example, source: "Go SDK" });

const AIGC_METADATA = [
  text("label", "Label", "Whether the picture is generated, as the labelling standard writes it", '"1"'),
  text("contentProducer", "ContentProducer", "Who generated the picture", '"Example Ltd"'),
  text("produceId", "ProduceID", "The producer's own number of the picture", '"p-0001"'),
  text("contentPropagator", "ContentPropagator", "Who spreads the picture", '"Example Ltd"'),
  text("propagateId", "PropagateID", "The propagator's own number of the picture", '"s-0001"'),
  text("reservedCode1", "ReservedCode1", "For the producer's own use, such as a signature", '"c2ln"'),
  text("reservedCode2", "ReservedCode2", "For the propagator's own use, such as a signature", '"c2ln"'),
];

export const SET_AIGC_METADATA = operation(
  ["setAigcMetadata", "setaigcmetadata"],
  {
    description:
      "Writes the implicit label of generated content into the picture. The embedded emulator has none of it.",
    example: '{label: "1", contentProducer: "Example Ltd"}',
  },
  {
    arguments: AIGC_METADATA,
    rules: [{ type: "some", of: AIGC_METADATA.map(({ name }) => name) }],
  },
);

export const SET_C2PA_METADATA = operation(
  ["setC2paMetadata", "setc2pametadata"],
  {
    description:
      "Writes signed provenance (C2PA, Content Credentials) into the picture. The embedded emulator has none of it.",
    example: '{appId: "app-1", manifest: "{}"}',
  },
  {
    arguments: [
      argument(
        ["appId", "AppID"],
        { type: "word" },
        { meaning: "The application that signs", example: '"app-1"', source: "assumed" },
      ),
      argument(
        ["manifest", "Manifest"],
        { type: "text" },
        { meaning: "The manifest, a JSON text", example: '"{}"', source: "Go SDK" },
      ),
    ],
    rules: [{ type: "some", of: ["appId", "manifest"] }],
  },
);
