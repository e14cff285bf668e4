/** Bad input of an upload is refused with what to change, without the submitted value; nothing is signed or sent for it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServerFor, type TestServer } from "../helpers/server.js";
import { type StubUpstream, startStubUpstream } from "../helpers/stub-upstream.js";

/** Stands in every submitted value that is wrong: wherever it comes back, something leaks. */
const CANARY = "CANARY7391";

const MUTATION = "mutation ($input: CreateImageUploadInput!) { createImageUpload(input: $input) { url } }";
const valid = { bucket: "examplebucket", contentType: "image/jpeg", byteSize: 5 };

let upstream: StubUpstream;
let server: TestServer;

beforeAll(async () => {
  upstream = await startStubUpstream();
  server = await startServerFor(upstream.url, { TOS_BUCKET: "", UPLOAD_MAX_BYTES: "1000" });
});
afterAll(async () => {
  await server.close();
  expect(upstream.received).toEqual([]);
  await upstream.close();
});

/** Sends a request that must be refused, and returns the one error. */
async function refusal(body: unknown) {
  const reply = await server.post(body);
  expect(reply.status).toBe(400);
  expect(reply.body.data ?? null).toBeNull();
  expect(reply.body.errors).toHaveLength(1);
  expect(JSON.stringify(reply.body)).not.toMatch(new RegExp(CANARY, "i"));
  expect(server.logged.join("")).not.toMatch(new RegExp(CANARY, "i"));
  const error = reply.body.errors?.[0];
  expect(error?.extensions?.code).toBe("BAD_USER_INPUT");
  return { error, violations: error?.extensions?.violations as { path: unknown[] }[] };
}

const TYPES = /image\/jpeg, image\/png, image\/bmp, image\/gif, image\/webp, image\/tiff/;

describe("a rule that an upload breaks", () => {
  it.each<[string, object, string, string, RegExp]>([
    ["an invalid bucket", { bucket: CANARY }, "bucket", "bucketName", /3 to 63/],
    ["no bucket where there is no default", { bucket: null }, "bucket", "bucketDefault", /no default bucket/],
    ["an empty key", { key: "" }, "key", "objectKey", /must not be empty/],
    ["a URL as the key", { key: `https://${CANARY}/a.jpg` }, "key", "objectKey", /not a URL/],
    [
      "a key over 1,024 bytes",
      { key: `${CANARY}${"千".repeat(340)}` },
      "key",
      "objectKey",
      /at most 1024 bytes/,
    ],
    ["a key with a control character", { key: `${CANARY}\u0007` }, "key", "objectKey", /control characters/],
    [
      "a key that leaves its folder",
      { key: `a/../${CANARY}` },
      "key",
      "objectKey",
      /segment of one or two dots/,
    ],
    [
      "an extension of another format",
      { key: `${CANARY}.png` },
      "key",
      "extension",
      /^must end as pictures of contentType do \(\.jpg, /,
    ],
    ["a folder", { key: `${CANARY}/` }, "key", "extension", /^must not end in a slash/],
    [
      "no content type, as of a file unknown to the browser",
      { contentType: "" },
      "contentType",
      "contentType",
      TYPES,
    ],
    ["a type that is no picture", { contentType: `text/${CANARY}` }, "contentType", "contentType", TYPES],
    ["a picture that TOS cannot process", { contentType: "image/heic" }, "contentType", "contentType", TYPES],
    ["a misspelt type", { contentType: "image/jpg" }, "contentType", "contentType", TYPES],
    [
      "a type with parameters",
      { contentType: `image/jpeg; q=${CANARY}` },
      "contentType",
      "contentType",
      TYPES,
    ],
    [
      "a type with another header behind",
      { contentType: `image/jpeg\r\nx: ${CANARY}` },
      "contentType",
      "contentType",
      TYPES,
    ],
    ["no byte", { byteSize: 0 }, "byteSize", "range", /from 1 to 1000$/],
    ["fewer than no byte", { byteSize: -1 }, "byteSize", "range", /from 1 to 1000$/],
    ["more bytes than are configured", { byteSize: 1001 }, "byteSize", "range", /from 1 to 1000$/],
    [
      "overwriting of a made key",
      { forbidOverwrite: false },
      "forbidOverwrite",
      "generatedKey",
      /must be true/,
    ],
    ["no time", { expiresInSeconds: 0 }, "expiresInSeconds", "range", /from 1 to 604800$/],
    ["more than seven days", { expiresInSeconds: 604_801 }, "expiresInSeconds", "range", /from 1 to 604800$/],
  ])("is reported for %s with its path, its constraint and what to change", async (...rule) => {
    const [, changes, member, constraint, message] = rule;
    const { error, violations } = await refusal({
      query: MUTATION,
      variables: { input: { ...valid, ...changes } },
    });
    expect(violations).toEqual([
      { path: ["input", member], constraint, message: expect.stringMatching(message) },
    ]);
    expect(error?.message).toContain(`Invalid input: input.${member} must`);
  });

  it("is reported together with every other, and with those of another field of the mutation", async () => {
    const { violations } = await refusal({
      query: `mutation {
        first: createImageUpload(input: { bucket: "abc", key: "a.png", contentType: "image/jpeg", byteSize: 0 }) { url }
        second: createImageUpload(input: { contentType: "${CANARY}", byteSize: 1, expiresInSeconds: 0 }) {
          image { signedUrl(expiresInSeconds: 0) { url } }
        }
      }`,
    });
    expect(violations.map(({ path }) => path.join("."))).toEqual([
      "input.key",
      "input.byteSize",
      "input.bucket",
      "input.contentType",
      "input.expiresInSeconds",
      "expiresInSeconds",
    ]);
  });
});

describe("a variable that does not fit its type", () => {
  it.each<[string, object, string, RegExp]>([
    ["a text for the size", { byteSize: CANARY }, "input.byteSize", /^must be a whole number/],
    ["a fraction of a byte", { byteSize: 1.5 }, "input.byteSize", /^must be a whole number/],
    ["a size over 32 bits", { byteSize: 2 ** 31 }, "input.byteSize", /-2147483648 to 2147483647/],
    ["a number for the type", { contentType: 7391 }, "input.contentType", /^must be a text/],
    [
      "a text for true or false",
      { forbidOverwrite: CANARY },
      "input.forbidOverwrite",
      /^must be true or false/,
    ],
    ["null for true or false", { forbidOverwrite: null }, "input.forbidOverwrite", /not to be null/],
    ["a list for the key", { key: [CANARY] }, "input.key", /^must be a text/],
    [
      "a fraction of a second",
      { expiresInSeconds: 0.5 },
      "input.expiresInSeconds",
      /^must be a whole number/,
    ],
    [
      "no size",
      { byteSize: undefined },
      "input",
      /Field "byteSize" of required type "Int!" was not provided/,
    ],
    ["an unknown field", { unheardOf: CANARY }, "input", /"unheardOf" is not defined/],
  ])("is reported for %s with its path and what is expected", async (_, changes, path, message) => {
    const { violations } = await refusal({ query: MUTATION, variables: { input: { ...valid, ...changes } } });
    expect(violations.find((violation) => violation.path.join(".") === path)).toMatchObject({
      message: expect.stringMatching(message),
    });
  });
});
