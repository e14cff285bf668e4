import { Args, Ctx, Query, Resolver } from "type-graphql";
import type { ChooseBucket } from "../bucket-choice.js";
import type { RequestContext } from "../context.js";
import { ProcessingStyleArgs, ProcessingStylesArgs } from "./processing-style.args.js";
import { ProcessingStyle, toProcessingStyle } from "./processing-style.type.js";
import { orderStyles } from "./style-order.js";

@Resolver(() => ProcessingStyle)
export class ProcessingStyleResolver {
  readonly #chooseBucket: ChooseBucket;

  constructor(chooseBucket: ChooseBucket) {
    this.#chooseBucket = chooseBucket;
  }

  @Query(() => [ProcessingStyle], {
    description:
      "The image styles of a bucket, sorted by name unless `orderBy` is given. A list without pages: TOS has none here. What is changed elsewhere than by this server shows after two and a half minutes at the latest, unless configured otherwise.",
  })
  async processingStyles(
    @Args(() => ProcessingStylesArgs) args: ProcessingStylesArgs,
    @Ctx() { styles }: RequestContext,
  ): Promise<ProcessingStyle[]> {
    const bucket = this.#chooseBucket(args.bucket, ["bucket"]);
    const all = await styles.all(bucket);
    const part = args.nameContains?.toLowerCase() ?? "";
    const found = all.filter(
      ({ name }) => name.startsWith(args.nameStartsWith ?? "") && name.toLowerCase().includes(part),
    );
    const ordered = args.orderBy == null ? found : orderStyles(found, args.orderBy);
    return ordered.map((style) => toProcessingStyle(bucket, style));
  }

  @Query(() => ProcessingStyle, {
    nullable: true,
    description: "One image style by its name; null when the bucket has none of that name.",
  })
  async processingStyle(
    @Args(() => ProcessingStyleArgs) args: ProcessingStyleArgs,
    @Ctx() { styles }: RequestContext,
  ): Promise<ProcessingStyle | null> {
    const bucket = this.#chooseBucket(args.bucket, ["bucket"]);
    const style = await styles.find(bucket, args.name);
    return style === null ? null : toProcessingStyle(bucket, style);
  }
}
