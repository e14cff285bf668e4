import { ArgsType, Field, InputType, Int } from "type-graphql";
import { checkUpload, type UploadLimits, type UploadRequest } from "../../generation/upload.js";
import type { Violation } from "../../generation/violation.js";
import { PICTURE_FORMATS } from "../../processing/formats.js";
import { type ChooseBucket, collectChoices } from "../bucket-choice.js";

@InputType({ description: "A picture that a client is about to upload, and where it is stored." })
export class CreateImageUploadInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The bucket that the picture is stored in, for example "examplebucket". Default: the server\'s own.',
  })
  bucket?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The key that the picture is stored under, 1 to 1,024 bytes in UTF-8, for example "portraits/42.jpg". Its ending must be one of `contentType`, such as .jpg, .jpeg, .jpe or .jfif of image/jpeg, or it has none: so `images` lists the picture. Default: a key is made that nobody can guess and that sorts by time, such as "uploads/2026-01-31/120000000-5f0e0c5e-1f0b-4c5e-9d8e-3b1d2c3a4f5e.jpg".',
  })
  key?: string | null;

  @Field(() => String, {
    description: `The media type of the picture, for example "image/jpeg": what \`file.type\` is in a browser. One of ${PICTURE_FORMATS.map(({ mediaType }) => mediaType).join(", ")}, which are what TOS can process.`,
  })
  contentType!: string;

  @Field(() => Int, {
    description:
      "The size of the picture in bytes, for example 48213: what `file.size` is in a browser. 1 to 20,971,520 (20 MiB, what TOS can process), or to less where the server is so configured. Models take less: `i2i_xl_sft` wants under 5 MB, to which `preprocess` can bring a larger picture.",
  })
  byteSize!: number;

  @Field(() => Boolean, {
    defaultValue: true,
    description:
      "True refuses the upload when the key exists; false replaces the object. A key that is made is always written once: false is refused without `key`.",
  })
  forbidOverwrite!: boolean;

  @Field(() => Int, {
    nullable: true,
    description:
      "How long an upload may begin, in seconds: 1 to 604,800 (seven days), or to what the server's operator allows, where that is less; for example 300. More is refused. It may end later. Default: 900, or what the operator allows.",
  })
  expiresInSeconds?: number | null;
}

@ArgsType()
export class CreateImageUploadArgs {
  @Field(() => CreateImageUploadInput, {
    description:
      'What will be uploaded, and where to, for example {contentType: "image/jpeg", byteSize: 48213}.',
  })
  input!: CreateImageUploadInput;
}

/** Everything that is wrong with the arguments of `createImageUpload`, the choice of its bucket included. */
export function checkCreateImageUpload(
  { input }: CreateImageUploadArgs,
  chooseBucket: ChooseBucket,
  limits: UploadLimits,
): Violation[] {
  const violations: Violation[] = [];
  const request = toUploadRequest(input, collectChoices(chooseBucket, violations));
  return [...violations, ...checkUpload(request, limits)];
}

/** @throws InvalidRequestError when the bucket cannot be chosen. */
export function toUploadRequest(input: CreateImageUploadInput, chooseBucket: ChooseBucket): UploadRequest {
  return {
    bucket: chooseBucket(input.bucket, ["input", "bucket"]),
    key: input.key ?? null,
    contentType: input.contentType,
    byteSize: input.byteSize,
    forbidOverwrite: input.forbidOverwrite,
    expiresInSeconds: input.expiresInSeconds ?? null,
  };
}
