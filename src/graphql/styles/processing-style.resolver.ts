import { Args, Ctx, Query, Resolver } from "type-graphql";
import type { ImageStyle } from "../../tos/image-styles.js";
import type { ChooseBucket } from "../bucket-choice.js";
import type { RequestContext } from "../context.js";
import { ProcessingStyleArgs, ProcessingStylesArgs } from "./processing-style.args.js";
import { ProcessingStyle } from "./processing-style.type.js";

@Resolver(() => ProcessingStyle)
export class ProcessingStyleResolver {
  readonly #chooseBucket: ChooseBucket;

  constructor(chooseBucket: ChooseBucket) {
    this.#chooseBucket = chooseBucket;
  }

  @Query(() => [ProcessingStyle], {
    description: "The image styles of a bucket, sorted by name. A list without pages: TOS has none here.",
  })
  async processingStyles(
    @Args(() => ProcessingStylesArgs) args: ProcessingStylesArgs,
    @Ctx() { styles }: RequestContext,
  ): Promise<ProcessingStyle[]> {
    const bucket = this.#chooseBucket(args.bucket, ["bucket"]);
    const found = await styles.all(bucket);
    return found
      .filter(({ name }) => name.startsWith(args.nameStartsWith ?? ""))
      .map((style) => present(bucket, style));
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
    return style === null ? null : present(bucket, style);
  }
}

function present(bucket: string, { name, content, createdAt, updatedAt }: ImageStyle): ProcessingStyle {
  return { id: `style:${bucket}/${name}`, bucket, name, actions: content, createdAt, updatedAt };
}
