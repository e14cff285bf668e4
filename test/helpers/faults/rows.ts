/**
 * Every call that a field of the API makes: the field, what is asked of it, which operation of TOS is hit, and what the answer has to
 * be. `kept` in each document is a second field, which nothing happens to.
 */
import type { TosOperation } from "../../../src/tos/errors.js";
import type { Meets, ReplyForm } from "./effects.js";
import * as expected from "./expectations.js";

/** The bucket that nothing happens to. */
export const HEALTHY = "healthy";

/** What of one case is its own: in its bucket stand `source.jpg`, `bare` (a picture without ending) and the style `style01`. */
export interface Place {
  readonly bucket: string;
  /** Of an object or a style that is there for this case alone; a generation writes `NAME.out.jpg`. */
  readonly name: string;
}

export interface Row {
  /** `Query.image` */
  readonly field: string;
  readonly operation: TosOperation;
  /** What sets it apart from other rows of the same field and operation. */
  readonly of?: string;
  readonly form: ReplyForm;
  readonly answers: expected.Answers;
  /** The field, as `hit`. */
  readonly hit: (place: Place) => string;
  /** The key that the faulty calls address, where others must not be hit. */
  readonly key?: (place: Place) => string;
  /** Whether it is the first call of the field, so that it meets whatever every call meets. */
  readonly isFirst?: true;
  /** Calls of the operation that nothing happens to, before the others. */
  readonly spared?: number;
  /** What the answer to it is, without the id of a request: it is no failure of the call. */
  readonly withoutId?: readonly Meets[];
  /** Why `kept` is lost with the field when that fails. */
  readonly takesAll?: string;
  /** What the place needs beside what always stands there. */
  readonly needs?: "object" | "style";
}

const generation = ({ bucket, name }: Place, more = "", selected = ""): string =>
  `generateImage(input: ${generationInput({ bucket, name }, more)}) { __typename ...failure ${selected} }`;

export const generationInput = ({ bucket, name }: Place, more = ""): string =>
  `{ prompt: "山", source: { bucket: "${bucket}", key: "source.jpg" }, output: { bucket: "${bucket}", key: "${name}.out.jpg" }, timeoutMs: $timeoutMs ${more} }`;

const STYLED = `preprocess: { style: "style01" }`;
const image = (selected: string) => `... on GeneratedImage { image { ${selected} } }`;
const styleInput = ({ bucket, name }: Place): string =>
  `input: { bucket: "${bucket}", name: "${name}", processing: { actions: "image/rotate,90" } }`;
const createStyle = (place: Place): string =>
  `createProcessingStyle(${styleInput(place)}) { __typename ...changed }`;
const updateStyle = (place: Place): string =>
  `updateProcessingStyle(${styleInput(place)}) { __typename ...changed }`;
const deleteStyle = ({ bucket, name }: Place): string =>
  `deleteProcessingStyle(input: { bucket: "${bucket}", name: "${name}" }) { __typename ...changed }`;
const preview = (place: Place, more = ""): string =>
  `previewGeneration(input: ${generationInput(place, more)}) { problems { __typename ...failure } }`;

const output = ({ name }: Place): string => `${name}.out.jpg`;
const source = (): string => "source.jpg";

