/** The API in a schema, an Apollo Server or an executor of another team: what docs/embedding.md tells. */
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApolloServer } from "@apollo/server";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { makeExecutableSchema } from "@graphql-tools/schema";
import {
  buildSchema,
  type GraphQLSchema,
  graphql,
  Kind,
  lexicographicSortSchema,
  parse,
  printSchema,
} from "graphql";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createEmulator, EMULATOR_CREDENTIALS, type Emulator } from "../../src/emulator/index.js";
import { createConfig, createSubgraph, type RequestContext, type Subgraph } from "../../src/index.js";
import { COMPOSERS } from "../federation/compose.js";

/** What `buildSubgraphSchema` calls its resolvers, whose type it does not export. */
type FederatedResolvers = NonNullable<
  Exclude<
    Extract<Parameters<typeof buildSubgraphSchema>[0], unknown[]>[number],
    { kind: string }
  >["resolvers"]
>;

let folder: string;
let emulator: Emulator;
let subgraph: Subgraph;
/** The parts of the subgraph, in a schema with a type of another team that refers to a picture. */
let larger: GraphQLSchema;
const logged: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "subgraph-"));
  emulator = await createEmulator({ dataFolder: folder });
  subgraph = await createSubgraph(
    createConfig({
      TOS_EMULATOR: "off",
      TOS_ENDPOINT: emulator.url,
      TOS_BUCKET: "examplebucket",
      TOS_RETRIES: false,
    }),
    {
      credentials: () => EMULATOR_CREDENTIALS,
      log: pino({ level: "info" }, { write: (line: string) => void logged.push(line) }),
    },
  );
  larger = makeExecutableSchema({
    typeDefs: [
      subgraph.typeDefs,
      "extend type Query { product(sku: ID!): Product } type Product { sku: ID! cover: StoredImage! price: Int! }",
    ],
    resolvers: [
      subgraph.resolvers,
      {
        Query: { product: (_root: unknown, { sku }: { sku: string }) => ({ sku }) },
        Product: {
          cover: () => ({ bucket: "examplebucket", key: "1171.jpeg" }),
          price: () => {
            throw new Error("SELECT price FROM secrets");
          },
        },
      },
    ],
  });
});
beforeEach(() => {
  emulator.requests.clear();
  logged.length = 0;
});
afterAll(async () => {
  await subgraph.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

const asked = (): (string | null)[] => emulator.requests.all().map(({ operation }) => operation);

/** Plain JSON, as a client would have it. */
async function run(schema: GraphQLSchema, source: string, variables?: Record<string, unknown>) {
  const document = parse(source);
  const errors = subgraph.validate(schema, document);
  if (errors.length > 0) return { errors: errors.map((error) => error.toJSON()) };
  const contextValue = subgraph.createContext();
  const result = await subgraph.execute({
    schema,
    document,
    variableValues: variables ?? null,
    contextValue,
  });
  return JSON.parse(JSON.stringify(result));
}

describe("the type definitions and resolvers", () => {
  it("make the API that is served", () => {
    const { typeDefs, resolvers } = subgraph;
    const made = makeExecutableSchema({ typeDefs, resolvers });
    expect(printSchema(lexicographicSortSchema(made))).toBe(
      printSchema(lexicographicSortSchema(buildSchema(readFileSync("schema/schema.graphql", "utf8")))),
    );
  });

  it("run in a larger schema: queries, unions, enums, scalars and inputs of which one member is given", async () => {
    const input = {
      prompt: "千军万马",
      source: { key: "1171.jpeg" },
      preprocess: { steps: [{ resize: { width: 100, mode: "LFIT" } }] },
      output: { key: "larger.jpg", postprocess: { actions: "image/rotate,90" } },
    };
    const { data, errors } = await run(
      larger,
      `mutation ($input: GenerateImageInput!) {
        generateImage(input: $input) {
          __typename
          ... on GeneratedImage { image { signedUrl { url expiresAt } info { width format } } }
          ... on GenerationFailure { code message }
        }
      }`,
      { input },
    );
    expect(errors).toBeUndefined();
    expect(data.generateImage).toMatchObject({
      __typename: "GeneratedImage",
      image: { info: { format: "JPEG", width: expect.any(Number) } },
    });
    const { url, expiresAt } = data.generateImage.image.signedUrl;
    expect((await fetch(url)).status).toBe(200);
    expect(new Date(expiresAt).getTime()).toBeGreaterThan(Date.now());
  });

  it("take the place of another team's references to a picture, without a call of their own", async () => {
    const query = '{ product(sku: "1") { cover { id key } } }';
    expect(await run(larger, query)).toEqual({
      data: { product: { cover: { id: expect.any(String), key: "1171.jpeg" } } },
    });
    expect(asked()).toEqual([]);
    const withInfo = await run(larger, '{ product(sku: "1") { cover { info { byteSize } } } }');
    expect(withInfo.data.product.cover.info.byteSize).toBeGreaterThan(1000);
    expect(asked()).toEqual(["HeadObject"]);
  });
});

describe("the type definitions with federation, and the resolvers", () => {
  it("make a subgraph that has types of another team too, with references and inputs held to one member", async () => {
    const schema = subgraph.enforceOneOf(
      buildSubgraphSchema([
        { typeDefs: parse(subgraph.subgraphTypeDefs), resolvers: subgraph.resolvers as FederatedResolvers },
        {
          typeDefs: parse('type Product @key(fields: "sku") { sku: ID! cover: StoredImage! }'),
          resolvers: { Product: { __resolveReference: ({ sku }: { sku: string }) => ({ sku }) } },
        },
      ]),
    );
    const entities = (representations: object[]) =>
      run(
        schema,
        `query ($representations: [_Any!]!) {
          _entities(representations: $representations) {
            ... on ProcessingStyle { actions }
            ... on StoredImage { id }
            ... on Product { sku }
          }
        }`,
        { representations },
      );
    const style = { __typename: "ProcessingStyle", bucket: "examplebucket" };
    const names = Array.from({ length: 100 }, (_, index) => (index === 0 ? "style01" : `none${index}`));
    const { data, errors } = await entities([
      { __typename: "Product", sku: "1" },
      { __typename: "StoredImage", bucket: "b-1", key: "k.jpg" },
      ...names.map((name) => ({ ...style, name })),
    ]);
    expect(errors).toBeUndefined();
    const [product, image, first, second] = data._entities;
    expect([product, first, second]).toEqual([{ sku: "1" }, { actions: "image/resize,w_100" }, null]);
    expect(image.id).toEqual(expect.any(String));
    expect(asked()).toEqual(["ListBucketImageStyle"]);

    const wrong = await entities([{ ...style, name: "a/b" }]);
    expect(wrong.errors).toMatchObject([{ extensions: { violations: [{ constraint: "styleName" }] } }]);
    const two =
      '{ image(key: "k.jpg") { signedUrl(process: { style: "a", actions: "image/strip" }) { url } } }';
    expect((await run(schema, two)).errors).toMatchObject([
      { message: expect.stringContaining("OneOf Input") },
    ]);
  });

  it("go in without their link beside types that link federation themselves", async () => {
    const mine = parse(`
      extend schema
        @link(
          url: "https://specs.apollo.dev/federation/v2.7"
          import: ["@key", "@shareable", "@tag", "@external", "@requires"]
        )
      extend type Query { product(sku: ID!): Product }
      type Product @key(fields: "sku") {
        sku: ID!
        weight: Int @external
        postage: Int @requires(fields: "weight")
        cover: StoredImage
      }
    `);
    const linked = parse(subgraph.subgraphTypeDefs);
    const typeDefs = {
      ...linked,
      definitions: linked.definitions.filter(({ kind }) => kind !== Kind.SCHEMA_EXTENSION),
    };
    const schema = subgraph.enforceOneOf(
      buildSubgraphSchema([
        { typeDefs, resolvers: subgraph.resolvers as FederatedResolvers },
        {
          typeDefs: mine,
          resolvers: { Query: { product: () => ({ cover: { bucket: "b-1", key: "k.jpg" } }) } },
        },
      ]),
    );
    const { data, errors } = await run(schema, '{ product(sku: "1") { cover { key } } _service { sdl } }');
    expect(errors).toBeUndefined();
    expect(data.product).toEqual({ cover: { key: "k.jpg" } });
    const parts = [{ name: "both", url: "http://both.example", typeDefs: parse(data._service.sdl) }];
    const shop = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])
      type Product @key(fields: "sku") { sku: ID! weight: Int }`;
    parts.push({ name: "shop", url: "http://shop.example", typeDefs: parse(shop) });
    for (const compose of Object.values(COMPOSERS)) expect(compose(parts).complaints).toEqual([]);
  });
});

describe("execute", () => {
  it("runs nothing of a mutation that has a fault anywhere, and names it", async () => {
    const mutation = (expires: number) => `mutation {
      generateImage(input: { prompt: "x", source: { key: "1171.jpeg" }, output: { key: "never.jpg" } }) {
        ... on GeneratedImage { image { signedUrl(expiresInSeconds: ${expires}) { url } } }
      }
    }`;
    for (const schema of [subgraph.schema, larger]) {
      const { data, errors } = await run(schema, mutation(0));
      expect(data).toBeUndefined();
      expect(errors).toMatchObject([
        { extensions: { code: "BAD_USER_INPUT", violations: [{ constraint: "range" }] } },
      ]);
    }
    expect(asked()).toEqual([]);
    expect((await run(larger, mutation(60))).errors).toBeUndefined();
  });

  it("repeats no value of variables that do not fit their type", async () => {
    const query = "query ($name: String!) { processingStyle(name: $name) { id } }";
    const { errors } = await run(larger, query, { name: { CANARY: "CANARY" } });
    expect(errors).toMatchObject([
      { extensions: { code: "BAD_USER_INPUT", violations: [{ path: ["name"], constraint: "type" }] } },
    ]);
    expect(JSON.stringify(errors)).not.toContain("CANARY");
  });

  it("presents faults of TOS with their code, and hides what others are about, which the log has", async () => {
    emulator.faults.add({
      operation: "HeadObject",
      count: 1,
      effect: { kind: "status", status: 503, code: "ServiceUnavailable" },
    });
    const query = '{ image(key: "1171.jpeg") { info { byteSize } } product(sku: "1") { sku price } }';
    const { data, errors } = await run(larger, query);
    expect(data).toEqual({ image: { info: null }, product: null });
    expect(errors).toHaveLength(2);
    expect(errors).toContainEqual(
      expect.objectContaining({
        path: ["image", "info"],
        extensions: { code: "UPSTREAM_UNAVAILABLE", tosRequestId: expect.any(String) },
      }),
    );
    expect(errors).toContainEqual(
      expect.objectContaining({ path: ["product", "price"], message: "Internal server error" }),
    );
    expect(logged.join("")).toContain("SELECT price FROM secrets");
  });

  it("leaves to graphql-js what it says of the request itself", async () => {
    const result = await subgraph.execute({
      schema: larger,
      document: parse("query A { __typename } query B { __typename }"),
      contextValue: subgraph.createContext(),
    });
    expect(result.errors?.map(({ message }) => message)).toEqual([
      "Must provide operation name if query contains multiple operations.",
    ]);
  });

  it("asks nothing of TOS for a client that has left", async () => {
    const contextValue = subgraph.createContext({ signal: AbortSignal.abort() });
    const document = parse('{ image(key: "1171.jpeg") { info { byteSize } } }');
    const { errors } = await subgraph.execute({ schema: subgraph.schema, document, contextValue });
    expect(errors).toHaveLength(1);
    expect(asked()).toEqual([]);
  });
});

it("validate repeats no value of the document", async () => {
  const { errors } = await run(
    larger,
    '{ image(key: "k") { signedUrl(expiresInSeconds: "CANARY") { url } } }',
  );
  expect(errors).toEqual([
    expect.objectContaining({ message: expect.stringMatching(/^Invalid value: must be/) }),
  ]);
});

describe("an Apollo Server of another team", () => {
  it("has the same rules by the plugins and formatError, with a context of its own beside ours", async () => {
    const apollo = new ApolloServer<RequestContext & { readonly tenant: string }>({
      schema: larger,
      plugins: subgraph.apollo.plugins,
      formatError: subgraph.apollo.formatError,
      stopOnTerminationSignals: false,
    });
    const ask = async (query: string) => {
      const contextValue = { ...subgraph.createContext(), tenant: "a" };
      const { body } = await apollo.executeOperation({ query }, { contextValue });
      return body.kind === "single" ? body.singleResult : null;
    };
    expect((await ask('{ processingStyle(name: "style01") { actions } }'))?.data).toMatchObject({
      processingStyle: { actions: "image/resize,w_100" },
    });
    emulator.requests.clear();
    const refused = await ask(
      'mutation { deleteImage(input: { key: "" }) { __typename } again: deleteImage(input: { key: "1171.jpeg" }) { __typename } }',
    );
    expect(refused?.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(asked()).toEqual([]);
    const masked = await ask('{ product(sku: "1") { price } }');
    expect(masked?.errors).toMatchObject([{ message: "Internal server error" }]);
    await apollo.stop();
  });
});

it("the schema runs with graphql-js alone", async () => {
  const result = await graphql({
    schema: subgraph.schema,
    source: '{ processingStyle(name: "style01") { actions } }',
    contextValue: subgraph.createContext(),
  });
  expect(result).toMatchObject({ data: { processingStyle: { actions: "image/resize,w_100" } } });
});
