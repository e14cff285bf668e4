/** From the inputs of the generating fields to the requests of the use cases, the choice of their buckets included. */
import { checkGeneration } from "../../generation/check.js";
import type { GenerationRequest, ImageToImageRequest, TextToImageRequest } from "../../generation/request.js";
import type { Violation } from "../../generation/violation.js";
import { type ChooseBucket, collectChoices } from "../bucket-choice.js";
import { toProcessing } from "../processing/processing.input.js";
import type { GenerateImageInput } from "./generate-image.input.js";
import type { GenerateImageFromTextInput } from "./generate-image-from-text.input.js";
import { toImageToImageModel, toTextToImageModel } from "./model.input.js";
import { toOutputRequest } from "./output-image.input.js";

type Path = Violation["path"];

/** @throws InvalidRequestError when a bucket cannot be chosen; `path` is where the input stands. */
export function toImageRequest(
  input: GenerateImageInput,
  chooseBucket: ChooseBucket,
  path: Path = ["input"],
): ImageToImageRequest {
  return {
    task: "IMAGE_TO_IMAGE",
    prompt: input.prompt,
    source: {
      bucket: chooseBucket(input.source.bucket, [...path, "source", "bucket"]),
      key: input.source.key,
    },
    preprocess: toProcessing(input.preprocess, input.allowUnknownActions),
    output: toOutputRequest(input.output, chooseBucket, [...path, "output"], input.allowUnknownActions),
    model: toImageToImageModel(input.model),
    timeoutMs: input.timeoutMs ?? null,
  };
}

/** @throws InvalidRequestError when the bucket cannot be chosen. */
export function toTextRequest(
  input: GenerateImageFromTextInput,
  chooseBucket: ChooseBucket,
): TextToImageRequest {
  return {
    task: "TEXT_TO_IMAGE",
    prompt: input.prompt,
    output: toOutputRequest(input.output, chooseBucket, ["input", "output"], input.allowUnknownActions),
    model: toTextToImageModel(input.model),
    timeoutMs: input.timeoutMs ?? null,
  };
}

/** A request as far as it can be made, and everything that is wrong with it, buckets that cannot be chosen included. */
export function checkRequest<R extends GenerationRequest>(
  toRequest: (chooseBucket: ChooseBucket) => R,
  chooseBucket: ChooseBucket,
  path: Path = ["input"],
): { readonly request: R; readonly violations: readonly Violation[] } {
  const unchosen: Violation[] = [];
  const request = toRequest(collectChoices(chooseBucket, unchosen));
  return { request, violations: [...unchosen, ...checkGeneration(request, path)] };
}
