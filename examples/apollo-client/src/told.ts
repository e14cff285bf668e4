import type { GenerateResult } from "./pictures.js";

/** An outcome in words. */
export function told(result: GenerateResult): string {
  switch (result.__typename) {
    case "GeneratedImage":
      return `Generated ${result.image.key}: ${result.image.signedUrl.url}`;
    case "ContentRejected":
      return `Moderation refused (${result.stage}): ${result.message}`;
    case "RateLimited":
      return `Too many requests. Try again in ${result.retryAfterMs ?? 5_000} ms.`;
    default: {
      // Members that a later version of the server adds come here, too: each is a GenerationFailure.
      const told = `${result.code}: ${result.message}`;
      return result.retry === "MAY_CHARGE_AGAIN" && result.possibleOutput
        ? `${told} It may be stored as ${result.possibleOutput.key}: look before you pay again.`
        : told;
    }
  }
}
