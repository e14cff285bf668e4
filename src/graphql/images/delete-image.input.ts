import { ArgsType, Field, InputType } from "type-graphql";
import type { ObjectName } from "../../generation/request.js";
import type { Violation } from "../../generation/violation.js";
import { checkDeletion } from "../../images/deletion.js";
import { type ChooseBucket, collectChoices } from "../bucket-choice.js";

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
  const unchosen: Violation[] = [];
  const name = toObjectName(input, collectChoices(chooseBucket, unchosen));
  return [...unchosen, ...checkDeletion(name)];
}

/** @throws InvalidRequestError when the bucket cannot be chosen. */
export function toObjectName({ bucket, key }: DeleteImageInput, chooseBucket: ChooseBucket): ObjectName {
  return { bucket: chooseBucket(bucket, ["input", "bucket"]), key };
}
