import { IsOptional, ValidateNested } from "class-validator";
import { ArgsType, Field, Int } from "type-graphql";
import { checkRange } from "../../doubao/ranges.js";
import { checkPictureKey, checkProcessing } from "../../generation/check.js";
import type { Violation } from "../../generation/violation.js";
import { checkBucketName } from "../../tos/names.js";
import { MAX_PRESIGN_SECONDS } from "../../tos/signature.js";
import { ALLOW_UNKNOWN_ACTIONS, ProcessingInput, toProcessing } from "../processing/processing.input.js";
import { InRange, Rule } from "../validation.js";

const EXPIRY_SECONDS = { minimum: 1, maximum: MAX_PRESIGN_SECONDS, integer: true };

@ArgsType()
export class ImageArgs {
  @IsOptional()
  @Rule("bucketName", checkBucketName)
  @Field(() => String, {
    nullable: true,
    description: 'The bucket, for example "examplebucket". Default: the server\'s own.',
  })
  bucket?: string | null;

  @Rule("objectKey", checkPictureKey)
  @Field(() => String, {
    description: 'The key of the object, 1 to 1,024 bytes in UTF-8, for example "1171.jpeg".',
  })
  key!: string;
}

@ArgsType()
export class SignedUrlArgs {
  @IsOptional()
  @ValidateNested()
  @Field(() => ProcessingInput, {
    nullable: true,
    description:
      'How TOS processes the picture when it is fetched, for example {style: "style01"}. Default: the picture as it is stored.',
  })
  process?: ProcessingInput | null;

  @InRange(EXPIRY_SECONDS)
  @Field(() => Int, {
    defaultValue: 3600,
    description: "How long the address works, in seconds: 1 to 604,800 (seven days), for example 600.",
  })
  expiresInSeconds!: number;

  @Field(() => Boolean, { defaultValue: false, description: `Of \`process\`. ${ALLOW_UNKNOWN_ACTIONS}` })
  allowUnknownActions!: boolean;
}

/** What is wrong with the arguments of a signed URL: in a mutation it is found before anything of that runs. */
export function checkSignedUrl(args: SignedUrlArgs): Violation[] {
  const expiry = checkRange(args.expiresInSeconds, EXPIRY_SECONDS);
  return [
    ...checkProcessing(["process"], toProcessing(args.process, args.allowUnknownActions)),
    ...(expiry === null ? [] : [{ path: ["expiresInSeconds"], constraint: "range", message: expiry }]),
  ];
}
