/** The server as a gateway sees it: its SDL, the entities that it is asked for, and its traces. */
import { readFileSync } from "node:fs";
import { Trace } from "@apollo/usage-reporting-protobuf";
import { sortSDL } from "@theguild/federation-composition";
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
} from "graphql";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startServerFor, type TestServer } from "../helpers/server.js";
import {
  json,
  type Responder,
  type StubUpstream,
  startStubUpstream,
  text,
} from "../helpers/stub-upstream.js";

let upstream: StubUpstream;
let server: TestServer;
let before: number;

const answers: Responder = (response, request) => {
  if (request.method === "HEAD") {
    const gone = request.url.endsWith("/gone.jpg");
    return text(gone ? 404 : 200, "", gone ? {} : { "content-length": "5" })(response, request);
  }
  const styles = [
    { Name: "style01", Content: "image/resize,w_100" },
    { Name: "poster", Content: "image/rotate,90" },
  ];
  return json(200, { ImageStyles: styles })(response, request);
};

beforeAll(async () => {
  upstream = await startStubUpstream(answers);
  server = await startServerFor(upstream.url, { STYLE_CACHE_TTL_MS: "0" });
});
beforeEach(() => {
  before = upstream.received.length;
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});

const calls = () => upstream.received.slice(before).map(({ method, url }) => `${method} ${url}`);

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on StoredImage { id bucket key }
    ... on ProcessingStyle { id actions steps { raw } }
    ... on ImageModel { id title }
  }
}`;

async function entities(representations: unknown, query = ENTITIES, from = server) {
  const { body } = await from.post({ query, variables: { representations } });
  return { found: (body.data?._entities ?? null) as unknown[] | null, errors: body.errors ?? [] };
}

describe("introspection of the server", () => {
  const introspect = async (options: { oneOf: boolean }): Promise<IntrospectionQuery> => {
    const query = getIntrospectionQuery({
      ...options,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
    });
    const { body } = await server.post({ query });
    return body.data as unknown as IntrospectionQuery;
  };
  const sorted = (schema: Parameters<typeof lexicographicSortSchema>[0]): string =>
    printSchema(lexicographicSortSchema(schema));
  const published = (file: string): string => sorted(buildSchema(readFileSync(file, "utf8")));

  it("equals schema/subgraph.graphql", async () => {
    const schema = buildClientSchema(await introspect({ oneOf: false }));
    expect(sorted(schema)).toBe(published("schema/subgraph.graphql"));
  });

  it("equals schema/schema.graphql, less the members of federation", async () => {
    const { __schema } = await introspect({ oneOf: true });
    const isOwn = ({ name }: { readonly name: string }): boolean =>
      !/^(_[A-Z]|link__|federation__)/.test(name);
    const types = __schema.types
      .filter(isOwn)
      .map((type) =>
        type.kind === "OBJECT" && type.name === "Query"
          ? { ...type, fields: type.fields.filter(({ name }) => !["_service", "_entities"].includes(name)) }
          : type,
      );
    const directives = __schema.directives.filter(
      ({ name }) => !/^(link|key|shareable|tag|federation__\w+)$/.test(name),
    );
    const schema = buildClientSchema({ __schema: { ...__schema, types, directives } });
    expect(sorted(schema)).toBe(published("schema/schema.graphql"));
  });

  it("goes with an SDL that is the checked-in one", async () => {
    const { body } = await server.post({ query: "{ _service { sdl } }" });
    const { sdl } = (body.data as { _service: { sdl: string } })._service;
    const inOrder = (text: string): string => print(sortSDL(parse(text)));
    expect(inOrder(sdl)).toBe(inOrder(readFileSync("schema/subgraph.graphql", "utf8")));
  });
});

it("the SDL has the directives of authentication when the operator wants them", async () => {
  const guarded = await startServerFor(upstream.url, { FEDERATION_AUTH_DIRECTIVES: "on" });
  try {
    const { body } = await guarded.post({ query: "{ _service { sdl } }" });
    const { sdl } = (body.data as { _service: { sdl: string } })._service;
    expect(sdl).toContain('@requiresScopes(scopes: [["images:generate"]])');
    const open = await guarded.post({ query: '{ image(key: "k") { id } }' });
    expect(open.body).toEqual({ data: { image: { id: "image:examplebucket/k" } } });
  } finally {
    await guarded.close();
  }
});

describe("a reference to a picture", () => {
  it("is resolved without a call", async () => {
    const { found, errors } = await entities([
      { __typename: "StoredImage", bucket: "otherbucket", key: "a/b.jpg" },
    ]);
    expect(errors).toEqual([]);
    expect(found).toEqual([
      { __typename: "StoredImage", id: "image:otherbucket/a/b.jpg", bucket: "otherbucket", key: "a/b.jpg" },
    ]);
    expect(calls()).toEqual([]);
  });

  it("is there when its object is gone, without info", async () => {
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on StoredImage { key info { byteSize } } }
    }`;
    const images = ["gone.jpg", "there.jpg"].map((key) => ({
      __typename: "StoredImage",
      bucket: "examplebucket",
      key,
    }));
    expect(await entities(images, query)).toEqual({
      found: [
        { key: "gone.jpg", info: null },
        { key: "there.jpg", info: { byteSize: 5 } },
      ],
      errors: [],
    });
  });
});

