/** Bad input gets a clear, typed error that says what to change; nothing is sent upstream for it, and no value comes back. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeCursor } from "../../src/graphql/images/image-cursor.js";
import { startServerFor, type TestServer } from "../helpers/server.js";
import { type StubUpstream, startStubUpstream } from "../helpers/stub-upstream.js";

/** Stands in every submitted value that is wrong: wherever it comes back, something leaks. */
const CANARY = "CANARY7391";

const MUTATION = "mutation ($input: GenerateImageInput!) { generateImage(input: $input) { __typename } }";

/** A cursor of `images` that is sound, and of another bucket and prefix. */
const OTHER_CURSOR = writeCursor({ bucket: "examplebucket", prefix: "" }, `${CANARY}.jpg`);

const valid = {
  prompt: "千军万马",
  source: { bucket: "examplebucket", key: "1171.jpeg" },
  output: { bucket: "tostest", key: "newgen.jpg" },
};

let upstream: StubUpstream;
let server: TestServer;

beforeAll(async () => {
  upstream = await startStubUpstream();
  server = await startServerFor(upstream.url, { TOS_BUCKET: "" });
});
afterAll(async () => {
  await server.close();
  expect(upstream.received).toEqual([]);
  await upstream.close();
});

type Path = (string | number)[];

interface Violation {
  readonly path: Path;
  readonly constraint: string;
  readonly message: string;
}

/** Sends a request that must be refused, and returns the one error. */
async function refusal(body: unknown) {
  const reply = await server.post(body);
  expect(reply.body.errors).toHaveLength(1);
  expect(JSON.stringify(reply.body)).not.toContain(CANARY);
  expect(server.logged.join("")).not.toContain(CANARY);
  const error = reply.body.errors?.[0];
  return { status: reply.status, error, violations: (error?.extensions?.violations ?? []) as Violation[] };
}

