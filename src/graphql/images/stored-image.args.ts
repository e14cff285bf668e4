import { IsOptional, Max, Min, ValidateNested } from "class-validator";
import { ArgsType, Field, Int } from "type-graphql";
import { checkPictureKey } from "../../generation/check.js";
import { checkBucketName } from "../../tos/names.js";
import { MAX_PRESIGN_SECONDS } from "../../tos/signature.js";
import { ProcessingInput } from "../processing.input.js";
import { Rule } from "../validation.js";

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
    description: "How TOS processes the picture when it is fetched. Default: the picture as it is stored.",
  })
  process?: ProcessingInput | null;

  @IsOptional()
  @Min(1)
  @Max(MAX_PRESIGN_SECONDS)
  @Field(() => Int, {
    nullable: true,
    defaultValue: 3600,
    description: "How long the address works, in seconds: 1 to 604,800 (seven days).",
  })
  expiresInSeconds?: number | null;
}
