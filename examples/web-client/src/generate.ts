import type { Client } from "./client.js";
import type { GenerateImageInput, GenerateMutation } from "./generated/graphql.js";
import { graphql } from "./generated/index.js";
import { type Card, toCard } from "./picture.js";

/** Members with data of their own that is used here, and `GenerationFailure` for all others, those to come included. */
const Generate = graphql(`
  mutation Generate($input: GenerateImageInput!) {
    generateImage(input: $input) {
      __typename
      ... on GeneratedImage {
        image {
          ...PictureCard
        }
      }
      ... on GenerationFailure {
        code
        message
        retry
      }
      ... on ContentRejected {
        stage
      }
      ... on RateLimited {
        retryAfterMs
      }
    }
  }
`);

/** What the page does about an outcome. */
export type Outcome =
  | { readonly kind: "picture"; readonly picture: Card }
  | { readonly kind: "change"; readonly what: "prompt" | "picture"; readonly message: string }
  | { readonly kind: "wait"; readonly milliseconds: number; readonly message: string }
  | { readonly kind: "again"; readonly message: string }
  | { readonly kind: "failed"; readonly message: string };

export async function generate(client: Client, input: GenerateImageInput): Promise<Outcome> {
  const { generateImage } = await client.execute(Generate, { input });
  return outcomeOf(generateImage);
}

export function outcomeOf(result: GenerateMutation["generateImage"]): Outcome {
  switch (result.__typename) {
    case "GeneratedImage":
      return { kind: "picture", picture: toCard(result.image) };
    case "ContentRejected":
      return {
        kind: "change",
        what: result.stage === "INPUT_IMAGE" ? "picture" : "prompt",
        message: result.message,
      };
    case "SourceRejected":
      return { kind: "change", what: "picture", message: result.message };
    case "RateLimited":
      return { kind: "wait", milliseconds: result.retryAfterMs ?? 5_000, message: result.message };
    default:
      // A generation is paid for: only what is SAFE is offered again without a look at what there is.
      return { kind: result.retry === "SAFE" ? "again" : "failed", message: result.message };
  }
}
