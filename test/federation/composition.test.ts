/** The subgraph beside another one, as each composer puts them together. */
import { readFileSync } from "node:fs";
import { composeSchemaContract } from "@theguild/federation-composition";
import {
  buildSchema,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parse,
  print,
  visit,
} from "graphql";
import { describe, expect, it } from "vitest";
import { createSubgraphSchema, subgraphSdl } from "../../src/graphql/federation/subgraph.js";
import { createSchema } from "../../src/graphql/schema.js";
import { CATALOGUE, COMPOSERS, type Subgraph, subgraphs, supergraphOf } from "./compose.js";

const api = createSchema();
const sdl = subgraphSdl(createSubgraphSchema(api));
const guardedSdl = subgraphSdl(createSubgraphSchema(api, { authDirectives: true }));

describe.each(Object.entries(COMPOSERS))("%s", (_name, compose) => {
  it("puts the subgraph and a catalogue together without an error or a hint", () => {
    expect(compose(subgraphs(sdl)).complaints).toEqual([]);
  });

  it("does so with the directives of authentication, when who requires a guarded field guards its own", () => {
    const catalogue = print(CATALOGUE)
      .replace('"@requires"', '"@requires", "@requiresScopes"')
      .replace(
        /@requires\(fields: "averageHue"\)/,
        '$& @requiresScopes(scopes: [["images:read"], ["images:generate"]])',
      );
    const [images, other] = subgraphs(guardedSdl) as [Subgraph, Subgraph];
    expect(compose([images, { ...other, typeDefs: parse(catalogue) }]).complaints).toEqual([]);
  });

  it("complains when another subgraph defines an entity's field as its own", () => {
    const [images, catalogue] = subgraphs(sdl) as [Subgraph, Subgraph];
    const clashing = visit(CATALOGUE, {
      FieldDefinition: (node) =>
        node.name.value === "caption" ? { ...node, name: { ...node.name, value: "averageHue" } } : undefined,
    });
    const { complaints } = compose([images, { ...catalogue, typeDefs: clashing }]);
    expect(complaints.join("\n")).toMatch(/averageHue/);
  });
});

it("the example of docs/gateways.md composes with the subgraph", () => {
  const [, example = ""] = /^```gql\n(.*?)^```/ms.exec(readFileSync("docs/gateways.md", "utf8")) ?? [];
  const [images] = subgraphs(sdl);
  for (const compose of Object.values(COMPOSERS)) {
    const products = { name: "products", url: "http://products.example/graphql", typeDefs: parse(example) };
    expect(compose([images as Subgraph, products]).complaints).toEqual([]);
  }
});

/** Types, fields and arguments, as `Type`, `Type.field` and `Type.field(argument)`. */
function coordinates(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith("__"))
    .flatMap((type) => {
      if (isInputObjectType(type))
        return [type.name, ...Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)];
      if (!isObjectType(type) && !isInterfaceType(type)) return [type.name];
      const fields = Object.values(type.getFields()).flatMap((field) => [
        `${type.name}.${field.name}`,
        ...field.args.map(({ name }) => `${type.name}.${field.name}(${name})`),
      ]);
      return [type.name, ...fields];
    });
}

describe("a supergraph", () => {
  it("shows all of the API, with its descriptions, and with the rule of @oneOf in words", () => {
    const supergraph = buildSchema(supergraphOf(subgraphs(sdl)), { assumeValidSDL: true });
    expect(coordinates(supergraph)).toEqual(expect.arrayContaining(coordinates(api)));
    const described = Object.keys(api.getTypeMap()).filter((name) => !name.startsWith("__"));
    const differing = described.filter(
      (name) => supergraph.getType(name)?.description !== api.getType(name)?.description,
    );
    expect(differing).toEqual([]);
    const oneOf = Object.values(api.getTypeMap()).filter((type) => isInputObjectType(type) && type.isOneOf);
    for (const { name } of oneOf)
      expect(supergraph.getType(name)?.description).toMatch(/exactly one .*must be given.*`@oneOf`/is);
  });
});

describe("a contract variant", () => {
  const variant = (include: string[], exclude: string[]): string[] => {
    const service = { name: "images", url: "http://images.example/graphql", typeDefs: parse(sdl) };
    const filter = { include: new Set(include), exclude: new Set(exclude) };
    const { publicSdl, errors } = composeSchemaContract([service], filter, true);
    expect(errors).toBeUndefined();
    return coordinates(buildSchema(publicSdl ?? "", { assumeValidSDL: true })).sort();
  };

  it("is the same by leaving out what is internal and by taking in what is public", () => {
    const left = variant([], ["internal"]);
    expect(variant(["public"], [])).toEqual(left);
    expect(left).toEqual(
      expect.arrayContaining(["Mutation.generateImage", "StoredImage.signedUrl(process)"]),
    );
    expect(left).not.toEqual(expect.arrayContaining(["Mutation.deleteImage"]));
    expect(left.filter((name) => /Delete|allowUnknownActions|rawJson|OtherModelInput/.test(name))).toEqual(
      [],
    );
  });
});