export const ROWS: readonly Row[] = [
  {
    field: "Mutation.generateImage",
    operation: "ImageToImage",
    isFirst: true,
    form: "json",
    answers: expected.GENERATION,
    hit: generation,
  },
  {
    field: "Mutation.generateImage",
    operation: "ListBucketImageStyle",
    isFirst: true,
    form: "json",
    answers: expected.LOOK_UP,
    hit: (place) => generation(place, STYLED),
  },
  {
    field: "Mutation.generateImage",
    operation: "HeadObject",
    of: "source",
    form: "head",
    answers: expected.SOURCE_CHECK,
    hit: generation,
    key: source,
  },
  {
    field: "Mutation.generateImage",
    operation: "HeadObject",
    of: "picture",
    form: "head",
    answers: expected.afterGeneration(expected.READ),
    hit: (place) => generation(place, "", image("info { byteSize }")),
    key: output,
  },
  {
    field: "Mutation.generateImage",
    operation: "GetImageInfo",
    form: "json",
    answers: expected.afterGeneration(expected.READ_OF_PICTURE),
    hit: (place) => generation(place, "", image("info { width }")),
    key: output,
  },
  {
    field: "Mutation.generateImage",
    operation: "GetImageAverageHue",
    form: "json",
    answers: expected.afterGeneration(expected.READ_OF_PICTURE),
    hit: (place) => generation(place, "", image("averageHue")),
    key: output,
  },
  {
    field: "Mutation.generateImageFromText",
    operation: "TextToImage",
    isFirst: true,
    form: "json",
    answers: expected.GENERATION_FROM_TEXT,
    hit: ({ bucket, name }) =>
      `generateImageFromText(input: { prompt: "山", output: { bucket: "${bucket}", key: "${name}.out.jpg" }, timeoutMs: $timeoutMs }) { __typename ...failure }`,
  },
  {
    field: "Mutation.generateImages",
    operation: "ImageToImage",
    isFirst: true,
    form: "json",
    answers: expected.GENERATION_IN_BATCH,
    hit: (place) =>
      `generateImages(inputs: [${generationInput(place)} ${generationInput({ bucket: HEALTHY, name: `${place.bucket}.${place.name}` })}]) { __typename ...failure }`,
  },
  {
    field: "Mutation.deleteImage",
    operation: "DeleteObject",
    form: "gone",
    answers: expected.DELETION,
    hit: ({ bucket, name }) =>
      `deleteImage(input: { bucket: "${bucket}", key: "${name}" }) { __typename ...deleted }`,
    needs: "object",
  },
  {
    field: "Mutation.deleteImage",
    operation: "HeadObject",
    isFirst: true,
    form: "head",
    answers: expected.DELETION,
    hit: ({ bucket, name }) =>
      `deleteImage(input: { bucket: "${bucket}", key: "${name}" }) { __typename ...deleted }`,
    needs: "object",
  },
  {
    field: "Mutation.createProcessingStyle",
    operation: "GetBucketImageStyle",
    isFirst: true,
    form: "json",
    // There is no style to find: what is too short is an error, whose code is lost.
    answers: {
      ...expected.styleLook("CreatedProcessingStyle"),
      unreadable: `${expected.styleLook("").unreadable} | ProcessingStyleFailed UNKNOWN NEVER unchanged`,
    },
    hit: createStyle,
  },
  {
    field: "Mutation.createProcessingStyle",
    operation: "PutBucketImageStyle",
    form: "written",
    answers: expected.styleWrite("CreatedProcessingStyle"),
    hit: createStyle,
  },
  {
    field: "Mutation.createProcessingStyle",
    operation: "GetBucketImageStyle",
    of: "what was written",
    form: "json",
    answers: expected.styleReadBack("CreatedProcessingStyle"),
    hit: createStyle,
    spared: 1,
  },
  {
    field: "Mutation.updateProcessingStyle",
    operation: "GetBucketImageStyle",
    isFirst: true,
    form: "json",
    answers: expected.styleLook("UpdatedProcessingStyle"),
    hit: updateStyle,
    needs: "style",
  },
  {
    field: "Mutation.updateProcessingStyle",
    operation: "PutBucketImageStyle",
    form: "written",
    answers: expected.styleWrite("UpdatedProcessingStyle"),
    hit: updateStyle,
    needs: "style",
  },
  {
    field: "Mutation.updateProcessingStyle",
    operation: "GetBucketImageStyle",
    of: "what was written",
    form: "json",
    answers: expected.styleReadBack("UpdatedProcessingStyle"),
    hit: updateStyle,
    spared: 1,
    needs: "style",
  },
  {
    field: "Mutation.deleteProcessingStyle",
    operation: "GetBucketImageStyle",
    isFirst: true,
    form: "json",
    answers: expected.styleLook("DeletedProcessingStyle"),
    hit: deleteStyle,
    needs: "style",
  },
  {
    field: "Mutation.deleteProcessingStyle",
    operation: "DeleteBucketImageStyle",
    form: "gone",
    answers: expected.styleDeletion("DeletedProcessingStyle"),
    hit: deleteStyle,
    needs: "style",
  },
  {
    field: "Query.processingStyles",
    operation: "ListBucketImageStyle",
    isFirst: true,
    form: "json",
    answers: expected.READ,
    takesAll: "the field is not nullable, so that its failure is one of the whole query",
    hit: ({ bucket }) => `processingStyles(bucket: "${bucket}") { name }`,
  },
  {
    field: "Query.processingStyle",
    operation: "ListBucketImageStyle",
    isFirst: true,
    form: "json",
    answers: expected.READ,
    hit: ({ bucket }) => `processingStyle(bucket: "${bucket}", name: "style01") { actions }`,
  },
  {
    field: "Query.image",
    operation: "HeadObject",
    isFirst: true,
    form: "head",
    answers: expected.READ,
    hit: ({ bucket }) => `image(bucket: "${bucket}", key: "source.jpg") { info { byteSize } }`,
  },
  {
    field: "Query.image",
    operation: "GetImageInfo",
    form: "json",
    answers: expected.READ_OF_PICTURE,
    hit: ({ bucket }) => `image(bucket: "${bucket}", key: "source.jpg") { info { width } }`,
  },
  {
    field: "Query.image",
    operation: "GetImageAverageHue",
    isFirst: true,
    form: "json",
    answers: expected.READ_OF_PICTURE,
    hit: ({ bucket }) => `image(bucket: "${bucket}", key: "source.jpg") { averageHue }`,
  },
  {
    field: "Query.images",
    operation: "ListObjectsV2",
    isFirst: true,
    form: "json",
    answers: expected.READ,
    hit: ({ bucket }) => `images(bucket: "${bucket}", prefix: "source") { nodes { key } }`,
  },
  {
    field: "Query.images",
    operation: "HeadObject",
    of: "type",
    form: "head",
    // One that only its own HEAD refuses is passed over.
    answers: { ...expected.READ, denied: "none", refused: "none", otherType: "none" },
    hit: ({ bucket }) => `images(bucket: "${bucket}", prefix: "bare") { nodes { key } }`,
  },
  {
    field: "Query.previewGeneration",
    operation: "ListBucketImageStyle",
    isFirst: true,
    form: "json",
    answers: expected.PREVIEW,
    hit: (place) => preview(place, STYLED),
  },
  {
    field: "Query.previewGeneration",
    operation: "HeadObject",
    of: "source",
    form: "head",
    answers: expected.PREVIEW,
    hit: (place) => preview(place),
    key: source,
  },
  {
    field: "Query.previewGeneration",
    operation: "GetImageInfo",
    form: "json",
    answers: expected.PREVIEW_OF_PICTURE,
    withoutId: ["refused", "noBucket"],
    hit: (place) => preview(place),
  },
  {
    field: "Query.previewGeneration",
    operation: "HeadObject",
    of: "output",
    form: "head",
    answers: expected.PREVIEW_OF_OUTPUT,
    hit: (place) => preview(place),
    key: output,
  },
  {
    field: "Query.previewGeneration",
    operation: "HeadBucket",
    form: "head",
    answers: expected.PREVIEW_OF_BUCKET,
    hit: ({ bucket, name }) =>
      `previewGeneration(input: { prompt: "山", source: { bucket: "${bucket}", key: "missing.jpg" }, output: { bucket: "${bucket}", key: "${name}.jpg" }, timeoutMs: $timeoutMs }) { problems { __typename ...failure } }`,
  },
  {
    field: "Query._entities",
    operation: "ListBucketImageStyle",
    isFirst: true,
    form: "json",
    answers: expected.READ,
    hit: () => "_entities(representations: $style) { ... on ProcessingStyle { actions } }",
  },
  {
    field: "Query._entities",
    operation: "HeadObject",
    isFirst: true,
    form: "head",
    answers: expected.READ,
    hit: () => "_entities(representations: $image) { ... on StoredImage { info { byteSize } } }",
  },
];

