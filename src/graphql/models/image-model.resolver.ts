import { Args, Query, Resolver } from "type-graphql";
import { listModels } from "../../doubao/catalogue/catalogue.js";
import type * as catalogue from "../../doubao/catalogue/image-model.js";
import type * as catalogueParameter from "../../doubao/catalogue/parameter.js";
import { ImageModelsArgs } from "./image-model.args.js";
import {
  Evidence,
  ImageModel,
  type ModelParameter,
  ModelParameterType,
  ModelTask,
} from "./image-model.type.js";

const DOCUMENTATION = "https://www.volcengine.com/docs/";

@Resolver()
export class ImageModelResolver {
  @Query(() => [ImageModel], {
    description:
      "What `model` of a generation takes: models with their parameters, ranges, defaults and limits, each with its evidence. The first one of a task is its default; those that cannot be used come last.",
  })
  imageModels(@Args(() => ImageModelsArgs) { task, usable }: ImageModelsArgs): ImageModel[] {
    return listModels(task ?? null, usable ?? null).map(toImageModel);
  }
}

/** The model of an id as `ImageModel.id` has it; null when there is none. */
export function findImageModel(id: string): ImageModel | null {
  const model = listModels(null, null).find((candidate) => idOf(candidate) === id);
  return model === undefined ? null : toImageModel(model);
}

function idOf({ reqKey, modelVersion }: Pick<catalogue.ImageModel, "reqKey" | "modelVersion">): string {
  return `model:${reqKey}${modelVersion === null ? "" : `/${modelVersion}`}`;
}

function toImageModel({ page, area, ...model }: catalogue.ImageModel): ImageModel {
  const tasks = model.tasks.map((task) => ModelTask[task]);
  return {
    ...model,
    id: idOf(model),
    task: tasks[0] ?? ModelTask.IMAGE_TO_IMAGE,
    tasks,
    documentation: page === null ? null : DOCUMENTATION + page,
    maxPixels: area?.maxPixels ?? null,
    evidence: Evidence[model.evidence],
    parameters: model.parameters.map(toModelParameter),
  };
}

function toModelParameter({ range, ...parameter }: catalogueParameter.ModelParameter): ModelParameter {
  return {
    ...parameter,
    type: ModelParameterType[upper(parameter.type)],
    evidence: Evidence[parameter.evidence],
    minimum: range?.minimum ?? null,
    minimumExcluded: range?.excluded !== undefined,
    maximum: range?.maximum ?? null,
    maximumExcluded: range?.excluded === "both",
    multipleOf: range?.step ?? null,
  };
}

function upper<const T extends string>(text: T): Uppercase<T> {
  return text.toUpperCase() as Uppercase<T>;
}
