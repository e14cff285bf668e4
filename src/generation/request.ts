/** What the caller of a generation says, in the terms of the product. */
import type { ImageToImageModel, TextToImageModel } from "../doubao/model-choice.js";
import type { Chain } from "../processing/chain.js";

/** An object, by its bucket and key. */
export interface ObjectName {
  readonly bucket: string;
  readonly key: string;
}

/** The processing of a picture: a style of the addressed bucket by name, or a chain of actions. */
export type Processing = { readonly style: string } | Chain;

/** When a picture is processed: before the model sees it, or after the model made it. */
export type ProcessingStage = "PREPROCESS" | "POSTPROCESS";

/** Where the picture is stored. With a key of null one is made, and nothing is ever overwritten. */
export interface OutputRequest<Key extends string | null = string | null> {
  readonly bucket: string;
  readonly key: Key;
  /** True: a picture that exists is kept and the generation refused. */
  readonly forbidOverwrite: boolean;
  readonly postprocess: Processing | null;
}

interface CommonRequest<Key extends string | null> {
  /** At most 800 code points. */
  readonly prompt: string;
  readonly output: OutputRequest<Key>;
  /** Milliseconds for all of it, 1,000 to 120,000; null for the configured default. */
  readonly timeoutMs: number | null;
}

/** A picture from a prompt and a stored picture. */
export interface ImageToImageRequest<Key extends string | null = string | null> extends CommonRequest<Key> {
  readonly task: "IMAGE_TO_IMAGE";
  readonly source: ObjectName;
  readonly preprocess: Processing | null;
  readonly model: ImageToImageModel;
}

/** A picture from a prompt alone. */
export interface TextToImageRequest<Key extends string | null = string | null> extends CommonRequest<Key> {
  readonly task: "TEXT_TO_IMAGE";
  readonly model: TextToImageModel;
}

export type GenerationRequest = ImageToImageRequest | TextToImageRequest;

/** A request whose output has its key, given or made. */
export type NamedRequest = ImageToImageRequest<string> | TextToImageRequest<string>;

/**
 * The bucket that the request is addressed to, whose styles it names: the source's or, without one, the output's. The page
 * of image to image (docs/6349/1545409) shows the one; for text to image it is what other clients are seen to do.
 */
export function addressedBucket(request: GenerationRequest): string {
  return request.task === "IMAGE_TO_IMAGE" ? request.source.bucket : request.output.bucket;
}

/** What is processed before the model sees it: a source, where there is one. */
export function preprocessOf(request: GenerationRequest): Processing | null {
  return request.task === "IMAGE_TO_IMAGE" ? request.preprocess : null;
}

/** The styles that a request names, with what each is for. */
export function namedStyles(request: GenerationRequest): { style: string; stage: ProcessingStage }[] {
  const named = (stage: ProcessingStage, processing: Processing | null) =>
    processing !== null && "style" in processing ? [{ style: processing.style, stage }] : [];
  return [...named("PREPROCESS", preprocessOf(request)), ...named("POSTPROCESS", request.output.postprocess)];
}

/** What a caller may set as the time of a generation, in milliseconds. */
export const TIMEOUT_MS = { minimum: 1_000, maximum: 120_000, integer: true } as const;
