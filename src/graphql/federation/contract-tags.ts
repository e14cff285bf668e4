/** `@tag`s for contract variants of a supergraph: `internal` on what a public variant leaves out, `public` on the rest. */
import {
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from "graphql";
import { INTERNAL, KEYS, SHAREABLE } from "./directives.js";

export type ContractTag = "public" | "internal";

interface Member {
  readonly coordinate: string;
  readonly type: GraphQLNamedType;
}

/**
 * The tag of each type, or of each of its fields and arguments where they differ. A variant may be made either way, by
 * leaving out `internal` or by taking in `public`.
 */
export function contractTags(schema: GraphQLSchema): ReadonlyMap<string, ContractTag> {
  const reachable = reachableTypes(schema);
  const tags = new Map<string, ContractTag>(INTERNAL.map((coordinate) => [coordinate, "internal"]));
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || (isScalarType(type) && isSpecifiedScalarType(type))) continue;
    // Tags of one name are merged over all subgraphs: what others may define too is never taken from them.
    const isPublic = reachable.has(type) || isScalarType(type) || SHAREABLE.includes(type.name);
    const members = membersOf(type).map(({ coordinate }) => coordinate);
    if (!isPublic) tags.set(type.name, "internal");
    else if (!members.some(isInternal)) tags.set(type.name, "public");
    else for (const member of members) tags.set(member, isInternal(member) ? "internal" : "public");
  }
  return tags;
}

/** What the operations and the entities lead to without anything internal. */
function reachableTypes(schema: GraphQLSchema): ReadonlySet<GraphQLNamedType> {
  const found = new Set<GraphQLNamedType>();
  const visit = (type: GraphQLNamedType | null | undefined): void => {
    if (type == null || found.has(type)) return;
    found.add(type);
    if (isAbstractType(type)) schema.getPossibleTypes(type).forEach(visit);
    if (isObjectType(type) || isInterfaceType(type)) type.getInterfaces().forEach(visit);
    for (const member of membersOf(type)) if (!isInternal(member.coordinate)) visit(member.type);
  };
  visit(schema.getQueryType());
  visit(schema.getMutationType());
  for (const name of Object.keys(KEYS)) visit(schema.getType(name));
  return found;
}

/** The fields of a type and their arguments; nothing of a field that is internal. */
function membersOf(type: GraphQLNamedType): Member[] {
  return fieldsOf(type).flatMap((field) => {
    const coordinate = `${type.name}.${field.name}`;
    const own = { coordinate, type: getNamedType(field.type) };
    if (!("args" in field) || isInternal(coordinate)) return [own];
    const args = field.args.map((arg) => ({
      coordinate: `${coordinate}(${arg.name})`,
      type: getNamedType(arg.type),
    }));
    return [own, ...args];
  });
}

function fieldsOf(type: GraphQLNamedType) {
  return isObjectType(type) || isInterfaceType(type)
    ? Object.values(type.getFields())
    : isInputObjectType(type)
      ? Object.values<GraphQLInputField>(type.getFields())
      : [];
}

function isInternal(coordinate: string): boolean {
  return INTERNAL.includes(coordinate);
}
