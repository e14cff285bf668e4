import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import type { ListedObject } from "../../tos/object-listing.js";
import { DateTime, HexColor, SafeInt, Url } from "../scalars.js";

export enum ImageFormat {
  JPEG = "JPEG",
  PNG = "PNG",
  WEBP = "WEBP",
  GIF = "GIF",
  BMP = "BMP",
  TIFF = "TIFF",
  HEIC = "HEIC",
  AVIF = "AVIF",
  UNKNOWN = "UNKNOWN",
}

registerEnumType(ImageFormat, {
  name: "ImageFormat",
  description: "The file format of a picture.",
  valuesConfig: {
    JPEG: { description: "JPEG: photographs, no transparency." },
    PNG: { description: "PNG: lossless, with transparency." },
    WEBP: { description: "WebP: lossy or lossless, with transparency." },
    GIF: { description: "GIF: 256 colours, perhaps animated." },
    BMP: { description: "Windows bitmap." },
    TIFF: { description: "TIFF." },
    HEIC: { description: "HEIF with HEVC, as iPhones write it." },
    AVIF: { description: "HEIF with AV1." },
    UNKNOWN: { description: "A format that this schema does not know: see `formatText`." },
  },
});

@ObjectType({
  description: "An address that lets its holder fetch an object for a while, without credentials.",
})
export class SignedUrl {
  @Field(() => Url, {
    description:
      "Answers a GET with the picture, for example in an <img>. Made locally: nobody has checked that the object exists.",
  })
  url!: string;

  @Field(() => DateTime, {
    description:
      'When the address stops working, for example "2026-01-31T12:00:00.000Z". Sooner than asked for when the server\'s own temporary credentials end sooner.',
  })
  expiresAt!: Date;
}

@ObjectType({ description: "What TOS knows of a stored picture now." })
export class ImageInfo {
  @Field(() => SafeInt, {
    nullable: true,
    description: "Size of the object, in bytes, for example 48213; null when TOS does not tell.",
  })
  byteSize!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The entity tag with its quotes, for example "\\"9b2cf535f27731c974343645a3985328\\""; null when TOS does not tell.',
  })
  etag!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The media type that its writer gave it, whatever its bytes are, for example "image/jpeg"; null when TOS does not tell.',
  })
  contentType!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the object was last written, to the second, for example "2026-01-31T12:00:00.000Z"; null when TOS does not tell.',
  })
  lastModified!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: "Width in pixels, for example 1200; null when the object is no picture that TOS can read.",
  })
  width?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Height in pixels, for example 800; null when the object is no picture that TOS can read.",
  })
  height?: number | null;

  @Field(() => ImageFormat, {
    nullable: true,
    description:
      "The format that its bytes have, whatever its name, for example `JPEG`; null when the object is no picture that TOS can read.",
  })
  format?: ImageFormat | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The format in TOS\'s own word, in lower case, for example "jpg"; null when the object is no picture that TOS can read.',
  })
  formatText?: string | null;
}

@ObjectType({ description: "One thing that the writer of an object said of it: a header `x-tos-meta-…`." })
export class ImageMetadataEntry {
  @Field(() => String, {
    description: 'The name in lower case, without "x-tos-meta-", for example "photographer".',
  })
  name!: string;

  @Field(() => String, {
    description: 'The value, percent-encoding decoded as the SDKs do, for example "王小明".',
  })
  value!: string;
}

@ObjectType({
  description:
    "A picture in a bucket, by its name. A reference: that the object exists is only known once `info` or `metadata` was selected.",
})
export class StoredImage {
  @Field(() => ID, {
    description: 'Unique over all types, for caches: opaque, for example "image:examplebucket/1171.jpeg".',
  })
  id?: string;

  @Field(() => String, { description: 'The bucket, for example "examplebucket".' })
  bucket!: string;

  @Field(() => String, { description: 'The key of the object in its bucket, for example "1171.jpeg".' })
  key!: string;

  @Field(() => SignedUrl, { description: "An address of the picture, perhaps processed on its way." })
  signedUrl?: SignedUrl;

  @Field(() => ImageInfo, {
    nullable: true,
    description:
      "What TOS knows of the object; null when it does not exist. Costs one call for each object, and a second one when `width`, `height`, `format` or `formatText` is selected. In `images` the first is saved unless `contentType` is selected.",
  })
  info?: ImageInfo | null;

  @Field(() => [ImageMetadataEntry], {
    nullable: true,
    description:
      "What its writer said of the object (`x-tos-meta-…`), sorted by name; null when it does not exist. Costs the call that `info` costs, once for both.",
  })
  metadata?: readonly ImageMetadataEntry[] | null;

  @Field(() => HexColor, {
    nullable: true,
    description:
      'The mean colour of the picture, for a placeholder while it loads, for example "#5c783b"; null when the object does not exist or is no picture that TOS can read. Costs a call of image processing for each object.',
  })
  averageHue?: string | null;

  /** Not a field: what a listing told of the object, so that `info` need not ask for it again. */
  readonly listed?: ListedObject;
}