describe("a reference to a style", () => {
  const style = (name: string, bucket = "examplebucket") => ({ __typename: "ProcessingStyle", bucket, name });

  it("is the style, or null where there is none", async () => {
    expect(await entities([style("style01"), style("nosuch"), style("poster")])).toEqual({
      found: [
        {
          __typename: "ProcessingStyle",
          id: "style:examplebucket/style01",
          actions: "image/resize,w_100",
          steps: [{ raw: "resize,w_100" }],
        },
        null,
        expect.objectContaining({ actions: "image/rotate,90" }),
      ],
      errors: [],
    });
  });

  it("shares one look-up with a hundred of its bucket", async () => {
    const names = Array.from({ length: 100 }, (_, at) => (at % 3 === 0 ? "style01" : `none${at}`));
    const { found, errors } = await entities(names.map((name) => style(name)));
    expect(errors).toEqual([]);
    expect(found?.filter((entity) => entity !== null)).toHaveLength(34);
    expect(calls()).toEqual(["GET /examplebucket/?imageStyle="]);
  });

  it("fails alone when its bucket fails", async () => {
    upstream.respond((response, request) =>
      (request.url.startsWith("/badbucket") ? json(403, { Code: "AccessDenied" }) : answers)(
        response,
        request,
      ),
    );
    const { found, errors } = await entities([style("style01", "badbucket"), style("style01")]);
    upstream.respond(answers);
    expect(found).toEqual([null, expect.objectContaining({ __typename: "ProcessingStyle" })]);
    expect(errors).toMatchObject([{ path: ["_entities", 0], extensions: { code: "UPSTREAM_DENIED" } }]);
  });
});

it("a reference to a model is the model as imageModels has it, or null", async () => {
  const { body } = await server.post({ query: "{ imageModels { __typename id title } }" });
  const models = body.data?.imageModels as { id: string }[];
  const { found } = await entities([
    ...models.map(({ id }) => ({ __typename: "ImageModel", id })),
    { __typename: "ImageModel", id: "model:nosuch" },
  ]);
  expect(found).toEqual([...models, null]);
  expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
  expect(models.map(({ id }) => id)).toEqual(
    expect.arrayContaining(["model:i2i_xl_sft", "model:high_aes/anime_v1.3"]),
  );
});

describe("a representation that breaks a rule", () => {
  const SECRET = "SUBMITTED-VALUE";
  const image = (fields: object) => ({
    __typename: "StoredImage",
    bucket: "examplebucket",
    key: "k",
    ...fields,
  });

  it.each([
    ["a bucket that is none", image({ bucket: SECRET }), ["bucket"], "bucketName"],
    ["a key that is none", image({ key: `../${SECRET}` }), ["key"], "objectKey"],
    ["a URL for a key", image({ key: `https://${SECRET}/a.jpg` }), ["key"], "objectKey"],
    ["a key that is no text", image({ key: { SECRET } }), ["key"], "type"],
    ["no key", image({ key: undefined }), ["key"], "required"],
    ["null for a key", image({ key: null }), ["key"], "required"],
    [
      "a style's name that is none",
      { __typename: "ProcessingStyle", bucket: "examplebucket", name: `?${SECRET}` },
      ["name"],
      "styleName",
    ],
    ["a model without its id", { __typename: "ImageModel", reqKey: SECRET }, ["id"], "required"],
    ["a type that is no entity", { __typename: SECRET }, ["__typename"], "entity"],
    ["a type of JavaScript's", { __typename: "constructor" }, ["__typename"], "entity"],
    ["a type that is no text", { __typename: [SECRET] }, ["__typename"], "entity"],
    ["no type", { bucket: SECRET }, ["__typename"], "entity"],
    ["a text for an object", SECRET, [], "type"],
    ["a list for an object", [SECRET], [], "type"],
  ])(
    "%s: is null with an error that names the place, and no other is lost",
    async (_, wrong, path, constraint) => {
      const { found, errors } = await entities([image({}), wrong, image({ key: "k2" })]);
      expect(found).toEqual([
        expect.objectContaining({ key: "k" }),
        null,
        expect.objectContaining({ key: "k2" }),
      ]);
      expect(errors).toMatchObject([
        {
          path: ["_entities", 1],
          extensions: {
            code: "BAD_USER_INPUT",
            violations: [{ path: ["representations", 1, ...path], constraint }],
          },
        },
      ]);
      expect(JSON.stringify(errors)).not.toContain(SECRET);
      expect(server.logged.join("")).not.toContain(SECRET);
      expect(calls()).toEqual([]);
    },
  );

  it("is told of with all that is wrong with it", async () => {
    const { errors } = await entities([image({ bucket: "B", key: "" })]);
    const violations = errors[0]?.extensions?.violations as { path: unknown[] }[];
    expect(violations.map(({ path }) => path.join("."))).toEqual([
      "representations.0.bucket",
      "representations.0.key",
    ]);
  });

  it("is one error for all when there are too many of them to tell of each", async () => {
    const { found, errors } = await entities(Array.from({ length: 5000 }, () => SECRET));
    expect(found).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ path: ["_entities"], extensions: { code: "BAD_USER_INPUT" } });
    expect(errors[0]?.extensions?.violations).toHaveLength(50);
  });

  it("may stand in the document as well", async () => {
    const query = `{ _entities(representations: [{ __typename: "StoredImage", bucket: "${SECRET}", key: "k" }]) { __typename } }`;
    const { found, errors } = await entities(undefined, query);
    expect(found).toEqual([null]);
    expect(errors[0]?.extensions?.violations).toMatchObject([{ path: ["representations", 0, "bucket"] }]);
    expect(JSON.stringify(errors)).not.toContain(SECRET);
  });

  it.each([[null], [[null]], [undefined]])("%j for the list is refused by its type", async (list) => {
    const { found, errors } = await entities(list);
    expect(found).toBeNull();
    expect(errors[0]?.message).toMatch(/_Any/);
    expect(errors[0]?.extensions?.code).toBe("BAD_USER_INPUT");
  });
});

