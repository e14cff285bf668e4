import type { Logger } from "pino";
import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import type { CreateStyleOutcome, DeleteStyleOutcome, UpdateStyleOutcome } from "../../styles/outcome.js";
import type { StyleChanges } from "../../styles/style-changes.js";
import type { ChooseBucket } from "../bucket-choice.js";
import type { RequestContext } from "../context.js";
import {
  CreateProcessingStyleArgs,
  DeleteProcessingStyleArgs,
  toStyleContent,
  toStyleName,
  UpdateProcessingStyleArgs,
} from "./processing-style.input.js";
import {
  CreateProcessingStyleResult,
  DeleteProcessingStyleResult,
  presentOutcome,
  UpdateProcessingStyleResult,
} from "./processing-style.result.js";

@Resolver()
export class StyleChangesResolver {
  readonly #changes: StyleChanges;
  readonly #chooseBucket: ChooseBucket;

  constructor(changes: StyleChanges, chooseBucket: ChooseBucket) {
    this.#changes = changes;
    this.#chooseBucket = chooseBucket;
  }

  @Mutation(() => CreateProcessingStyleResult, {
    description:
      "Creates an image style, and refuses when the bucket has one of the name. TOS itself has no such condition, so this looks first: of two that create the same name at the same moment both may succeed, and the later one's content stays.",
  })
  async createProcessingStyle(
    @Args(() => CreateProcessingStyleArgs) { input }: CreateProcessingStyleArgs,
    @Ctx() { styles, signal, deadline, log }: RequestContext,
  ): Promise<object> {
    deadline.begin();
    const style = toStyleContent(input, this.#chooseBucket);
    const outcome = await this.#changes.create(style, signal);
    styles.forget(style.bucket);
    return finish(outcome, log);
  }

  @Mutation(() => UpdateProcessingStyleResult, {
    description:
      "Replaces what an image style does, and refuses when the bucket has none of the name. Pictures that TOS or others have stored of it stay as they are.",
  })
  async updateProcessingStyle(
    @Args(() => UpdateProcessingStyleArgs) { input }: UpdateProcessingStyleArgs,
    @Ctx() { styles, signal, deadline, log }: RequestContext,
  ): Promise<object> {
    deadline.begin();
    const style = toStyleContent(input, this.#chooseBucket);
    const outcome = await this.#changes.update(style, signal);
    styles.forget(style.bucket);
    return finish(outcome, log);
  }

  @Mutation(() => DeleteProcessingStyleResult, {
    description: "Deletes an image style: whatever names it fails from then on, signed URLs included.",
  })
  async deleteProcessingStyle(
    @Args(() => DeleteProcessingStyleArgs) { input }: DeleteProcessingStyleArgs,
    @Ctx() { styles, signal, deadline, log }: RequestContext,
  ): Promise<object> {
    deadline.begin();
    const style = toStyleName(input, this.#chooseBucket);
    const outcome = await this.#changes.delete(style, signal);
    styles.forget(style.bucket);
    return finish(outcome, log);
  }
}

function finish(outcome: CreateStyleOutcome | UpdateStyleOutcome | DeleteStyleOutcome, log: Logger): object {
  log.info(
    {
      outcome: outcome.kind,
      ...("code" in outcome && { code: outcome.code }),
      tosRequestId: outcome.tosRequestId,
      ...("unread" in outcome && outcome.unread !== null && { unread: outcome.unread.message }),
    },
    "change of an image style finished",
  );
  return presentOutcome(outcome);
}
