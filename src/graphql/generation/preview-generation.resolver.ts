import { Args, Ctx, Query, Resolver } from "type-graphql";
import type {
  GenerationPreview as Found,
  Preview as PreviewGeneration,
  PreviewLookups,
} from "../../generation/preview.js";
import { InvalidRequestError } from "../../generation/violation.js";
import type { ChooseBucket } from "../bucket-choice.js";
import type { RequestContext } from "../context.js";
import { GenerateImageArgs } from "./generate-image.input.js";
import { checkRequest, toImageRequest } from "./generation-request.js";
import { GenerationPreview } from "./preview-generation.type.js";

/** The rules of the input's classes are a part of those that the resolver checks: by themselves they would hide the others. */
const CHECKED_AS_A_WHOLE = (): void => undefined;

@Resolver()
export class PreviewGenerationResolver {
  readonly #preview: PreviewGeneration;
  readonly #chooseBucket: ChooseBucket;

  constructor(preview: PreviewGeneration, chooseBucket: ChooseBucket) {
    this.#preview = preview;
    this.#chooseBucket = chooseBucket;
  }

  @Query(() => GenerationPreview, {
    description:
      "What `generateImage` with the same input would do and fail with, without doing or paying for it. Costs a HEAD of the source, of the output and of their buckets at most, the reading of the source's dimensions, and the list of styles when one is named.",
  })
  async previewGeneration(
    @Args(() => GenerateImageArgs, { validateFn: CHECKED_AS_A_WHOLE }) { input }: GenerateImageArgs,
    @Ctx() { styles, pictures, buckets }: RequestContext,
  ): Promise<Found & { readonly ready: boolean }> {
    const lookups: PreviewLookups = {
      findStyle: (bucket, name) => styles.find(bucket, name),
      findHead: (name) => pictures.head.load(name),
      findPicture: (name) => pictures.info.load(name),
      bucketExists: (bucket) => buckets.exists(bucket),
    };
    const { request, violations } = checkRequest(
      (choose) => toImageRequest(input, choose),
      this.#chooseBucket,
    );
    if (violations.length > 0) throw new InvalidRequestError(violations);
    const preview = await this.#preview(request, lookups);
    return { ...preview, ready: preview.problems.length === 0 };
  }
}
