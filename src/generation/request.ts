/** What the caller of a generation says, in the terms of the product. */
import type { ImageToImageModel } from "../doubao/model-choice.js";
import type { Chain } from "../processing/chain.js";

/** An object, by its bucket and key. */
export interface ObjectName {
  readonly bucket: string;
  readonly key: string;
}

/** The processing of a picture: a style of the source's bucket by name, or a chain of actions (`image/…`). */
export type Processing = { readonly style: string } | Chain;

/** When a picture is processed: before the model sees it, or after the model made it. */
export type ProcessingStage = "PREPROCESS" | "POSTPROCESS";

export interface GenerationRequest {
  /** At most 800 code points. */
  readonly prompt: string;
  readonly source: ObjectName;
  readonly preprocess: Processing | null;
  readonly output: ObjectName & {
    /** True: a picture that exists is kept and the generation refused. */
    readonly forbidOverwrite: boolean;
    readonly postprocess: Processing | null;
  };
  readonly model: ImageToImageModel;
  /** Milliseconds for all of it, 1,000 to 120,000; null for the configured default. */
  readonly timeoutMs: number | null;
}

/** The styles that a request names, with what each is for. */
export function namedStyles({
  preprocess,
  output,
}: GenerationRequest): { style: string; stage: ProcessingStage }[] {
  const named = (stage: ProcessingStage, processing: Processing | null) =>
    processing !== null && "style" in processing ? [{ style: processing.style, stage }] : [];
  return [...named("PREPROCESS", preprocess), ...named("POSTPROCESS", output.postprocess)];
}

/** What a caller may set as the time of a generation, in milliseconds. */
export const TIMEOUT_MS = { minimum: 1_000, maximum: 120_000, integer: true } as const;
