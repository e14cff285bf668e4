/** The rules of a generation that can be checked here, before a call is made. */
import { checkModel, checkPromptFor } from "../doubao/model-choice.js";
import { checkRange } from "../doubao/ranges.js";
import { checkChain } from "../processing/chain.js";
import { checkBucketName, checkObjectKey, checkObjectKeyNotUrl, checkStyleName } from "../tos/names.js";
import { type GenerationRequest, type Processing, TIMEOUT_MS } from "./request.js";
import type { Violation } from "./violation.js";

type Path = Violation["path"];

/** Everything that is wrong with a request, with paths that begin at `input`. Empty when it may be sent. */
export function checkGeneration(request: GenerationRequest): Violation[] {
  const { prompt, source, preprocess, output, model, timeoutMs } = request;
  return [
    ...broken(["input", "prompt"], "prompt", checkPromptFor(prompt, model)),
    ...broken(["input", "source", "bucket"], "bucketName", checkBucketName(source.bucket)),
    ...broken(["input", "source", "key"], "objectKey", checkPictureKey(source.key)),
    ...checkProcessing(["input", "preprocess"], preprocess),
    ...broken(["input", "output", "bucket"], "bucketName", checkBucketName(output.bucket)),
    ...broken(["input", "output", "key"], "objectKey", checkPictureKey(output.key)),
    ...checkProcessing(["input", "output", "postprocess"], output.postprocess),
    ...modelViolations(model),
    ...broken(["input", "timeoutMs"], "range", timeoutMs === null ? null : checkTimeout(timeoutMs)),
  ];
}

/** The key of a picture to read or to write: an object's key, and not a URL. */
export function checkPictureKey(key: string): string | null {
  return checkObjectKey(key) ?? checkObjectKeyNotUrl(key);
}

export function checkTimeout(timeoutMs: number): string | null {
  return checkRange(timeoutMs, TIMEOUT_MS);
}

/** What is wrong with the processing of a picture, whose members stand below `path`. */
export function checkProcessing(path: Path, processing: Processing | null): Violation[] {
  if (processing === null) return [];
  return "style" in processing
    ? broken([...path, "style"], "styleName", checkStyleName(processing.style))
    : checkChain(processing).map((violation) => ({ ...violation, path: [...path, ...violation.path] }));
}

function modelViolations(model: GenerationRequest["model"]): Violation[] {
  return checkModel(model, "IMAGE_TO_IMAGE").map((violation) => ({
    ...violation,
    path: ["input", "model", ...violation.path],
  }));
}

function broken(path: Path, constraint: string, message: string | null): Violation[] {
  return message === null ? [] : [{ path, constraint, message }];
}
