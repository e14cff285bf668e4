/** What federation has to know of the schema: one table for each directive, by type name or coordinate (`Type.field`). */

/** Types that other subgraphs may refer to, by the fields of their key. Each has its reference in `entities.ts`. */
export const KEYS = {
  StoredImage: "bucket key",
  ProcessingStyle: "bucket name",
  ImageModel: "id",
} as const;

/** Values without identity, which other subgraphs are likely to define with the same fields. */
export const SHAREABLE: readonly string[] = ["PageInfo", "HttpHeader", "SignedUrl", "Point"];

/**
 * What a contract variant for the public leaves out: what changes or shows the buckets at large, and what bypasses the
 * typed inputs and outputs. Whatever can be reached only through these is left out with them.
 */
export const INTERNAL: readonly string[] = [
  "Query.images",
  "Mutation.deleteImage",
  "Mutation.createProcessingStyle",
  "Mutation.updateProcessingStyle",
  "Mutation.deleteProcessingStyle",
  "ImageToImageModelInput.other",
  "TextToImageModelInput.other",
  "GenerateImageInput.allowUnknownActions",
  "GenerateImageFromTextInput.allowUnknownActions",
  "StoredImage.signedUrl(allowUnknownActions)",
  "StoredImage.metadata",
  "ModelReport.rawJson",
  "GenerationPreview.request",
];

/** Needs a caller whom the gateway has authenticated. */
export const AUTHENTICATED: readonly string[] = ["Query.imageModels"];

const IMAGES_READ = [["images:read"], ["images:generate"]];
const STYLES_READ = [["styles:read"], ["styles:write"], ["images:generate"]];

/** Needs a caller with every scope of one of the lists. What an entity holds is guarded too: others refer to entities. */
export const SCOPES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "Query.image": IMAGES_READ,
  "Query.images": [["images:read"]],
  "Query.previewGeneration": [["images:generate"]],
  "Query.processingStyles": STYLES_READ,
  "Query.processingStyle": STYLES_READ,
  "Mutation.generateImage": [["images:generate"]],
  "Mutation.generateImageFromText": [["images:generate"]],
  "Mutation.generateImages": [["images:generate"]],
  "Mutation.createImageUpload": [["images:upload"]],
  "Mutation.deleteImage": [["images:delete"]],
  "Mutation.createProcessingStyle": [["styles:write"]],
  "Mutation.updateProcessingStyle": [["styles:write"]],
  "Mutation.deleteProcessingStyle": [["styles:write"]],
  "StoredImage.signedUrl": IMAGES_READ,
  "StoredImage.info": IMAGES_READ,
  "StoredImage.metadata": IMAGES_READ,
  "StoredImage.averageHue": IMAGES_READ,
  "ProcessingStyle.actions": STYLES_READ,
  "ProcessingStyle.steps": STYLES_READ,
};
