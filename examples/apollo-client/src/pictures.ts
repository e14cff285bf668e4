import type { ApolloClient } from "@apollo/client";
import {
  CreateUploadDocument,
  GenerateDocument,
  type GenerateImageInput,
  type GenerateMutation,
  type PictureFragment,
  PicturesDocument,
  type PicturesQuery,
} from "./generated/operations.js";

export type GenerateResult = GenerateMutation["generateImage"];

export interface Place {
  readonly bucket: string;
  readonly key: string;
}

/** Rejects for invalid input and faults of the server; failures of the generation are members of the result. */
export async function generate(client: ApolloClient, input: GenerateImageInput): Promise<GenerateResult> {
  const { data } = await client.mutate({
    mutation: GenerateDocument,
    variables: { input },
    update(cache, { data: generated }) {
      // The new picture may belong anywhere in the lists that are kept: they are read anew.
      if (generated?.generateImage.__typename === "GeneratedImage") cache.evict({ fieldName: "images" });
    },
  });
  if (!data) throw new Error("The answer holds no data.");
  return data.generateImage;
}

/** Stores a picture, past the GraphQL server, and gives its place: what `generateImage` takes as `source`. */
export async function upload(client: ApolloClient, file: Blob): Promise<Place> {
  const { data } = await client.mutate({
    mutation: CreateUploadDocument,
    variables: { input: { contentType: file.type, byteSize: file.size } },
  });
  if (!data) throw new Error("The answer holds no data.");
  const { method, url, headers, image } = data.createImageUpload;
  const response = await fetch(url, {
    method,
    headers: headers.map(({ name, value }): [string, string] => [name, value]),
    body: file,
  });
  if (!response.ok) throw new Error(`The upload was refused with status ${response.status}.`);
  return { bucket: image.bucket, key: image.key };
}

/** All pictures of a place. The cache joins the pages, so that the last answer holds them all. */
export async function allPictures(
  client: ApolloClient,
  place: { bucket?: string; prefix?: string },
  pageSize = 20,
): Promise<readonly PictureFragment[]> {
  let images: PicturesQuery["images"];
  do {
    const { data } = await client.query({
      query: PicturesDocument,
      variables: { ...place, first: pageSize, after: images?.pageInfo.endCursor ?? null },
      // All pages are one entry of the cache: that would be taken for the next page.
      fetchPolicy: "network-only",
    });
    images = data?.images;
  } while (images?.pageInfo.hasNextPage);
  return images?.edges.map(({ node }) => node) ?? [];
}
