import {
  buildSchema,
  type DocumentNode,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  graphqlSync,
  isInputObjectType,
  isObjectType,
  isTypeDefinitionNode,
  parse,
  printSchema,
} from "graphql";
import { describe, expect, it } from "vitest";
import { contractTags } from "../../../../src/graphql/federation/contract-tags.js";
import {
  AUTHENTICATED,
  INTERNAL,
  KEYS,
  SCOPES,
  SHAREABLE,
} from "../../../../src/graphql/federation/directives.js";
import { createSubgraphSchema, subgraphSdl } from "../../../../src/graphql/federation/subgraph.js";
import { subgraphTypeDefs } from "../../../../src/graphql/federation/subgraph-sdl.js";
import { createSchema } from "../../../../src/graphql/schema.js";

const api = createSchema();
const schema = createSubgraphSchema(api);
const sdl = subgraphSdl(schema);

/** The directives of an SDL by type, or by field, each as `@name`. */
function directivesOf(document: DocumentNode, name: string): string[] {
  return document.definitions.filter(isTypeDefinitionNode).flatMap((type) => {
    const places = [
      { at: type.name.value, directives: type.directives ?? [] },
      ...("fields" in type ? (type.fields ?? []) : []).map((field) => ({
        at: `${type.name.value}.${field.name.value}`,
        directives: field.directives ?? [],
      })),
    ];
    return places
      .filter(({ directives }) => directives.some((directive) => directive.name.value === name))
      .map(({ at }) => at);
  });
}

