import { Field, ObjectType } from "type-graphql";
import { StoredImage } from "./stored-image.type.js";

@ObjectType({ description: "Where a page stands among the others. Pages go forward only." })
export class PageInfo {
  @Field(() => Boolean, {
    description:
      "Whether there may be more after `endCursor`. When the search for pictures was broken off, the next page may turn out to be empty.",
  })
  hasNextPage!: boolean;

  @Field(() => Boolean, {
    description: "Whether this page began after a cursor. Nothing pages backward all the same.",
  })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'The cursor of the first member, for example "ASZbMzInNDQkLzExNzEuanBlZw"; null on an empty page.',
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What the next page takes as `after`, for example "ASZbMzInNDQkLzExNzEuanBlZw": the cursor of the last member or, on a page that is not full, of the last object that was looked at; null on an empty last page.',
  })
  endCursor!: string | null;
}

@ObjectType({ description: "A picture in a list, with its place there." })
export class ImageEdge {
  @Field(() => String, {
    description:
      'The place of the picture, to be given as `after`, for example "ASZbMzInNDQkLzExNzEuanBlZw". Opaque. It keeps its place when the picture is deleted.',
  })
  cursor!: string;

  @Field(() => StoredImage, { description: "The picture." })
  node!: StoredImage;
}

@ObjectType({
  description: "A page of the pictures of a bucket, in the order of their keys' bytes in UTF-8.",
})
export class ImageConnection {
  @Field(() => [ImageEdge], { description: "The pictures of this page, with their cursors." })
  edges!: ImageEdge[];

  @Field(() => [StoredImage], { description: "The pictures of this page, without their cursors." })
  nodes!: StoredImage[];

  @Field(() => PageInfo, { description: "Where this page stands among the others." })
  pageInfo!: PageInfo;
}
