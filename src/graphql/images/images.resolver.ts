import { Args, Ctx, Query, Resolver } from "type-graphql";
import { InvalidRequestError } from "../../generation/violation.js";
import { IMAGE_ENDINGS } from "../../images/image-key.js";
import { type ImagePage, type ImageSource, readImagePage } from "../../images/image-page.js";
import type { ChooseBucket } from "../bucket-choice.js";
import type { RequestContext } from "../context.js";
import { ImageConnection } from "./image-connection.type.js";
import { type CursorScope, checkCursor, readCursor, writeCursor } from "./image-cursor.js";
import { ImagesArgs } from "./images.args.js";

@Resolver()
export class ImagesResolver {
  readonly #chooseBucket: ChooseBucket;

  constructor(chooseBucket: ChooseBucket) {
    this.#chooseBucket = chooseBucket;
  }

  @Query(() => ImageConnection, {
    nullable: true,
    description: `The pictures of a bucket, a page at a time: objects whose key ends as pictures do (${IMAGE_ENDINGS}, in any case), and those without any ending whose stored type is \`image/…\`, for which each is asked. Other objects, and those whose type TOS refuses to tell this server, are passed over; for one page no more than some thousand of them, and no more than 150 without an ending. Null only beside an entry in \`errors\`.`,
  })
  async images(
    @Args(() => ImagesArgs) args: ImagesArgs,
    @Ctx() context: RequestContext,
  ): Promise<ImageConnection> {
    const bucket = this.#chooseBucket(args.bucket, ["bucket"]);
    const scope = { bucket, prefix: args.prefix ?? "" };
    const after = startOf(scope, args.after ?? null);
    const page = await readImagePage(sourceOf(context), { ...scope, after, first: args.first });
    return present(scope, page, after !== null);
  }
}

function sourceOf({ pictures, buckets }: RequestContext): ImageSource {
  return {
    list: (bucket, page) => buckets.list(bucket, page),
    async contentTypes(names) {
      // Through the loader: what is read here is not asked for again by a field below.
      const heads = await pictures.head.loadMany(names);
      return heads.map((head) => (head instanceof Error ? head : (head?.contentType ?? null)));
    },
  };
}

/** @throws InvalidRequestError when the cursor is none of this list. */
function startOf(scope: CursorScope, after: string | null): string | null {
  if (after === null) return null;
  const message = checkCursor(scope, after);
  if (message !== null) throw new InvalidRequestError([{ path: ["after"], constraint: "cursor", message }]);
  return readCursor(scope, after);
}

function present(scope: CursorScope, { images, next }: ImagePage, hasPreviousPage: boolean): ImageConnection {
  const edges = images.map((listed) => ({
    cursor: writeCursor(scope, listed.key),
    node: { bucket: scope.bucket, key: listed.key, listed },
  }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: next !== null,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: next === null ? (edges.at(-1)?.cursor ?? null) : writeCursor(scope, next),
    },
  };
}