/** Fields that call nobody. */
export const LOCAL_FIELDS: readonly string[] = [
  "Query._service",
  "Query.imageModels",
  "Mutation.createImageUpload",
];

/** Operations of the client that no field of the API calls. */
export const UNUSED_OPERATIONS: readonly TosOperation[] = ["GetObject", "PutObject"];

/** The name of each operation of the client for the emulator, after the service's own APIs. */
export const EMULATED: Readonly<Record<TosOperation, string>> = {
  ImageToImage: "ImageToImage",
  TextToImage: "TextToImage",
  ListBucketImageStyle: "ListBucketImageStyle",
  GetBucketImageStyle: "GetBucketImageStyle",
  HeadBucket: "HeadBucket",
  PutBucketImageStyle: "PutBucketImageStyle",
  DeleteBucketImageStyle: "DeleteBucketImageStyle",
  HeadObject: "HeadObject",
  GetObject: "GetObject",
  PutObject: "PutObject",
  DeleteObject: "DeleteObject",
  ListObjectsV2: "ListObjectsV2",
  GetImageInfo: "ProcessObject",
  GetImageAverageHue: "ProcessObject",
};

export function titleOf({ field, operation, of }: Row): string {
  return `${field}: ${operation}${of === undefined ? "" : ` of the ${of}`}`;
}
