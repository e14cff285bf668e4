import { ArgsType, Field } from "type-graphql";
import { checkBatch, checkBatchSize, MAX_BATCH } from "../../generation/generate-all.js";
import type { Violation } from "../../generation/violation.js";
import type { ChooseBucket } from "../bucket-choice.js";
import { GenerateImageInput } from "./generate-image.input.js";
import { checkRequest, toImageRequest } from "./generation-request.js";

@ArgsType()
export class GenerateImagesArgs {
  @Field(() => [GenerateImageInput], {
    description: `1 to ${MAX_BATCH} generations, none of which may have the output of another as its own output or source, for example [{prompt: "千军万马", source: {key: "1171.jpeg"}, output: {}}].`,
  })
  inputs!: GenerateImageInput[];
}

/** Everything that is wrong with the arguments of `generateImages`. */
export function checkGenerateImages({ inputs }: GenerateImagesArgs, chooseBucket: ChooseBucket): Violation[] {
  const wrongSize = checkBatchSize(inputs.length, "inputs");
  if (wrongSize.length > 0) return wrongSize;
  const checked = inputs.map((input, index) => {
    const path = ["inputs", index];
    return checkRequest((choose) => toImageRequest(input, choose, path), chooseBucket, path);
  });
  return [
    ...checked.flatMap(({ violations }) => violations),
    ...checkBatch(
      checked.map(({ request }) => request),
      "inputs",
    ),
  ];
}
