import { IsOptional } from "class-validator";
import { ArgsType, Field, Int } from "type-graphql";
import { checkBucketName, checkKeyPrefix } from "../../tos/names.js";
import { InRange, Rule } from "../validation.js";

const PAGE_SIZE = { minimum: 1, maximum: 100, integer: true };

@ArgsType()
export class ImagesArgs {
  @IsOptional()
  @Rule("bucketName", checkBucketName)
  @Field(() => String, {
    nullable: true,
    description:
      'The bucket whose pictures are listed, for example "examplebucket". Default: the server\'s own.',
  })
  bucket?: string | null;

  @IsOptional()
  @Rule("keyPrefix", checkKeyPrefix)
  @Field(() => String, {
    nullable: true,
    description:
      'Only pictures whose key begins so, upper and lower case being different, for example "2026/summer/". At most 1,024 bytes in UTF-8. Default: all.',
  })
  prefix?: string | null;

  @InRange(PAGE_SIZE)
  @Field(() => Int, {
    defaultValue: 20,
    description: "How many pictures a page has at most: 1 to 100, for example 50.",
  })
  first!: number;

  @IsOptional()
  @Field(() => String, {
    nullable: true,
    description:
      'Where the page begins: after the place of this cursor, for example the `endCursor` of the page before, "ASZbMzInNDQkLzExNzEuanBlZw". It is of use only with the bucket and the prefix that gave it. Default: the first page.',
  })
  after?: string | null;
}
