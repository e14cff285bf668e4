/** The rules of a generation that can be checked here, before a call is made. */
import { checkModel, checkPromptFor } from "../doubao/model-choice.js";
import { checkRange } from "../doubao/ranges.js";
import { checkChain } from "../processing/chain.js";
import { checkBucketName, checkObjectKey, checkObjectKeyNotUrl, checkStyleName } from "../tos/names.js";
import { type GenerationRequest, type ImageToImageRequest, type Processing, TIMEOUT_MS } from "./request.js";
import { below, broken, type Violation } from "./violation.js";

type Path = Violation["path"];

/** Everything that is wrong with a request, with paths that begin at `at`. Empty when it may be sent. */
export function checkGeneration(request: GenerationRequest, at: Path = ["input"]): Violation[] {
  const { prompt, output, model, timeoutMs, task } = request;
  const { key } = output;
  return [
    ...broken([...at, "prompt"], "prompt", checkPromptFor(prompt, model)),
    ...(request.task === "IMAGE_TO_IMAGE" ? checkSource(request, at) : []),
    ...broken([...at, "output", "bucket"], "bucketName", checkBucketName(output.bucket)),
    ...broken([...at, "output", "key"], "objectKey", key === null ? null : checkPictureKey(key)),
    ...checkProcessing([...at, "output", "postprocess"], output.postprocess),
    ...below([...at, "model"], checkModel(model, task)),
    ...broken([...at, "timeoutMs"], "range", timeoutMs === null ? null : checkTimeout(timeoutMs)),
  ];
}

function checkSource({ source, preprocess }: ImageToImageRequest, at: Path): Violation[] {
  return [
    ...broken([...at, "source", "bucket"], "bucketName", checkBucketName(source.bucket)),
    ...broken([...at, "source", "key"], "objectKey", checkPictureKey(source.key)),
    ...checkProcessing([...at, "preprocess"], preprocess),
  ];
}

/** The key of a picture to read or to write: an object's key, and not a URL. */
export function checkPictureKey(key: string): string | null {
  return checkObjectKey(key) ?? checkObjectKeyNotUrl(key);
}

function checkTimeout(timeoutMs: number): string | null {
  return checkRange(timeoutMs, TIMEOUT_MS);
}

/** What is wrong with the processing of a picture, whose members stand below `path`. */
export function checkProcessing(path: Path, processing: Processing | null): Violation[] {
  if (processing === null) return [];
  return "style" in processing
    ? broken([...path, "style"], "styleName", checkStyleName(processing.style))
    : below(path, checkChain(processing));
}
