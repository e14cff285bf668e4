import type { Client } from "./client.js";
import { graphql } from "./generated/index.js";

const CreateUpload = graphql(`
  mutation CreateUpload($input: CreateImageUploadInput!) {
    createImageUpload(input: $input) {
      method
      url
      headers {
        name
        value
      }
      image {
        bucket
        key
      }
    }
  }
`);

/** Stores a picture, past the GraphQL server, and gives its place: what `generateImage` takes as `source`. */
export async function uploadPicture(
  client: Client,
  file: Blob,
): Promise<{ readonly bucket: string; readonly key: string }> {
  const { createImageUpload } = await client.execute(CreateUpload, {
    input: { contentType: file.type, byteSize: file.size },
  });
  const { method, url, headers, image } = createImageUpload;
  const response = await fetch(url, {
    method,
    headers: headers.map(({ name, value }): [string, string] => [name, value]),
    body: file,
  });
  if (!response.ok) throw new Error(`The upload was refused with status ${response.status}.`);
  return { bucket: image.bucket, key: image.key };
}