describe("a rule that an input breaks", () => {
  const cases: [string, object, Path, string, RegExp][] = [
    ["an empty prompt", { prompt: "" }, ["prompt"], "prompt", /must not be blank/],
    ["a blank prompt", { prompt: " \n\u3000\u200b" }, ["prompt"], "prompt", /must not be blank/],
    [
      "a prompt over 800 code points",
      { prompt: `${CANARY}${"😀".repeat(791)}` },
      ["prompt"],
      "prompt",
      /at most 800 characters/,
    ],
    [
      "an empty source key",
      { source: { ...valid.source, key: "" } },
      ["source", "key"],
      "objectKey",
      /must not be empty/,
    ],
    [
      "a source key over 1,024 bytes",
      { source: { ...valid.source, key: `${CANARY}${"千".repeat(340)}` } },
      ["source", "key"],
      "objectKey",
      /at most 1024 bytes/,
    ],
    [
      "a source key with a control character",
      { source: { ...valid.source, key: `${CANARY}\u0007` } },
      ["source", "key"],
      "objectKey",
      /control characters/,
    ],
    [
      "a source key with a leading backslash",
      { source: { ...valid.source, key: `\\${CANARY}` } },
      ["source", "key"],
      "objectKey",
      /backslash/,
    ],
    [
      "a URL as the source key",
      { source: { ...valid.source, key: `https://example.com/${CANARY}.jpg` } },
      ["source", "key"],
      "objectKey",
      /not a URL/,
    ],
    [
      "an empty output key",
      { output: { ...valid.output, key: "" } },
      ["output", "key"],
      "objectKey",
      /must not be empty/,
    ],
    [
      "a URL as the output key",
      { output: { ...valid.output, key: `http://${CANARY}/x` } },
      ["output", "key"],
      "objectKey",
      /not a URL/,
    ],
    [
      "an invalid source bucket",
      { source: { ...valid.source, bucket: CANARY } },
      ["source", "bucket"],
      "bucketName",
      /3 to 63/,
    ],
    [
      "an invalid output bucket",
      { output: { ...valid.output, bucket: `${CANARY}/x` } },
      ["output", "bucket"],
      "bucketName",
      /3 to 63/,
    ],
    [
      "no source bucket where there is no default",
      { source: { key: "k" } },
      ["source", "bucket"],
      "bucketDefault",
      /no default bucket/,
    ],
    [
      "no output bucket where there is no default",
      { output: { key: "k" } },
      ["output", "bucket"],
      "bucketDefault",
      /no default bucket/,
    ],
    [
      "actions that do not begin with image/",
      { preprocess: { actions: `video/${CANARY}` } },
      ["preprocess", "actions"],
      "processingActions",
      /must begin with "image\/"/,
    ],
    [
      "actions of an unknown operation",
      { preprocess: { actions: `image/resize,w_100/canary7391x` } },
      ["preprocess", "actions"],
      "processingActions",
      /operation 2 is not a known image operation/,
    ],
    [
      "actions that answer with data",
      { output: { ...valid.output, postprocess: { actions: "image/info" } } },
      ["output", "postprocess", "actions"],
      "processingActions",
      /answers with data/,
    ],
    [
      "actions that are no grammar",
      { preprocess: { actions: `image/${CANARY},,` } },
      ["preprocess", "actions"],
      "processingActions",
      /operations separated by/,
    ],
    [
      "an impossible style name",
      { preprocess: { style: `${CANARY}/x` } },
      ["preprocess", "style"],
      "styleName",
      /style name/,
    ],
    ["a timeout under a second", { timeoutMs: 999 }, ["timeoutMs"], "range", /from 1000 to 120000/],
    ["a timeout over two minutes", { timeoutMs: 120_001 }, ["timeoutMs"], "range", /from 1000 to 120000/],
    ["a seed under -1", { model: { i2iXlSft: { seed: -2 } } }, ["model", "i2iXlSft", "seed"], "range", /-1/],
    [
      "too many steps",
      { model: { i2iXlSft: { ddimSteps: 51 } } },
      ["model", "i2iXlSft", "ddimSteps"],
      "range",
      /50/,
    ],
    [
      "a scale of nothing",
      { model: { i2iXlSft: { scale: 0 } } },
      ["model", "i2iXlSft", "scale"],
      "range",
      /1/,
    ],
    [
      "a control net stronger than all",
      { model: { i2iXlSft: { controlNets: [{ kind: "CANNY", strength: 1.5 }] } } },
      ["model", "i2iXlSft", "controlNets", 0, "strength"],
      "range",
      /1/,
    ],
    [
      "the same control net twice",
      {
        model: {
          i2iXlSft: {
            controlNets: [
              { kind: "CANNY", strength: 1 },
              { kind: "CANNY", strength: 0 },
            ],
          },
        },
      },
      ["model", "i2iXlSft", "controlNets", 1, "kind"],
      "unique",
      /must not repeat a kind/,
    ],
    [
      "a weight over one",
      { model: { i2iXlSft: { styleReference: { idWeight: 2 } } } },
      ["model", "i2iXlSft", "styleReference", "idWeight"],
      "range",
      /1/,
    ],
    [
      "an opacity over one",
      { model: { i2iXlSft: { logo: { opacity: 1.01 } } } },
      ["model", "i2iXlSft", "logo", "opacity"],
      "range",
      /1/,
    ],
    [
      "a watermark's text over 64 characters",
      { model: { i2iXlSft: { logo: { text: "𠮷".repeat(65) } } } },
      ["model", "i2iXlSft", "logo", "text"],
      "logoText",
      /at most 64 characters/,
    ],
    [
      "a req_key of odd characters",
      { model: { other: { reqKey: `${CANARY} x` } } },
      ["model", "other", "reqKey"],
      "reqKey",
      /letters, digits/,
    ],
    [
      "an asynchronous action",
      { model: { other: { reqKey: "x", action: "CVSync2AsyncSubmitTask" } } },
      ["model", "other", "action"],
      "synchronousAction",
      /synchronous/,
    ],
    [
      "a version that is no date",
      { model: { other: { reqKey: "x", version: CANARY } } },
      ["model", "other", "version"],
      "version",
      /YYYY-MM-DD/,
    ],
    [
      "a prompt among the open parameters",
      { model: { other: { reqKey: "x", parameters: { prompt: CANARY } } } },
      ["model", "other", "parameters", "prompt"],
      "reservedParameter",
      /which of two wins is not documented/,
    ],
    [
      "a picture among the open parameters",
      { model: { other: { reqKey: "x", parameters: { image_urls: [CANARY] } } } },
      ["model", "other", "parameters", "image_urls"],
      "reservedParameter",
      /which of two wins is not documented/,
    ],
  ];

  it.each(cases)(
    "is reported for %s with its path, its constraint and what to change",
    async (_what, changes, path, constraint, message) => {
      const { status, error, violations } = await refusal({
        query: MUTATION,
        variables: { input: { ...valid, ...changes } },
      });
      expect(status).toBe(400);
      expect(error?.extensions?.code).toBe("BAD_USER_INPUT");
      expect(violations).toHaveLength(1);
      expect(violations[0]).toEqual({
        path: ["input", ...path],
        constraint,
        message: expect.stringMatching(message),
      });
      expect(error?.message).toContain(`Invalid input: input.${path.join(".")}`);
    },
  );

  it("is reported together with every other", async () => {
    const { error, violations } = await refusal({
      query: MUTATION,
      variables: { input: { ...valid, prompt: "", source: { bucket: CANARY, key: "" }, timeoutMs: 1 } },
    });
    expect(error?.message).toMatch(/\(and 3 more\)$/);
    expect(violations.map(({ path }) => path.join("."))).toEqual([
      "input.prompt",
      "input.source.bucket",
      "input.source.key",
      "input.timeoutMs",
    ]);
  });

  it.each([
    [`{ processingStyles(bucket: "${CANARY}") { id } }`, ["bucket"], "bucketName"],
    [
      `{ processingStyles(bucket: "abc", nameStartsWith: "${CANARY}${"x".repeat(256)}") { id } }`,
      ["nameStartsWith"],
      "maxLength",
    ],
    ["{ processingStyles { id } }", ["bucket"], "bucketDefault"],
    [`{ processingStyle(bucket: "abc", name: "${CANARY}/") { id } }`, ["name"], "styleName"],
    [`{ image(bucket: "abc", key: "s3://${CANARY}") { id } }`, ["key"], "objectKey"],
    [
      '{ image(bucket: "abc", key: "k") { signedUrl(expiresInSeconds: 0) { url } } }',
      ["expiresInSeconds"],
      "range",
    ],
    [
      '{ image(bucket: "abc", key: "k") { signedUrl(expiresInSeconds: 604801) { url } } }',
      ["expiresInSeconds"],
      "range",
    ],
    [
      `{ image(bucket: "abc", key: "k") { signedUrl(process: { actions: "${CANARY}" }) { url } } }`,
      ["process", "actions"],
      "processingActions",
    ],
    [`{ images(bucket: "${CANARY}") { nodes { id } } }`, ["bucket"], "bucketName"],
    ["{ images { nodes { id } } }", ["bucket"], "bucketDefault"],
    [`{ images(bucket: "abc", prefix: "${CANARY}\\u0007") { nodes { id } } }`, ["prefix"], "keyPrefix"],
    [
      `{ images(bucket: "abc", prefix: "${CANARY}${"x".repeat(1024)}") { nodes { id } } }`,
      ["prefix"],
      "keyPrefix",
    ],
    ['{ images(bucket: "abc", first: 0) { nodes { id } } }', ["first"], "range"],
    ['{ images(bucket: "abc", first: 101) { nodes { id } } }', ["first"], "range"],
    [`{ images(bucket: "abc", after: "${CANARY}") { nodes { id } } }`, ["after"], "cursor"],
    [
      `{ images(bucket: "abc", prefix: "p", after: "${OTHER_CURSOR}") { nodes { id } } }`,
      ["after"],
      "cursor",
    ],
  ])("is reported for a query's arguments: %s", async (query, path, constraint) => {
    const { error } = await refusal({ query });
    expect(error?.extensions).toMatchObject({ code: "BAD_USER_INPUT", violations: [{ path, constraint }] });
  });
});

