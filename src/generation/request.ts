/** What the caller of a generation says, in the terms of the product. */
import type { I2iXlSftParameters } from "../doubao/i2i-xl-sft.js";
import type { OtherModelRequest } from "../doubao/other-model.js";

/** An object, by its bucket and key. */
export interface ObjectName {
  readonly bucket: string;
  readonly key: string;
}

/** The processing of a picture: a style of the source's bucket by name, or a chain of actions (`image/…`). */
export type Processing = { readonly style: string } | { readonly actions: string };

/** Which model generates, and with which parameters. */
export type ModelChoice = { readonly i2iXlSft: I2iXlSftParameters } | { readonly other: OtherModelRequest };

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
  readonly model: ModelChoice;
  /** Milliseconds for all of it, 1,000 to 120,000; null for the configured default. */
  readonly timeoutMs: number | null;
}

export const MIN_TIMEOUT_MS = 1_000;
export const MAX_TIMEOUT_MS = 120_000;
