import type { Client } from "./client.js";
import { graphql } from "./generated/index.js";
import { type Card, toCard } from "./picture.js";

const Gallery = graphql(`
  query Gallery($bucket: String, $prefix: String, $first: Int!, $after: String) {
    images(bucket: $bucket, prefix: $prefix, first: $first, after: $after) {
      nodes {
        ...PictureCard
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export interface Page {
  readonly cards: readonly Card[];
  /** What the next page comes after; null when this is the last one. */
  readonly next: string | null;
}

/** A page may hold fewer pictures than asked for, or none, and have a next one all the same. */
export async function listPictures(
  client: Client,
  place: { bucket?: string; prefix?: string; first?: number; after?: string | null } = {},
): Promise<Page> {
  const { images } = await client.execute(Gallery, { first: 12, ...place });
  return {
    cards: images?.nodes.map(toCard) ?? [],
    next: images?.pageInfo.hasNextPage ? (images.pageInfo.endCursor ?? null) : null,
  };
}
