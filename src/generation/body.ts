/**
 * Builds the request body of a generation: of `aigc/image_to_image` exactly as the API page shows it (docs/6349/1545409), of
 * `aigc/text_to_image`, whose page is not published, the same without a source and its processing.
 */
import { modelConfig } from "../doubao/model-choice.js";
import { chainText } from "../processing/chain.js";
import type { GenerationBody, ProcessingMembers } from "../tos/image-generation.js";
import type { NamedRequest, Processing } from "./request.js";

/** The body of a request that has been checked. What the caller did not ask for is left out. */
export function buildBody(request: NamedRequest): GenerationBody {
  const common = {
    OutputProcessing: {
      Bucket: request.output.bucket,
      Object: request.output.key,
      ForbiddenOverwrite: request.output.forbidOverwrite,
      ...processingMembers(request.output.postprocess),
    },
    ModelConfig: modelMembers(request),
  };
  if (request.task === "TEXT_TO_IMAGE") {
    return { TaskType: "text_to_image", InputDataSource: { Prompt: request.prompt }, ...common };
  }
  return {
    TaskType: "image_to_image",
    InputDataSource: { Prompt: request.prompt, ImageUri: request.source.key },
    ...(request.preprocess !== null && { InputProcessing: processingMembers(request.preprocess) }),
    ...common,
  };
}

function processingMembers(processing: Processing | null): ProcessingMembers {
  if (processing === null) return { ProcessStyle: "", ProcessActions: "" };
  return "style" in processing
    ? { ProcessStyle: processing.style, ProcessActions: "" }
    : { ProcessStyle: "", ProcessActions: chainText(processing) };
}

function modelMembers({ model }: NamedRequest): GenerationBody["ModelConfig"] {
  const { action, version, reqJson } = modelConfig(model);
  return { ModelAction: action, ModelVersion: version, ReqJson: reqJson };
}
