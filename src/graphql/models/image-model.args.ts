import { ArgsType, Field } from "type-graphql";
import { ModelTask } from "./image-model.type.js";

@ArgsType()
export class ImageModelsArgs {
  @Field(() => ModelTask, {
    nullable: true,
    description: "Only models for this, for example `TEXT_TO_IMAGE`. Default: for anything.",
  })
  task?: ModelTask | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "True for the models that can be used, false for those that are refused (`ImageModel.refusal` says why). Default: both.",
  })
  usable?: boolean | null;
}
