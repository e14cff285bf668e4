import { type FragmentType, graphql, readFragment } from "./generated/index.js";

/** What a card shows. Whoever asks for a picture adds `...PictureCard`, and cannot read what is in it: cards can. */
export const PictureCard = graphql(`
  fragment PictureCard on StoredImage {
    id
    key
    thumbnail: signedUrl(process: { steps: [{ resize: { mode: FILL, width: 240, height: 240 } }] }) {
      url
    }
    full: signedUrl {
      url
    }
  }
`);

export interface Card {
  readonly id: string;
  readonly title: string;
  readonly thumbnailUrl: string;
  readonly fullUrl: string;
}

export function toCard(picture: FragmentType<typeof PictureCard>): Card {
  const { id, key, thumbnail, full } = readFragment(PictureCard, picture);
  return { id, title: key.split("/").at(-1) ?? key, thumbnailUrl: thumbnail.url, fullUrl: full.url };
}
