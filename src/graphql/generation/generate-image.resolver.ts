import type { Logger } from "pino";
import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import { modelName } from "../../doubao/model-choice.js";
import type { Generate } from "../../generation/generate.js";
import type { GenerateAll } from "../../generation/generate-all.js";
import type { GenerationEnd } from "../../generation/generation-observer.js";
import type { GenerationOutcome } from "../../generation/outcome.js";
import type { GenerationRequest } from "../../generation/request.js";
import type { Deadline } from "../../tos/deadline.js";
import type { ChooseBucket } from "../bucket-choice.js";
import type { RequestContext } from "../context.js";
import { GenerateImageArgs } from "./generate-image.input.js";
import { GenerateImageResult } from "./generate-image.result.js";
import { GenerateImageFromTextArgs } from "./generate-image-from-text.input.js";
import { GenerateImagesArgs } from "./generate-images.args.js";
import { toImageRequest, toTextRequest } from "./generation-request.js";

@Resolver()
export class GenerateImageResolver {
  readonly #generate: Generate;
  readonly #generateAll: GenerateAll;
  readonly #chooseBucket: ChooseBucket;

  readonly #defaultTimeoutMs: number;

  /** `defaultTimeoutMs`: for inputs that set no time of their own, in milliseconds. */
  constructor(
    generate: Generate,
    generateAll: GenerateAll,
    chooseBucket: ChooseBucket,
    defaultTimeoutMs: number,
  ) {
    this.#defaultTimeoutMs = defaultTimeoutMs;
    this.#generate = generate;
    this.#generateAll = generateAll;
    this.#chooseBucket = chooseBucket;
  }

  @Mutation(() => GenerateImageResult, {
    description:
      "Generates a picture from a prompt and a stored picture, and stores it. Paid for, and sent once: see `RetryAdvice` before sending it again.",
  })
  generateImage(
    @Args(() => GenerateImageArgs) { input }: GenerateImageArgs,
    @Ctx() context: RequestContext,
  ): Promise<GenerationOutcome> {
    return this.#one(toImageRequest(input, this.#chooseBucket), context);
  }

  @Mutation(() => GenerateImageResult, {
    description:
      "Generates a picture from a prompt alone, and stores it. Paid for, and sent once: see `RetryAdvice` before sending it again.",
  })
  generateImageFromText(
    @Args(() => GenerateImageFromTextArgs) { input }: GenerateImageFromTextArgs,
    @Ctx() context: RequestContext,
  ): Promise<GenerationOutcome> {
    return this.#one(toTextRequest(input, this.#chooseBucket), context);
  }

  @Mutation(() => [GenerateImageResult], {
    description:
      "Generates several pictures, a few at a time, each as `generateImage` does and each paid for. One result for each input, in their order; one that fails does not fail another. The time of each begins with the request.",
  })
  async generateImages(
    @Args(() => GenerateImagesArgs) { inputs }: GenerateImagesArgs,
    @Ctx() context: RequestContext,
  ): Promise<GenerationOutcome[]> {
    const requests = inputs.map((input, index) =>
      toImageRequest(input, this.#chooseBucket, ["inputs", index]),
    );
    // What is selected of the pictures is read when the last of them is there.
    context.deadline.begin(Math.max(...requests.map((request) => this.#timeoutMs(request))));
    return this.#generateAll(requests, (request, deadline) => this.#one(request, context, deadline));
  }

  #timeoutMs({ timeoutMs }: GenerationRequest): number {
    return timeoutMs ?? this.#defaultTimeoutMs;
  }

  async #one(
    request: GenerationRequest,
    { styles, pictures, principal, signal, log, deadline: operation }: RequestContext,
    deadline: Deadline = operation.begin(this.#timeoutMs(request)),
  ): Promise<GenerationOutcome> {
    const outcome = await this.#generate(request, {
      findStyle: (bucket, name) => styles.find(bucket, name),
      findHead: (name) => pictures.head.load(name),
      principal,
      signal,
      deadline,
      observer: { ended: (end) => logEnd(end, log) },
    });
    const { bucket, key } = request.output;
    if (key !== null) pictures.forget({ bucket, key });
    // TOS itself misses a style that was found before the call: the list that it was found in is out of date.
    if (outcome.kind === "StyleNotFound" && outcome.tosRequestId !== null) styles.forget(outcome.bucket);
    return outcome;
  }
}

function logEnd({ request, outcome, timings }: GenerationEnd, log: Logger): void {
  log.info(
    {
      model: modelName(request.model),
      outcome: outcome.kind,
      ...(outcome.kind === "GeneratedImage"
        ? {
            // Of a caller who has left, nobody else knows the key that was made.
            output: outcome.image,
            unrecognised: outcome.unrecognised,
            modelRequestId: outcome.model.requestId,
          }
        : {
            ...(outcome.possibleOutput !== null && { possibleOutput: outcome.possibleOutput }),
            code: outcome.code,
            modelCode: outcome.modelCode,
            modelRequestId: outcome.modelRequestId,
          }),
      tosRequestId: outcome.tosRequestId,
      ...Object.fromEntries(Object.entries(timings).map(([stage, ms]) => [stage, Math.round(ms)])),
    },
    "generation finished",
  );
}
