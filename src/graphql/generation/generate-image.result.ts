import { createUnionType, Field, ObjectType } from "type-graphql";
import type { GenerationOutcome } from "../../generation/outcome.js";
import { StoredImage } from "../images/stored-image.type.js";
import {
  ContentRejected,
  GenerationFailed,
  OutputExists,
  RateLimited,
  SourceRejected,
  StyleNotFound,
  TimedOut,
} from "./generation-failure.type.js";
import { ModelReport } from "./model-report.type.js";

@ObjectType({ description: "A picture that was generated and stored." })
export class GeneratedImage {
  @Field(() => StoredImage, { description: "The stored picture." })
  image!: StoredImage;

  @Field(() => String, {
    nullable: true,
    description:
      'The id of the request to TOS, to be quoted to its support, for example "f91b0c03a01300c1-a444ed0".',
  })
  tosRequestId!: string | null;

  @Field(() => ModelReport, { description: "What the model answered." })
  model!: ModelReport;
}

export const GenerateImageResult = createUnionType({
  name: "GenerateImageResult",
  description:
    "What came of a generation: the picture, or a failure that says what to do. Every member but `GeneratedImage` is a `GenerationFailure`.",
  types: () =>
    [
      GeneratedImage,
      ContentRejected,
      SourceRejected,
      StyleNotFound,
      OutputExists,
      RateLimited,
      TimedOut,
      GenerationFailed,
    ] as const,
  resolveType: (outcome: unknown) => (outcome as GenerationOutcome).kind,
});
