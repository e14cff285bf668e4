/** Builds the executable schema from the resolvers. */
import "reflect-metadata";
import { GraphQLInputObjectType, type GraphQLSchema } from "graphql";
import { buildSchemaSync, type ClassType } from "type-graphql";
import { GenerateImageResolver } from "./generation/generate-image.resolver.js";
import { PreviewGenerationResolver } from "./generation/preview-generation.resolver.js";
import { DeleteImageResolver } from "./images/delete-image.resolver.js";
import { ImagesResolver } from "./images/images.resolver.js";
import { ImageInfoResolver, StoredImageResolver } from "./images/stored-image.resolver.js";
import { ImageModelResolver } from "./models/image-model.resolver.js";
import { ProcessingStyleStepsResolver } from "./processing/processing-style-steps.resolver.js";
import { ProcessingStyleResolver } from "./styles/processing-style.resolver.js";
import { StyleChangesResolver } from "./styles/style-changes.resolver.js";
import { CreateImageUploadResolver } from "./uploads/create-image-upload.resolver.js";
import { validateArguments } from "./validation.js";

/** Inputs of which exactly one member must be given. */
const ONE_OF = [
  "ProcessingInput",
  "ProcessingChainInput",
  "ProcessingStepInput",
  "WatermarkImageStepInput",
  "ImageToImageModelInput",
  "TextToImageModelInput",
];

const ROOTS = {
  Query: "What can be asked without changing, paying for or storing anything.",
  Mutation: "What changes something or costs money.",
};

const RESOLVERS = [
  GenerateImageResolver,
  PreviewGenerationResolver,
  ProcessingStyleResolver,
  StyleChangesResolver,
  ProcessingStyleStepsResolver,
  StoredImageResolver,
  ImageInfoResolver,
  ImagesResolver,
  DeleteImageResolver,
  ImageModelResolver,
  CreateImageUploadResolver,
] as const;

export type ResolverInstance = InstanceType<(typeof RESOLVERS)[number]>;

/** `resolvers` holds an instance of each class; none is needed for a schema that is only printed. */
export function createSchema(resolvers: readonly ResolverInstance[] = []): GraphQLSchema {
  const instances = new Map<unknown, ResolverInstance>(
    resolvers.map((instance) => [instance.constructor, instance]),
  );
  const schema = buildSchemaSync({
    resolvers: [...RESOLVERS],
    validateFn: validateArguments,
    container: {
      get(someClass: ClassType) {
        const instance = instances.get(someClass);
        if (instance === undefined)
          throw new Error(`no instance of ${someClass.name} was given to createSchema`);
        return instance;
      },
    },
  });
  for (const [name, description] of Object.entries(ROOTS)) {
    const type = schema.getType(name);
    if (type) type.description = description;
  }
  // type-graphql has no option for @oneOf. The executor, introspection and the printed SDL all go by this property.
  for (const name of ONE_OF) {
    const type = schema.getType(name);
    if (!(type instanceof GraphQLInputObjectType)) throw new Error(`${name} is no input type`);
    type.isOneOf = true;
  }
  return schema;
}
