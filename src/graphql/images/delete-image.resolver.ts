import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import type { ObjectName } from "../../generation/request.js";
import type { TosClient } from "../../tos/client.js";
import { TosError } from "../../tos/errors.js";
import type { ChooseBucket } from "../bucket-choice.js";
import type { RequestContext } from "../context.js";
import { DeleteImageArgs, toObjectName } from "./delete-image.input.js";
import { type DeletionOutcome, deletionFailure, NOT_AN_IMAGE } from "./deletion-outcome.js";
import { DeleteImageResult } from "./image-deletion.type.js";
import { isImageType, kindOfKey } from "./image-key.js";

@Resolver()
export class DeleteImageResolver {
  readonly #chooseBucket: ChooseBucket;
  readonly #tos: Pick<TosClient, "deleteObject">;

  constructor(chooseBucket: ChooseBucket, tos: Pick<TosClient, "deleteObject">) {
    this.#chooseBucket = chooseBucket;
    this.#tos = tos;
  }

  @Mutation(() => DeleteImageResult, {
    description:
      "Deletes a picture, for good unless its bucket keeps versions. Only what `images` would list is deleted: a key with another ending is refused, and so is an object without an ending whose stored type is not `image/…`.",
  })
  async deleteImage(
    @Args(() => DeleteImageArgs) { input }: DeleteImageArgs,
    @Ctx() context: RequestContext,
  ): Promise<DeletionOutcome> {
    const name = toObjectName(input, this.#chooseBucket);
    const outcome = await this.#delete(name, context).catch((error: unknown) => {
      if (error instanceof TosError) return deletionFailure(error);
      throw error;
    });
    // A deletion that failed may have been done.
    context.pictures.forget(name);
    context.log.info(
      {
        outcome: outcome.kind,
        ...(outcome.kind !== "ImageDeleted" && { code: outcome.code }),
        tosRequestId: outcome.tosRequestId,
      },
      "deletion finished",
    );
    return outcome;
  }

  async #delete(name: ObjectName, { pictures, signal }: RequestContext): Promise<DeletionOutcome> {
    if (kindOfKey(name.key) === "unknown") {
      const head = await pictures.head.load(name);
      // One that is not there is left to TOS, which tells a missing bucket from a missing object.
      if (head !== null && !isImageType(head.contentType)) return NOT_AN_IMAGE;
    }
    const { requestId } = await this.#tos.deleteObject(name.bucket, name.key, { signal });
    return { kind: "ImageDeleted", image: name, tosRequestId: requestId };
  }
}
