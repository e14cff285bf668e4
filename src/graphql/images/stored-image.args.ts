import { IsOptional } from "class-validator";
import { ArgsType, Field, Int } from "type-graphql";
import { checkPictureKey, checkProcessing } from "../../generation/check.js";
import { checkExpiry, expirySeconds } from "../../generation/expiry.js";
import { broken, type Violation } from "../../generation/violation.js";
import { checkBucketName } from "../../tos/names.js";
import { ALLOW_UNKNOWN_ACTIONS, ProcessingInput, toProcessing } from "../processing/processing.input.js";
import { Rule } from "../validation.js";

/** Seconds that a signed URL works where its caller does not say, unless the server grants fewer. */
const USUAL_EXPIRY_SECONDS = 3600;

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
  @Field(() => ProcessingInput, {
    nullable: true,
    description:
      'How TOS processes the picture when it is fetched, for example {style: "style01"}. Default: the picture as it is stored.',
  })
  process?: ProcessingInput | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "How long the address works, in seconds: 1 to 604,800 (seven days), or to what the server's operator allows, where that is less; for example 600. More is refused. Default: 3,600, or what the operator allows.",
  })
  expiresInSeconds?: number | null;

  @Field(() => Boolean, { defaultValue: false, description: `Of \`process\`. ${ALLOW_UNKNOWN_ACTIONS}` })
  allowUnknownActions!: boolean;
}

/** What is wrong with the arguments of a signed URL: in a mutation it is found before anything of that runs. */
export function checkSignedUrl(args: SignedUrlArgs, maxSeconds: number): Violation[] {
  return [
    ...checkProcessing(["process"], toProcessing(args.process, args.allowUnknownActions)),
    ...broken(["expiresInSeconds"], "range", checkExpiry(secondsOf(args, maxSeconds), maxSeconds)),
  ];
}

/** Seconds that a signed URL is to work. `maxSeconds` is the most that the server grants: no decorator can hold it. */
export function secondsOf({ expiresInSeconds }: SignedUrlArgs, maxSeconds: number): number {
  return expirySeconds(expiresInSeconds, USUAL_EXPIRY_SECONDS, maxSeconds);
}
