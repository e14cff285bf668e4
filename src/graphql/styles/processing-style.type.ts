import { Field, ID, ObjectType } from "type-graphql";
import type { ImageStyle } from "../../tos/image-styles.js";
import { DateTime } from "../scalars.js";

@ObjectType({
  description:
    "An image style of a bucket: a named chain of image-processing actions, which may be used wherever a `ProcessingInput` is taken.",
})
export class ProcessingStyle {
  @Field(() => ID, {
    description: 'Unique over all types, for caches: opaque, for example "style:examplebucket/style01".',
  })
  id!: string;

  @Field(() => String, { description: 'The bucket that the style belongs to, for example "examplebucket".' })
  bucket!: string;

  @Field(() => String, { description: 'The name, unique in its bucket, for example "style01".' })
  name!: string;

  @Field(() => String, {
    description: 'What the style does, as TOS writes it, for example "image/resize,w_100/rotate,90".',
  })
  actions!: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the style was created, for example "2026-01-31T12:00:00.000Z"; null when TOS does not tell.',
  })
  createdAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the style was last changed, for example "2026-01-31T12:00:00.000Z"; null when TOS does not tell.',
  })
  updatedAt!: Date | null;
}

/** A style of a bucket as the schema shows it. */
export function toProcessingStyle(
  bucket: string,
  { name, content, createdAt, updatedAt }: ImageStyle,
): ProcessingStyle {
  return { id: `style:${bucket}/${name}`, bucket, name, actions: content, createdAt, updatedAt };
}
