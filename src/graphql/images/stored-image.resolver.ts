import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { ObjectName } from "../../generation/request.js";
import { InvalidRequestError } from "../../generation/violation.js";
import { chainText } from "../../processing/chain.js";
import { formatTitle } from "../../processing/formats.js";
import type { ListedObject } from "../../tos/object-listing.js";
import type { Presigner } from "../../tos/presign.js";
import { MAX_PRESIGN_SECONDS } from "../../tos/signature.js";
import type { ChooseBucket } from "../bucket-choice.js";
import type { RequestContext } from "../context.js";
import { toProcessing } from "../processing/processing.input.js";
import { HexColor } from "../scalars.js";
import { checkSignedUrl, ImageArgs, SignedUrlArgs, secondsOf } from "./stored-image.args.js";
import { ImageFormat, ImageInfo, ImageMetadataEntry, SignedUrl, StoredImage } from "./stored-image.type.js";

@Resolver(() => StoredImage)
export class StoredImageResolver {
  readonly #chooseBucket: ChooseBucket;
  readonly #presign: Presigner;
  readonly #maxUrlSeconds: number;

  /** `maxUrlSeconds`: the longest that a signed URL may work. */
  constructor(chooseBucket: ChooseBucket, presign: Presigner, maxUrlSeconds = MAX_PRESIGN_SECONDS) {
    this.#chooseBucket = chooseBucket;
    this.#presign = presign;
    this.#maxUrlSeconds = maxUrlSeconds;
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
    const violations = checkSignedUrl(args, this.#maxUrlSeconds);
    if (violations.length > 0) throw new InvalidRequestError(violations);
    const processing = toProcessing(args.process, args.allowUnknownActions);
    const process =
      processing && ("style" in processing ? `style/${processing.style}` : chainText(processing));
    return this.#presign({
      bucket,
      key,
      expiresInSeconds: secondsOf(args, this.#maxUrlSeconds),
      ...(process !== null && { process }),
    });
  }

  @FieldResolver(() => ImageInfo, { nullable: true })
  async info(
    @Root() { bucket, key, listed }: StoredImage,
    @Ctx() { pictures }: RequestContext,
  ): Promise<KnownInfo | null> {
    if (listed !== undefined && isComplete(listed)) return { ...listed, bucket, key };
    const head = await pictures.head.load({ bucket, key });
    return head && { ...head, bucket, key };
  }

  @FieldResolver(() => [ImageMetadataEntry], { nullable: true })
  async metadata(
    @Root() { bucket, key }: StoredImage,
    @Ctx() { pictures }: RequestContext,
  ): Promise<readonly ImageMetadataEntry[] | null> {
    return (await pictures.head.load({ bucket, key }))?.metadata ?? null;
  }

  @FieldResolver(() => HexColor, { nullable: true })
  averageHue(
    @Root() { bucket, key }: StoredImage,
    @Ctx() { pictures }: RequestContext,
  ): Promise<string | null> {
    return pictures.averageHue.load({ bucket, key });
  }
}

/** What HEAD told, or a listing, which does not tell the type. */
type KnownInfo = ObjectName &
  Pick<ImageInfo, "byteSize" | "etag" | "lastModified"> & { contentType?: string | null };

/** A listing that leaves something out is no reason to leave it out, too. */
function isComplete({ byteSize, etag, lastModified }: ListedObject): boolean {
  return byteSize !== null && etag !== null && lastModified !== null;
}

/** The fields whose call is made when one of them is selected: those that only the bytes tell, and what a listing does not. */
@Resolver(() => ImageInfo)
export class ImageInfoResolver {
  @FieldResolver(() => String, { nullable: true })
  async contentType(
    @Root() { bucket, key, contentType }: KnownInfo,
    @Ctx() { pictures }: RequestContext,
  ): Promise<string | null> {
    if (contentType !== undefined) return contentType;
    return (await pictures.head.load({ bucket, key }))?.contentType ?? null;
  }

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
  const title = formatTitle(text);
  return Object.values(ImageFormat).find((format) => format === title) ?? ImageFormat.UNKNOWN;
}
