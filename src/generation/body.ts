/** Builds the request body of `aigc/image_to_image` exactly as the API page shows it (docs/6349/1545409). */
import { modelConfig } from "../doubao/model-choice.js";
import { chainText } from "../processing/chain.js";
import type { ImageToImageBody, ProcessingMembers } from "../tos/image-generation.js";
import type { GenerationRequest, Processing } from "./request.js";

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
    ModelConfig: modelMembers(model),
  };
}

function processingMembers(processing: Processing | null): ProcessingMembers {
  if (processing === null) return { ProcessStyle: "", ProcessActions: "" };
  return "style" in processing
    ? { ProcessStyle: processing.style, ProcessActions: "" }
    : { ProcessStyle: "", ProcessActions: chainText(processing) };
}

function modelMembers(model: GenerationRequest["model"]): ImageToImageBody["ModelConfig"] {
  const { action, version, reqJson } = modelConfig(model);
  return { ModelAction: action, ModelVersion: version, ReqJson: reqJson };
}