describe("a variable that does not fit its type", () => {
  it.each<[string, object, string, RegExp]>([
    ["a number for a text", { prompt: 7391 }, "input.prompt", /^must be a text \(String!\)$/],
    ["a text for a number", { timeoutMs: CANARY }, "input.timeoutMs", /^must be a whole number .*\(Int\)$/],
    ["a fraction for a whole number", { timeoutMs: 1.5 }, "input.timeoutMs", /whole number/],
    ["a whole number over 32 bits", { timeoutMs: 2 ** 31 }, "input.timeoutMs", /-2147483648 to 2147483647/],
    [
      "a text for an object",
      { source: CANARY },
      "input.source",
      /^must be an object with fields of bucket, key/,
    ],
    ["a list for an object", { source: [CANARY] }, "input.source", /./],
    [
      "an unknown enum value",
      { model: { i2iXlSft: { controlNets: [{ kind: CANARY, strength: 1 }] } } },
      "input.model.i2iXlSft.controlNets.0.kind",
      /^must be one of CANNY, DEPTH, POSE/,
    ],
    [
      "a list for JSON",
      { model: { other: { reqKey: "x", parameters: [CANARY] } } },
      "input.model.other.parameters",
      /a JSON object/,
    ],
    [
      "an unknown field",
      { unheardOf: CANARY },
      "input",
      /"unheardOf" is not defined by type "GenerateImageInput"/,
    ],
    [
      "a missing field",
      { source: { bucket: CANARY } },
      "input.source",
      /Field "key" of required type "String!" was not provided/,
    ],
    ["null for a required field", { prompt: null }, "input.prompt", /not to be null/],
    [
      "style and actions together",
      { preprocess: { style: CANARY, actions: CANARY } },
      "input.preprocess",
      /Exactly one key/,
    ],
    ["neither style nor actions", { preprocess: {} }, "input.preprocess", /Exactly one key/],
    ["a style of null", { preprocess: { style: null } }, "input.preprocess.style", /non-null/],
    ["two models", { model: { i2iXlSft: {}, other: { reqKey: CANARY } } }, "input.model", /Exactly one key/],
  ])("is reported for %s with its path and what is expected", async (_what, changes, path, message) => {
    const { status, error, violations } = await refusal({
      query: MUTATION,
      variables: { input: { ...valid, ...changes } },
    });
    expect(status).toBe(400);
    expect(error?.extensions?.code).toBe("BAD_USER_INPUT");
    const found = violations.find((violation) => violation.path.join(".") === path);
    expect(found?.message).toMatch(message);
  });

  it.each([[{}], [{ input: null }]])(
    "is reported when it is missing or null altogether: %j",
    async (variables) => {
      const { status, violations } = await refusal({ query: MUTATION, variables });
      expect(status).toBe(400);
      expect(violations).toEqual([
        { path: ["input"], constraint: "required", message: "must be given (GenerateImageInput!)" },
      ]);
    },
  );

  it("has the path of the argument, whatever the variable is called", async () => {
    const query = MUTATION.replaceAll("$input", "$whatever");
    const { violations } = await refusal({ query, variables: { whatever: { ...valid, timeoutMs: CANARY } } });
    expect(violations).toMatchObject([{ path: ["input", "timeoutMs"], constraint: "type" }]);
  });

  it.each([
    [
      `mutation ($p: String = "x") { generateImage(input: { prompt: $p, source: { key: "${CANARY}" }, output: { key: "o" } }) { __typename } }`,
      { p: null },
    ],
    [`query ($k: String = "x") { image(bucket: "abc", key: $k) { id } }`, { k: null }],
  ])(
    "is reported without the literal around it, when it is null where the literal allows none: %s",
    async (query, variables) => {
      const { error, violations } = await refusal({ query, variables });
      expect(error?.extensions?.code).toBe("BAD_USER_INPUT");
      expect(violations).toMatchObject([
        { constraint: "type", message: expect.stringContaining("must not be null") },
      ]);
    },
  );

  it("is reported fifty times at most, in a moment, however often it is wrong", async () => {
    const controlNets = Array.from({ length: 200_000 }, () => 0);
    const before = performance.now();
    const { violations } = await refusal({
      query: MUTATION,
      variables: { input: { ...valid, model: { i2iXlSft: { controlNets } } } },
    });
    expect(violations).toHaveLength(50);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

describe("a literal that does not fit its type", () => {
  const generate = (fields: string): string =>
    `mutation { generateImage(input: { prompt: "p", source: { key: "k" }, output: { key: "o" } ${fields} }) { __typename } }`;

  it.each([
    [generate(`timeoutMs: "${CANARY}"`), "GRAPHQL_VALIDATION_FAILED", /must be a whole number/],
    [
      generate(`model: { i2iXlSft: { controlNets: [{ kind: ${CANARY}, strength: 1 }] } }`),
      "GRAPHQL_VALIDATION_FAILED",
      /one of CANNY, DEPTH, POSE/,
    ],
    [generate(`model: { i2iXlSft: { controlNets: "${CANARY}" } }`), "GRAPHQL_VALIDATION_FAILED", /must be/],
    [generate(`model: "${CANARY}"`), "GRAPHQL_VALIDATION_FAILED", /must be an object/],
    [
      generate(`model: { i2iXlSft: { returnUrl: "${CANARY}" } }`),
      "GRAPHQL_VALIDATION_FAILED",
      /true or false/,
    ],
    [
      generate(`model: { other: { reqKey: "x", parameters: "${CANARY}" } }`),
      "GRAPHQL_VALIDATION_FAILED",
      /JSON object/,
    ],
    [generate('preprocess: { style: "a", actions: "b" }'), "GRAPHQL_VALIDATION_FAILED", /exactly one key/],
    [generate("unheardOf: 1"), "GRAPHQL_VALIDATION_FAILED", /"unheardOf" is not defined/],
    [`{ image(key: "k") { id } "${CANARY}" }`, "GRAPHQL_PARSE_FAILED", /Syntax Error/],
    [`{ image(key: ${CANARY}`, "GRAPHQL_PARSE_FAILED", /Syntax Error/],
    ["{ unheardOf }", "GRAPHQL_VALIDATION_FAILED", /Cannot query field "unheardOf"/],
  ])("is reported with what is expected: %s", async (query, code, message) => {
    const { status, error } = await refusal({ query });
    expect(status).toBe(400);
    expect(error?.extensions?.code).toBe(code);
    expect(error?.message).toMatch(message);
  });
});

describe("a mutation", () => {
  const generate = (selection: string): string =>
    `mutation ($input: GenerateImageInput!) { generateImage(input: $input) { ... on GeneratedImage { image { ${selection} } } } }`;

  it.each([
    [generate("signedUrl(expiresInSeconds: 0) { url }"), ["expiresInSeconds"]],
    [generate(`signedUrl(process: { actions: "${CANARY}" }) { url }`), ["process", "actions"]],
    [
      `${generate("...Late")} fragment Late on StoredImage { signedUrl(expiresInSeconds: 604801) { url } }`,
      ["expiresInSeconds"],
    ],
  ])("is refused before it is paid for, when an argument below it is wrong: %s", async (query, path) => {
    const { status, violations } = await refusal({ query, variables: { input: valid } });
    expect(status).toBe(400);
    expect(violations).toMatchObject([{ path }]);
  });

  const remove = "mutation ($input: DeleteImageInput!) { deleteImage(input: $input) { __typename } }";

  it.each<[string, object, string, string]>([
    ["an invalid bucket", { bucket: CANARY, key: "k.jpg" }, "bucket", "bucketName"],
    ["no bucket where there is no default", { key: "k.jpg" }, "bucket", "bucketDefault"],
    ["an empty key", { bucket: "abc", key: "" }, "key", "objectKey"],
    ["a URL as the key", { bucket: "abc", key: `https://${CANARY}/k.jpg` }, "key", "objectKey"],
    ["a key with dots", { bucket: "abc", key: `${CANARY}/../k.jpg` }, "key", "objectKey"],
    ["the key of no picture", { bucket: "abc", key: `${CANARY}.txt` }, "key", "imageKey"],
    ["the key of a folder", { bucket: "abc", key: `${CANARY}/` }, "key", "imageKey"],
  ])("that deletes is refused before it does, for %s", async (_what, input, member, constraint) => {
    const { status, violations } = await refusal({ query: remove, variables: { input } });
    expect(status).toBe(400);
    expect(violations).toEqual([
      { path: ["input", member], constraint, message: expect.stringMatching(/^must /) },
    ]);
  });

  it("is refused as a whole, when one field of several is wrong: nothing is paid for", async () => {
    const query = `mutation ($input: GenerateImageInput!, $bad: GenerateImageInput!) { a: generateImage(input: $input) { __typename } b: generateImage(input: $bad) { __typename } }`;
    const { violations } = await refusal({
      query,
      variables: { input: valid, bad: { ...valid, prompt: "" } },
    });
    expect(violations).toMatchObject([{ path: ["input", "prompt"], constraint: "prompt" }]);
  });

  it("is told fifty violations at most, however many of its fields are wrong", async () => {
    const fields = Array.from(
      { length: 200 },
      (_, index) => `a${index}: generateImage(input: $input) { __typename }`,
    );
    const query = `mutation ($input: GenerateImageInput!) { ${fields.join(" ")} }`;
    const { violations } = await refusal({ query, variables: { input: { ...valid, prompt: "" } } });
    expect(violations).toHaveLength(50);
  });

  it("is told fifty violations at most, however much is wrong with one of its fields", async () => {
    const parameters = { controlnet_args: Array(20_000).fill({}) };
    const input = { ...valid, model: { other: { reqKey: "i2i_xl_sft", parameters } } };
    const { status, violations } = await refusal({
      query: `mutation ($input: GenerateImageInput!) { generateImages(inputs: [${"$input,".repeat(10)}]) { __typename } }`,
      variables: { input },
    });
    expect(status).toBe(400);
    expect(violations).toHaveLength(50);
  });

  it("is not refused for what is left out of it", async () => {
    const query = generate("signedUrl(expiresInSeconds: 0) @skip(if: true) { url } id");
    const { violations } = await refusal({ query, variables: { input: { ...valid, prompt: "" } } });
    expect(violations.map(({ constraint }) => constraint)).toEqual(["prompt"]);
  });

  it("is told everything at once, the open form of the model included", async () => {
    const model = {
      other: { reqKey: "", action: "x-", version: "1", parameters: { prompt: CANARY, big: 2 ** 60 } },
    };
    const { violations } = await refusal({
      query: MUTATION,
      variables: { input: { ...valid, prompt: "", model } },
    });
    expect(violations.map(({ constraint }) => constraint)).toEqual([
      "prompt",
      "reqKey",
      "action",
      "version",
      "safeInteger",
      "reservedParameter",
    ]);
  });
});

describe("a document", () => {
  it("with a subscription is refused as one that the schema does not have", async () => {
    const { status, error } = await refusal({ query: "subscription { x }" });
    expect(status).toBe(400);
    expect(error?.extensions?.code).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  it("that is nested beyond what can be parsed is called so", async () => {
    const { error } = await refusal({ query: `{ a(x: ${"[".repeat(30_000)}` });
    expect(error?.extensions?.code).toBe("GRAPHQL_PARSE_FAILED");
    expect(error?.message).toBe("Syntax Error: The document is nested too deeply.");
  });

  it("with a broken escape is refused without it", async () => {
    const { error } = await refusal({ query: '{ image(key: "\\u1zCANARY7391") { id } }' });
    expect(error?.message).toMatch(/^Syntax Error: Invalid/);
  });
});

describe("a bucket that the server's custom domain does not stand for", () => {
  it("is refused in every field, and nothing is sent", async () => {
    const custom = await startServerFor(upstream.url, {
      TOS_BUCKET: "mybucket",
      TOS_ENDPOINT: upstream.url.replace("127.0.0.1", "localhost"),
      TOS_ENDPOINT_STYLE: "custom-domain",
    });
    try {
      const source = { bucket: "other-bucket", key: "k" };
      const requests = [
        { query: MUTATION, variables: { input: { ...valid, source } } },
        { query: MUTATION, variables: { input: { ...valid, source, preprocess: { style: "style01" } } } },
        { query: '{ image(bucket: "other-bucket", key: "k") { signedUrl { url } } }' },
        { query: '{ image(bucket: "other-bucket", key: "k") { info { width } } }' },
        { query: '{ processingStyles(bucket: "other-bucket") { name } }' },
        { query: '{ images(bucket: "other-bucket") { nodes { key } } }' },
        {
          query: 'mutation { deleteImage(input: { bucket: "other-bucket", key: "k.jpg" }) { __typename } }',
        },
      ];
      for (const request of requests) {
        const { body } = await custom.post(request);
        expect(body.errors?.[0]?.extensions).toMatchObject({
          code: "BAD_USER_INPUT",
          violations: expect.arrayContaining([expect.objectContaining({ constraint: "bucketAddress" })]),
        });
      }
    } finally {
      await custom.close();
    }
  });
});

describe("an HTTP request that is none of GraphQL", () => {
  it("is told the methods that are allowed", async () => {
    const response = await fetch(server.url, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, POST");
  });

  const send = async (init: RequestInit) => {
    const response = await fetch(server.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      ...init,
    });
    return { status: response.status, text: await response.text() };
  };

  it.each<[string, RequestInit, number, RegExp]>([
    ["no JSON", { body: `{"${CANARY}` }, 400, /must be valid JSON/],
    ["an empty body", { body: "" }, 400, /body is empty/],
    [
      "a form",
      { body: `query=${CANARY}`, headers: { "content-type": "application/x-www-form-urlencoded" } },
      415,
      /must be application\/json/,
    ],
    [
      "a body of two megabytes",
      { body: `{"query":"${"x".repeat(2_000_000)}"}` },
      413,
      /over the limit of 1048576 bytes/,
    ],
    [
      "a prototype in its JSON",
      { body: `{"query":"{__typename}","__proto__":{"${CANARY}":1}}` },
      400,
      /without members named `__proto__`/,
    ],
    ["a list of requests", { body: `[{"query":"{__typename}"}]` }, 400, /batch/i],
    [
      "variables that are no object",
      { body: `{"query":"{__typename}","variables":"${CANARY}"}` },
      400,
      /variables/,
    ],
  ])("is refused: %s", async (_what, init, status, message) => {
    const reply = await send(init);
    expect(reply.status).toBe(status);
    expect(reply.text).toMatch(message);
    expect(reply.text).not.toContain(CANARY);
    expect(server.logged.join("")).not.toContain(CANARY);
  });
});
