/** The schema that is served: the API as an Apollo Federation 2 subgraph, with `_service` and `_entities`. */
import { buildSubgraphSchema } from "@apollo/subgraph";
import { type DocumentNode, type GraphQLSchema, graphqlSync, isInputObjectType, Kind } from "graphql";
import { createResolversMap } from "type-graphql";
import type { ResolveEntities } from "./entities.js";
import { type SubgraphSdlOptions, subgraphTypeDefs } from "./subgraph-sdl.js";

export interface SubgraphOptions extends Partial<SubgraphSdlOptions> {
  /** Resolves `_entities`; none is needed for a schema that is only printed. */
  readonly resolveEntities?: ResolveEntities;
}

type Modules = Extract<Parameters<typeof buildSubgraphSchema>[0], unknown[]>;
type Module = Exclude<Modules[number], DocumentNode>;

/** `api` is what `createSchema` builds: it stays as it is. */
export function createSubgraphSchema(
  api: GraphQLSchema,
  { authDirectives = false, resolveEntities }: SubgraphOptions = {},
): GraphQLSchema {
  const modules: Module[] = [
    {
      typeDefs: subgraphTypeDefs(api, { authDirectives }),
      resolvers: createResolversMap(api) as NonNullable<Module["resolvers"]>,
    },
  ];
  if (resolveEntities !== undefined) {
    modules.push({
      typeDefs: { kind: Kind.DOCUMENT, definitions: [] },
      resolvers: { Query: { _entities: resolveEntities } },
    });
  }
  return copyOneOf(api, buildSubgraphSchema(modules));
}

/**
 * Sets on the inputs of a schema which of them take exactly one member. Not in the SDL, since composition refuses it there;
 * the executor and introspection go by this property. Returns the schema.
 */
export function copyOneOf(api: GraphQLSchema, schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(api.getTypeMap())) {
    const served = schema.getType(type.name);
    if (isInputObjectType(type) && isInputObjectType(served)) served.isOneOf = type.isOneOf;
  }
  return schema;
}

/** What the subgraph answers to `{ _service { sdl } }`. */
export function subgraphSdl(schema: GraphQLSchema): string {
  const { data } = graphqlSync({ schema, source: "{ _service { sdl } }" });
  return (data as unknown as { readonly _service: { readonly sdl: string } })._service.sdl;
}
