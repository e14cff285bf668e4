/** Builds the request body of `aigc/image_to_image` exactly as the API page shows it (docs/6349/1545409). */
import { toReqJson } from "../doubao/i2i-xl-sft.js";
import { DEFAULT_ACTION, DEFAULT_VERSION, toOtherReqJson } from "../doubao/other-model.js";
import { chainText } from "../processing/chain.js";
import type { ImageToImageBody, ProcessingMembers } from "../tos/image-generation.js";
import type { GenerationRequest, ModelChoice, Processing } from "./request.js";

/** The body of a request that has been checked. What the caller did not ask for is left out. */
export function buildBody(request: GenerationRequest): ImageToImageBody {
  const { prompt, source, preprocess, output, model } = request;
  return {
    TaskType: "image_to_image",
    InputDataSource: { Prompt: prompt, ImageUri: source.key },
    ...(preprocess !== null && { InputProcessing: processingMembers(preprocess) }),
    OutputProcessing: {
      Bucket: output.bucket,
      Object: output.key,
      ForbiddenOverwrite: output.forbidOverwrite,
      ...processingMembers(output.postprocess),
    },
    ModelConfig: modelConfig(model),
  };
}

function processingMembers(processing: Processing | null): ProcessingMembers {
  if (processing === null) return { ProcessStyle: "", ProcessActions: "" };
  return "style" in processing
    ? { ProcessStyle: processing.style, ProcessActions: "" }
    : { ProcessStyle: "", ProcessActions: chainText(processing) };
}

function modelConfig(model: ModelChoice): ImageToImageBody["ModelConfig"] {
  if ("i2iXlSft" in model) {
    return { ModelAction: DEFAULT_ACTION, ModelVersion: DEFAULT_VERSION, ReqJson: toReqJson(model.i2iXlSft) };
  }
  const { action, version } = model.other;
  return {
    ModelAction: action ?? DEFAULT_ACTION,
    ModelVersion: version ?? DEFAULT_VERSION,
    ReqJson: toOtherReqJson(model.other),
  };
}
