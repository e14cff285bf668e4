/** The references of entities one by one, as `buildSubgraphSchema` takes them in the resolvers of each type. */
import type { GraphQLResolveInfo } from "graphql";
import type { createResolversMap } from "type-graphql";
import type { RequestContext } from "../context.js";
import { KEYS } from "./directives.js";
import type { ResolveEntities } from "./entities.js";

type Resolvers = ReturnType<typeof createResolversMap>;

/** Adds `__resolveReference` to each entity, by what resolves `_entities` in the schema that is served. */
export function withReferences(resolvers: Resolvers, resolveEntities: ResolveEntities): Resolvers {
  const resolveReference = async (reference: object, context: RequestContext, info: GraphQLResolveInfo) => {
    const entities = resolveEntities(undefined, { representations: [reference] }, context, info);
    return (entities as readonly unknown[])[0];
  };
  const entities = Object.keys(KEYS).map((name) => [
    name,
    { ...resolvers[name], __resolveReference: resolveReference },
  ]);
  return { ...resolvers, ...Object.fromEntries(entities) };
}
