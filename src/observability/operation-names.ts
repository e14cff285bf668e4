/** The operations whose names may become labels: a client may send any name, and each would be time series of its own. */
import { Kind, parse } from "graphql";

/** Those of `schema/operations`, which clients are told to copy. */
export const PUBLISHED_OPERATIONS = [
  "CreateImageUpload",
  "CreateProcessingStyle",
  "DeleteImage",
  "DeleteProcessingStyle",
  "GenerateImage",
  "GenerateImageFromText",
  "GenerateImages",
  "Image",
  "ImageModels",
  "Images",
  "PreviewGeneration",
  "ProcessingStyle",
  "ProcessingStyles",
  "ProcessingStyleSteps",
  "UpdateProcessingStyle",
] as const;

/** Beyond so many names, those of trusted documents are `other`, too. */
const MAX_NAMES = 200;

export type OperationLabel = (operationName: string | null | undefined) => string;

/** The label of an operation: its name where it is a known one, else `other`, or `anonymous` where it has none. */
export function createOperationLabel(trustedDocuments: Iterable<string> = []): OperationLabel {
  const known = new Set<string>(PUBLISHED_OPERATIONS);
  for (const name of namesIn(trustedDocuments)) if (known.size < MAX_NAMES) known.add(name);
  return (name) => {
    if (name === null || name === undefined || name === "") return "anonymous";
    return known.has(name) ? name : "other";
  };
}

function* namesIn(documents: Iterable<string>): Generator<string> {
  for (const text of documents) {
    for (const definition of parse(text, { noLocation: true }).definitions) {
      if (definition.kind === Kind.OPERATION_DEFINITION && definition.name) yield definition.name.value;
    }
  }
}