describe("the SDL of the subgraph", () => {
  it("links to federation once, by version 2.7, and imports what it uses", () => {
    const links = [...sdl.matchAll(/@link\(url: "([^"]+)"(?:, import: (\[[^\]]*\]))?\)/g)].map(
      ([, url, imported]) => [url, imported],
    );
    expect(links).toEqual([
      ["https://specs.apollo.dev/link/v1.0", undefined],
      ["https://specs.apollo.dev/federation/v2.7", '["@key", "@shareable", "@tag"]'],
    ]);
  });

  it("gives the entities their keys, and shares the values that others define too", () => {
    const document = parse(sdl);
    expect(directivesOf(document, "key").sort()).toEqual(Object.keys(KEYS).sort());
    expect(directivesOf(document, "shareable").sort()).toEqual([...SHAREABLE].sort());
    expect(sdl).toMatch(/^type StoredImage\n {2}@key\(fields: "bucket key"\)/m);
    expect(sdl).toMatch(/^type ProcessingStyle\n {2}@key\(fields: "bucket name"\)/m);
    expect(sdl).toMatch(/^type ImageModel\n {2}@key\(fields: "id"\)/m);
  });

  it("stands by itself, so that tools without knowledge of federation read it", () => {
    const read = buildSchema(sdl);
    expect(read.getQueryType()?.getFields()).toHaveProperty("_entities");
    expect(read.getType("_Entity")).toBeDefined();
  });

  it("has no @oneOf, which composition refuses", () => {
    expect(sdl).not.toMatch(/^input \w+\s+@oneOf/m);
    expect(printSchema(api)).toMatch(/^input \w+\s+@oneOf/m);
  });

  it("requires authentication and scopes only when it is told to", () => {
    expect(sdl).not.toMatch(/ @(authenticated|requiresScopes)/);
    const guarded = subgraphSdl(createSubgraphSchema(api, { authDirectives: true }));
    const document = parse(guarded);
    expect(directivesOf(document, "authenticated")).toEqual(AUTHENTICATED);
    expect(directivesOf(document, "requiresScopes").sort()).toEqual(Object.keys(SCOPES).sort());
    expect(guarded).toContain('@requiresScopes(scopes: [["images:read"], ["images:generate"]])');
    expect(guarded).toContain('"@authenticated", "@requiresScopes"]');
  });

  it("leaves no operation without authentication then", () => {
    const operations = ["Query", "Mutation"].flatMap((name) => {
      const type = api.getType(name);
      return isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${name}.${field}`) : [];
    });
    expect([...AUTHENTICATED, ...Object.keys(SCOPES)]).toEqual(expect.arrayContaining(operations));
  });

  it("cannot be made when a table names what the schema does not have", () => {
    const other = new GraphQLSchema({
      query: new GraphQLObjectType({ name: "Query", fields: { hello: { type: GraphQLString } } }),
    });
    expect(() => subgraphTypeDefs(other, { authDirectives: false })).toThrow(
      /^the schema has no StoredImage, ProcessingStyle, ImageModel, PageInfo/,
    );
  });
});

describe("tags for contract variants", () => {
  const tags = contractTags(api);
  const internal = [...tags].filter(([, tag]) => tag === "internal").map(([coordinate]) => coordinate);

  it("mark as internal what is listed, and the types that nothing else leads to", () => {
    expect(internal.filter((coordinate) => !coordinate.includes(".")).sort()).toEqual([
      "CreateProcessingStyleInput",
      "CreateProcessingStyleResult",
      "CreatedProcessingStyle",
      "DeleteImageInput",
      "DeleteImageResult",
      "DeleteProcessingStyleInput",
      "DeleteProcessingStyleResult",
      "DeletedImage",
      "DeletedProcessingStyle",
      "ImageConnection",
      "ImageDeletionFailed",
      "ImageDeletionFailure",
      "ImageDeletionFailureCode",
      "ImageDeletionRateLimited",
      "ImageEdge",
      "ImageMetadataEntry",
      "OtherModelInput",
      "ProcessingChainInput",
      "ProcessingStyleExists",
      "ProcessingStyleFailed",
      "ProcessingStyleFailure",
      "ProcessingStyleFailureCode",
      "ProcessingStyleNotFound",
      "ProcessingStyleRateLimited",
      "UnsignedRequest",
      "UpdateProcessingStyleInput",
      "UpdateProcessingStyleResult",
      "UpdatedProcessingStyle",
    ]);
    expect(internal.filter((coordinate) => coordinate.includes(".")).sort()).toEqual([...INTERNAL].sort());
  });

  it("never take from others what they may define too: scalars and shared values", () => {
    for (const name of ["JSONObject", "DateTime", "URL", ...SHAREABLE]) expect(tags.get(name)).toBe("public");
  });

  it("stand on every type, or on each of its fields", () => {
    const untagged = subgraphTypeDefs(api, { authDirectives: false })
      .definitions.filter(isTypeDefinitionNode)
      .filter((type) => {
        const isTagged = ({ directives }: { directives?: readonly { name: { value: string } }[] }) =>
          (directives ?? []).some(({ name }) => name.value === "tag");
        const fields = "fields" in type ? (type.fields ?? []) : [];
        return (
          !isTagged(type as never) &&
          (fields.length === 0 || !fields.every((field) => isTagged(field as never)))
        );
      });
    expect(untagged.map(({ name }) => name.value)).toEqual([]);
  });
});

describe("the schema that is served", () => {
  it("has exactly one member of each input that is marked so, although the SDL does not say it", () => {
    const names = (of: GraphQLSchema) =>
      Object.values(of.getTypeMap()).flatMap((type) =>
        isInputObjectType(type) && type.isOneOf ? [type.name] : [],
      );
    expect(names(schema).sort()).toEqual(names(api).sort());
    const { errors } = graphqlSync({
      schema,
      source: '{ image(key: "k") { signedUrl(process: { style: "a", actions: "image/strip" }) { url } } }',
    });
    expect(errors?.map(({ message }) => message)).toEqual([
      'OneOf Input Object "ProcessingInput" must specify exactly one key.',
    ]);
  });

  it("leaves the API's own schema as it is", () => {
    expect(printSchema(createSchema())).toBe(printSchema(api));
    expect(api.getType("_Service")).toBeUndefined();
  });
});
