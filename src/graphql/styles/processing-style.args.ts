import { IsOptional, MaxLength } from "class-validator";
import { ArgsType, Field, InputType } from "type-graphql";
import { checkBucketName, checkStyleName, MAX_STYLE_NAME_LENGTH } from "../../tos/names.js";
import { Rule } from "../validation.js";
import { OrderDirection, ProcessingStyleOrderField } from "./processing-style.enums.js";

@InputType({
  description:
    "The order of image styles. Of styles with equal times the name decides, from A to Z; those without a time come last.",
})
export class ProcessingStyleOrderInput {
  @Field(() => ProcessingStyleOrderField, {
    defaultValue: ProcessingStyleOrderField.NAME,
    description: "What they are sorted by, for example `UPDATED_AT`.",
  })
  field!: ProcessingStyleOrderField;

  @Field(() => OrderDirection, {
    defaultValue: OrderDirection.ASC,
    description: "Which end comes first, for example `DESC` for the newest.",
  })
  direction!: OrderDirection;
}

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

  @IsOptional()
  @MaxLength(MAX_STYLE_NAME_LENGTH)
  @Field(() => String, {
    nullable: true,
    description: `Only styles whose name holds this, upper and lower case being alike, for example "mark". At most ${MAX_STYLE_NAME_LENGTH} characters. Default: all.`,
  })
  nameContains?: string | null;

  @IsOptional()
  @Field(() => ProcessingStyleOrderInput, {
    nullable: true,
    description:
      "The order of the list, for example {field: UPDATED_AT, direction: DESC}. Default: by name, from A to Z.",
  })
  orderBy?: ProcessingStyleOrderInput | null;
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
