import { ArgsType, Field, InputType } from "type-graphql";
import { checkPictureKey } from "../../generation/check.js";
import type { ObjectName } from "../../generation/request.js";
import { InvalidRequestError, type Violation } from "../../generation/violation.js";
import { checkBucketName } from "../../tos/names.js";
import type { ChooseBucket } from "../bucket-choice.js";
import { checkDeletableKey } from "./image-key.js";

@InputType({ description: "Which picture is deleted." })
export class DeleteImageInput {
  @Field(() => String, {
    nullable: true,
    description: 'The bucket, for example "tostest". Default: the server\'s own.',
  })
  bucket?: string | null;

  @Field(() => String, {
    description:
      'The key of the picture, 1 to 1,024 bytes in UTF-8, for example "newgen.jpg". It must end as the keys do that `images` lists, or have no ending: then the object is asked for its type first.',
  })
  key!: string;
}

@ArgsType()
export class DeleteImageArgs {
  @Field(() => DeleteImageInput, {
    description: 'Which picture is deleted, for example {bucket: "tostest", key: "newgen.jpg"}.',
  })
  input!: DeleteImageInput;
}

/** Everything that is wrong with the arguments of `deleteImage`, the choice of its bucket included. */
export function checkDeleteImage({ input }: DeleteImageArgs, chooseBucket: ChooseBucket): Violation[] {
  const broken = (member: string, constraint: string, message: string | null): Violation[] =>
    message === null ? [] : [{ path: ["input", member], constraint, message }];
  return [
    ...(input.bucket == null ? [] : broken("bucket", "bucketName", checkBucketName(input.bucket))),
    ...broken("key", "objectKey", checkPictureKey(input.key)),
    ...broken("key", "imageKey", checkDeletableKey(input.key)),
    ...unchosen(input, chooseBucket),
  ];
}

function unchosen(input: DeleteImageInput, chooseBucket: ChooseBucket): readonly Violation[] {
  try {
    toObjectName(input, chooseBucket);
    return [];
  } catch (error) {
    if (error instanceof InvalidRequestError) return error.violations;
    throw error;
  }
}

/** @throws InvalidRequestError when the bucket cannot be chosen. */
export function toObjectName({ bucket, key }: DeleteImageInput, chooseBucket: ChooseBucket): ObjectName {
  return { bucket: chooseBucket(bucket, ["input", "bucket"]), key };
}
