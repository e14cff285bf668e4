import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import type { DeleteImage } from "../../images/deletion.js";
import type { DeletionOutcome } from "../../images/deletion-outcome.js";
import type { ChooseBucket } from "../bucket-choice.js";
import type { RequestContext } from "../context.js";
import { DeleteImageArgs, toObjectName } from "./delete-image.input.js";
import { DeleteImageResult } from "./image-deletion.type.js";

@Resolver()
export class DeleteImageResolver {
  readonly #delete: DeleteImage;
  readonly #chooseBucket: ChooseBucket;

  constructor(deleteImage: DeleteImage, chooseBucket: ChooseBucket) {
    this.#delete = deleteImage;
    this.#chooseBucket = chooseBucket;
  }

  @Mutation(() => DeleteImageResult, {
    description:
      "Deletes a picture, for good unless its bucket keeps versions. Only what `images` would list is deleted: a key with another ending is refused, and so is an object without an ending whose stored type is not `image/…`.",
  })
  async deleteImage(
    @Args(() => DeleteImageArgs) { input }: DeleteImageArgs,
    @Ctx() { pictures, signal, deadline, log }: RequestContext,
  ): Promise<DeletionOutcome> {
    deadline.begin();
    const name = toObjectName(input, this.#chooseBucket);
    const outcome = await this.#delete(name, signal);
    // A deletion that failed may have been done.
    pictures.forget(name);
    log.info(
      {
        outcome: outcome.kind,
        ...("code" in outcome && { code: outcome.code }),
        tosRequestId: outcome.tosRequestId,
      },
      "deletion finished",
    );
    return outcome;
  }
}