describe("the bucket of a representation", () => {
  it("is the server's own when it is left out", async () => {
    const { found } = await entities([
      { __typename: "StoredImage", key: "k" },
      { __typename: "ProcessingStyle", bucket: null, name: "style01" },
    ]);
    expect(found).toMatchObject([{ bucket: "examplebucket" }, { id: "style:examplebucket/style01" }]);
  });

  it("must be the one that a custom domain stands for", async () => {
    const custom = await startServerFor(upstream.url, { TOS_ENDPOINT_STYLE: "custom-domain" });
    try {
      const { found, errors } = await entities(
        ["examplebucket", "otherbucket"].map((bucket) => ({ __typename: "StoredImage", bucket, key: "k" })),
        ENTITIES,
        custom,
      );
      expect(found).toEqual([expect.objectContaining({ bucket: "examplebucket" }), null]);
      expect(errors[0]?.extensions?.violations).toMatchObject([
        { path: ["representations", 1, "bucket"], constraint: "bucketAddress" },
      ]);
    } finally {
      await custom.close();
    }
  });
});

describe("a federated trace", () => {
  const QUERY =
    '{ image(key: "k") { id } bad: image(bucket: "SUBMITTED", key: "k") { id } _entities(representations: []) { __typename } }';
  const trace = async (from: TestServer, headers: Record<string, string> = {}) => {
    const { body } = await from.post(
      {},
      {
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query: QUERY }),
      },
    );
    const { ftv1 } = (body as { extensions?: { ftv1?: string } }).extensions ?? {};
    return ftv1 === undefined ? null : Trace.decode(Buffer.from(ftv1, "base64"));
  };
  const ASK = { "apollo-federation-include-trace": "ftv1" };

  it("has the timings of the fields, and masks the messages of errors", async () => {
    const found = await trace(server, ASK);
    const fields = found?.root?.child?.map(({ responseName, type }) => [responseName, type]);
    expect(fields).toEqual([
      ["image", "StoredImage"],
      ["bad", "StoredImage"],
      ["_entities", "[_Entity]!"],
    ]);
    const [image, bad] = found?.root?.child ?? [];
    expect(Number(image?.endTime)).toBeGreaterThan(Number(image?.startTime));
    expect(bad?.error?.map(({ message }) => message)).toEqual(["<masked>"]);
    expect(JSON.stringify(found)).not.toContain("SUBMITTED");
  });

  it("is given to those who ask for it only", async () => {
    expect(await trace(server)).toBeNull();
  });

  it("is given to a gateway with the secret only, where there is one", async () => {
    const guarded = await startServerFor(upstream.url, { FEDERATION_GATEWAY_SECRET: "of-the-gateway" });
    try {
      expect(await trace(guarded, ASK)).toBeNull();
      expect(await trace(guarded, { ...ASK, "router-authorization": "of-another" })).toBeNull();
      expect(await trace(guarded, { ...ASK, "router-authorization": "of-the-gateway" })).not.toBeNull();
      expect(guarded.logged.join("")).not.toContain("of-the-gateway");
    } finally {
      await guarded.close();
    }
  });
});
