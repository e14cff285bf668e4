import { Query, Resolver } from "type-graphql";
import { IMAGE_MODELS } from "../../doubao/models.js";
import { Evidence, ImageModel, ModelParameterType, ModelTask } from "./image-model.type.js";

@Resolver()
export class ImageModelResolver {
  @Query(() => [ImageModel], {
    description:
      "What `generateImage` takes as `model`: parameters, ranges and defaults, each with its evidence. The first one is the default.",
  })
  imageModels(): ImageModel[] {
    return IMAGE_MODELS.map((model) => ({
      ...model,
      task: ModelTask[model.task],
      evidence: Evidence[model.evidence],
      parameters: model.parameters.map((parameter) => ({
        ...parameter,
        type: ModelParameterType[upper(parameter.type)],
        evidence: Evidence[parameter.evidence],
      })),
    }));
  }
}

function upper<const T extends string>(text: T): Uppercase<T> {
  return text.toUpperCase() as Uppercase<T>;
}
