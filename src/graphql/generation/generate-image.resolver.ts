import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import type { Generate } from "../../generation/generate.js";
import type { GenerationOutcome } from "../../generation/outcome.js";
import type { ChooseBucket } from "../bucket-choice.js";
import type { RequestContext } from "../context.js";
import { GenerateImageArgs, toGenerationRequest } from "./generate-image.input.js";
import { GenerateImageResult } from "./generate-image.result.js";

@Resolver()
export class GenerateImageResolver {
  readonly #generate: Generate;
  readonly #chooseBucket: ChooseBucket;

  constructor(generate: Generate, chooseBucket: ChooseBucket) {
    this.#generate = generate;
    this.#chooseBucket = chooseBucket;
  }

  @Mutation(() => GenerateImageResult, {
    description:
      "Generates a picture from a prompt and a stored picture, and stores it. Paid for, and sent once: see `RetryAdvice` before sending it again.",
  })
  async generateImage(
    @Args(() => GenerateImageArgs) { input }: GenerateImageArgs,
    @Ctx() { styles, pictures, signal, log }: RequestContext,
  ): Promise<GenerationOutcome> {
    const request = toGenerationRequest(input, this.#chooseBucket);
    const outcome = await this.#generate(request, { findStyle: styles.find, signal });
    pictures.forget(request.output);
    // TOS itself misses a style that was found before the call: the list that it was found in is out of date.
    if (outcome.kind === "StyleNotFound" && outcome.tosRequestId !== null) styles.forget(outcome.bucket);
    log.info(
      {
        outcome: outcome.kind,
        ...(outcome.kind === "GeneratedImage"
          ? { unrecognised: outcome.unrecognised, modelRequestId: outcome.model.requestId }
          : { code: outcome.code, modelCode: outcome.modelCode, modelRequestId: outcome.modelRequestId }),
        tosRequestId: outcome.tosRequestId,
      },
      "generation finished",
    );
    return outcome;
  }
}
