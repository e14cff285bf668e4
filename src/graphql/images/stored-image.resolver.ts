import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { ObjectName } from "../../generation/request.js";
import { InvalidRequestError } from "../../generation/violation.js";
import { chainText } from "../../processing/chain.js";
import type { ObjectHead } from "../../tos/objects.js";
import type { Presigner } from "../../tos/presign.js";
import type { ChooseBucket } from "../bucket-choice.js";
import type { RequestContext } from "../context.js";
import { toProcessing } from "../processing/processing.input.js";
import { checkSignedUrl, ImageArgs, SignedUrlArgs } from "./stored-image.args.js";
import { ImageFormat, ImageInfo, SignedUrl, StoredImage } from "./stored-image.type.js";

@Resolver(() => StoredImage)
export class StoredImageResolver {
  readonly #chooseBucket: ChooseBucket;
  readonly #presign: Presigner;

  constructor(chooseBucket: ChooseBucket, presign: Presigner) {
    this.#chooseBucket = chooseBucket;
    this.#presign = presign;
  }

  @Query(() => StoredImage, {
    nullable: true,
    description:
      "A stored picture by its name. A reference, which costs no call: select `info` to know whether it exists.",
  })
  image(@Args(() => ImageArgs) { bucket, key }: ImageArgs): StoredImage {
    return { bucket: this.#chooseBucket(bucket, ["bucket"]), key };
  }

  @FieldResolver(() => String)
  id(@Root() { bucket, key }: StoredImage): string {
    return `image:${bucket}/${key}`;
  }

  @FieldResolver(() => SignedUrl)
  signedUrl(@Root() { bucket, key }: StoredImage, @Args(() => SignedUrlArgs) args: SignedUrlArgs): SignedUrl {
    const violations = checkSignedUrl(args);
    if (violations.length > 0) throw new InvalidRequestError(violations);
    const processing = toProcessing(args.process, args.allowUnknownActions);
    const process =
      processing && ("style" in processing ? `style/${processing.style}` : chainText(processing));
    return this.#presign({
      bucket,
      key,
      expiresInSeconds: args.expiresInSeconds,
      ...(process !== null && { process }),
    });
  }

  @FieldResolver(() => ImageInfo, { nullable: true })
  async info(
    @Root() { bucket, key }: StoredImage,
    @Ctx() { pictures }: RequestContext,
  ): Promise<(ObjectHead & ObjectName) | null> {
    const head = await pictures.head.load({ bucket, key });
    return head && { ...head, bucket, key };
  }
}

/** The fields that only the bytes of the picture tell, by a call that is made when one of them is selected. */
@Resolver(() => ImageInfo)
export class ImageInfoResolver {
  @FieldResolver(() => Number, { nullable: true })
  async width(
    @Root() image: ImageInfo & ObjectName,
    @Ctx() { pictures }: RequestContext,
  ): Promise<number | null> {
    return (await pictures.info.load(image))?.width ?? null;
  }

  @FieldResolver(() => Number, { nullable: true })
  async height(
    @Root() image: ImageInfo & ObjectName,
    @Ctx() { pictures }: RequestContext,
  ): Promise<number | null> {
    return (await pictures.info.load(image))?.height ?? null;
  }

  @FieldResolver(() => ImageFormat, { nullable: true })
  async format(
    @Root() image: ImageInfo & ObjectName,
    @Ctx() { pictures }: RequestContext,
  ): Promise<ImageFormat | null> {
    const info = await pictures.info.load(image);
    return info === null ? null : readFormat(info.format);
  }

  @FieldResolver(() => String, { nullable: true })
  async formatText(
    @Root() image: ImageInfo & ObjectName,
    @Ctx() { pictures }: RequestContext,
  ): Promise<string | null> {
    return (await pictures.info.load(image))?.format ?? null;
  }
}

function readFormat(text: string): ImageFormat {
  const name = text === "jpg" ? "JPEG" : text.toUpperCase();
  return Object.values(ImageFormat).find((format) => format === name) ?? ImageFormat.UNKNOWN;
}
