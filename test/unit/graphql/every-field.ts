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
    // An alias of its own for each member: fields of one name may differ in type between them.
    const members = schema.getPossibleTypes(type).map((member) => {
      const fields = selection(schema, member, without, depth);
      return `... on ${member.name} ${aliased(fields, member.name)}`;
    });
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

/** Gives the outermost fields of a selection aliases with a prefix. */
function aliased(fields: string, prefix: string): string {
  let depth = 0;
  return fields.replace(/[{}]|[_A-Za-z]\w*/g, (token) => {
    if (token === "{") depth += 1;
    else if (token === "}") depth -= 1;
    else if (depth === 1 && token !== "__typename") return `${prefix}_${token}: ${token}`;
    return token;
  });
}
