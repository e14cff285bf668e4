import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from "graphql";

/** A selection of every field that can be reached from a type without arguments, but for the fields named. */
export function everyField(schema: GraphQLSchema, typeName: string, without: readonly string[] = []): string {
  const type = schema.getType(typeName);
  if (type === undefined) throw new Error(`no type ${typeName}`);
  return selection(schema, type, without, 6);
}

function selection(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  without: readonly string[],
  depth: number,
): string {
  if (isLeafType(type)) return "";
  if (isAbstractType(type) && !isInterfaceType(type)) {
    const members = schema
      .getPossibleTypes(type)
      .map((member) => `... on ${member.name} ${selection(schema, member, without, depth)}`);
    return `{ __typename ${members.join(" ")} }`;
  }
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${type.name} has no fields`);
  const fields = Object.values(type.getFields()).filter(({ name }) => !without.includes(name));
  const inner = fields.map(({ name, type: fieldType }) => {
    const named = getNamedType(fieldType);
    return depth === 0 && !isLeafType(named) ? "" : `${name} ${selection(schema, named, without, depth - 1)}`;
  });
  return `{ __typename ${inner.join(" ")} }`;
}
