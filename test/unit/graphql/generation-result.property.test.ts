/** Whatever an upstream answers, the mutation gives a value of its own schema: nothing that was paid for is lost to an error. */
import "reflect-metadata";
import fc from "fast-check";
import { execute, parse, validate } from "graphql";
import { beforeAll, expect, test } from "vitest";
import { createGenerate } from "../../../src/generation/generate.js";
import { createBucketChoice } from "../../../src/graphql/bucket-choice.js";
import { GenerateImageResolver } from "../../../src/graphql/generation/generate-image.resolver.js";
import { StoredImageResolver } from "../../../src/graphql/images/stored-image.resolver.js";
import { startOperation } from "../../../src/graphql/operation-deadline.js";
import { createSchema } from "../../../src/graphql/schema.js";
import { TosServiceError } from "../../../src/tos/errors.js";
import type { GenerationReply } from "../../../src/tos/image-generation.js";
import { changedReply } from "../doubao/reply-arbitrary.js";
import { everyField } from "./every-field.js";

let upstream: GenerationReply;
const chooseBucket = createBucketChoice({ defaultBucket: "examplebucket", onlyBucket: null });
const generate = createGenerate({
  tos: { generateImage: async () => upstream },
  defaultTimeoutMs: 60_000,
  checkSource: false,
  onFault: (error) => {
    throw error;
  },
});
const schema = createSchema([
  new GenerateImageResolver(generate, async () => [], chooseBucket, 60_000),
  new StoredImageResolver(chooseBucket, () => ({ url: "http://127.0.0.1/x", expiresAt: new Date(0) })),
]);
const document = parse(`mutation {
  generateImage(input: { prompt: "p", source: { key: "k" }, output: { key: "o" } }) ${everyField(schema, "GenerateImageResult", ["info", "metadata", "averageHue"])}
}`);
const contextValue = {
  styles: {},
  pictures: { forget: () => {} },
  signal: new AbortController().signal,
  deadline: startOperation(10_000),
  log: { info: () => {} },
};

beforeAll(() => expect(validate(schema, document)).toEqual([]));

/** Sends one reply through the use case and the executor. Returns the member of the union that came of it. */
async function outcomeOf(text: string, status: number): Promise<string> {
  const error =
    status < 300
      ? null
      : new TosServiceError({
          operation: "ImageToImage",
          status,
          serviceCode: null,
          ec: null,
          serviceMessage: null,
          requestId: null,
          resource: null,
          retryAfterMs: null,
          idempotent: false,
        });
  upstream = { status, text, requestId: null, error };
  const { data, errors } = await execute({ schema, document, contextValue });
  if (errors !== undefined) throw new Error(`${errors[0]?.message} for ${text}`);
  const outcome = data?.generateImage as { __typename: string } | undefined;
  return outcome?.__typename ?? "nothing";
}

const status = fc.constantFrom(200, 200, 200, 201, 400, 401, 403, 404, 405, 429, 500, 503);

test("changed replies, with any status", { timeout: 60_000 }, async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(changedReply, status, async (text, code) => void seen.add(await outcomeOf(text, code))),
    { numRuns: 7_000 },
  );
  expect([...seen].sort()).toEqual(
    expect.arrayContaining(["ContentRejected", "GeneratedImage", "GenerationFailed", "RateLimited"]),
  );
});

test("any JSON and any text, with any status", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), fc.string({ unit: "binary" })), status, async (text, code) => {
      expect(await outcomeOf(text, code)).not.toBe("GeneratedImage");
    }),
    { numRuns: 3_500 },
  );
});
