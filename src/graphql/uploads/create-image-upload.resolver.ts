import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import type { CreateUpload, Upload } from "../../generation/upload.js";
import type { ChooseBucket } from "../bucket-choice.js";
import type { RequestContext } from "../context.js";
import { CreateImageUploadArgs, toUploadRequest } from "./create-image-upload.input.js";
import { ImageUpload } from "./image-upload.type.js";

@Resolver()
export class CreateImageUploadResolver {
  readonly #createUpload: CreateUpload;
  readonly #chooseBucket: ChooseBucket;

  constructor(createUpload: CreateUpload, chooseBucket: ChooseBucket) {
    this.#createUpload = createUpload;
    this.#chooseBucket = chooseBucket;
  }

  @Mutation(() => ImageUpload, {
    description:
      "Makes an address that a browser can upload a picture to, past this server, straight into the bucket. Costs nothing and calls nobody: nothing is stored until the client uploads. For a page, the bucket needs a CORS rule that allows PUT with the headers of the answer.",
  })
  createImageUpload(
    @Args(() => CreateImageUploadArgs) { input }: CreateImageUploadArgs,
    @Ctx() { deadline }: RequestContext,
  ): Upload {
    deadline.begin();
    return this.#createUpload(toUploadRequest(input, this.#chooseBucket));
  }
}
