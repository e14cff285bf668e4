/** The rules of a generation that can be checked here, before a call is made. */
import { checkI2iXlSft } from "../doubao/i2i-xl-sft.js";
import { checkOtherModel } from "../doubao/other-model.js";
import { checkPrompt } from "../doubao/prompt.js";
import { checkActions } from "../processing/actions.js";
import { checkBucketName, checkObjectKey, checkObjectKeyNotUrl, checkStyleName } from "../tos/names.js";
import { type GenerationRequest, MAX_TIMEOUT_MS, MIN_TIMEOUT_MS, type Processing } from "./request.js";
import type { Violation } from "./violation.js";

/** Everything that is wrong with a request, with paths that begin at `input`. Empty when it may be sent. */
export function checkGeneration(request: GenerationRequest): Violation[] {
  const { prompt, source, preprocess, output, model, timeoutMs } = request;
  const violations: Violation[] = [];
  const check = (path: readonly string[], constraint: string, message: string | null): void => {
    if (message !== null) violations.push({ path: ["input", ...path], constraint, message });
  };

  check(["prompt"], "prompt", checkPrompt(prompt));
  check(["source", "bucket"], "bucketName", checkBucketName(source.bucket));
  check(["source", "key"], "objectKey", checkPictureKey(source.key));
  check(["output", "bucket"], "bucketName", checkBucketName(output.bucket));
  check(["output", "key"], "objectKey", checkPictureKey(output.key));
  check(...processingRule(["preprocess"], preprocess));
  check(...processingRule(["output", "postprocess"], output.postprocess));
  check(["timeoutMs"], "range", checkTimeout(timeoutMs));
  return [...violations, ...modelViolations(model)];
}

/** The key of a picture to read or to write: an object's key, and not a URL. */
export function checkPictureKey(key: string): string | null {
  return checkObjectKey(key) ?? checkObjectKeyNotUrl(key);
}

export function checkTimeout(timeoutMs: number | null): string | null {
  return timeoutMs === null ||
    (Number.isInteger(timeoutMs) && timeoutMs >= MIN_TIMEOUT_MS && timeoutMs <= MAX_TIMEOUT_MS)
    ? null
    : `must be a whole number of milliseconds from ${MIN_TIMEOUT_MS} to ${MAX_TIMEOUT_MS}`;
}

function processingRule(path: string[], processing: Processing | null): [string[], string, string | null] {
  if (processing === null) return [path, "processing", null];
  return "style" in processing
    ? [[...path, "style"], "styleName", checkStyleName(processing.style)]
    : [[...path, "actions"], "processingActions", checkActions(processing.actions)];
}

function modelViolations(model: GenerationRequest["model"]): Violation[] {
  const [member, found] =
    "i2iXlSft" in model
      ? (["i2iXlSft", checkI2iXlSft(model.i2iXlSft)] as const)
      : (["other", checkOtherModel(model.other)] as const);
  return found.map((violation) => ({ ...violation, path: ["input", "model", member, ...violation.path] }));
}
