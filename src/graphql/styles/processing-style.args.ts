import { IsOptional, MaxLength } from "class-validator";
import { ArgsType, Field } from "type-graphql";
import { checkBucketName, checkStyleName, MAX_STYLE_NAME_LENGTH } from "../../tos/names.js";
import { Rule } from "../validation.js";

@ArgsType()
export class ProcessingStylesArgs {
  @IsOptional()
  @Rule("bucketName", checkBucketName)
  @Field(() => String, {
    nullable: true,
    description:
      'The bucket whose styles are listed, for example "examplebucket". Default: the server\'s own.',
  })
  bucket?: string | null;

  @IsOptional()
  @MaxLength(MAX_STYLE_NAME_LENGTH)
  @Field(() => String, {
    nullable: true,
    description: `Only styles whose name begins so, upper and lower case being different, for example "thumb". At most ${MAX_STYLE_NAME_LENGTH} characters. Default: all.`,
  })
  nameStartsWith?: string | null;
}

@ArgsType()
export class ProcessingStyleArgs {
  @IsOptional()
  @Rule("bucketName", checkBucketName)
  @Field(() => String, {
    nullable: true,
    description:
      'The bucket that the style belongs to, for example "examplebucket". Default: the server\'s own.',
  })
  bucket?: string | null;

  @Rule("styleName", checkStyleName)
  @Field(() => String, { description: 'The name of the style, for example "style01".' })
  name!: string;
}
