/** The SDL of the subgraph: that of the API with the directives of federation, which type-graphql cannot set on all types. */
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  isTypeDefinitionNode,
  Kind,
  parse,
  printSchema,
  type TypeDefinitionNode,
} from "graphql";
import { contractTags } from "./contract-tags.js";
import { AUTHENTICATED, KEYS, SCOPES, SHAREABLE } from "./directives.js";

export interface SubgraphSdlOptions {
  /** Whether `@authenticated` and `@requiresScopes` are set: some gateways refuse to start with them. */
  readonly authDirectives: boolean;
}

const FEDERATION = "https://specs.apollo.dev/federation/v2.7";

/** @throws Error when a table names something that the schema does not have. */
export function subgraphTypeDefs(api: GraphQLSchema, options: SubgraphSdlOptions): DocumentNode {
  const directives = directivesByCoordinate(api, options);
  const placed = new Set<string>();
  const place: Place = (coordinate) => {
    placed.add(coordinate);
    return directives.get(coordinate) ?? [];
  };
  const definitions = parse(printSchema(api), { noLocation: true }).definitions.map((node) =>
    annotate(node, place),
  );
  const missing = [...directives.keys()].filter((coordinate) => !placed.has(coordinate));
  if (missing.length > 0) throw new Error(`the schema has no ${missing.join(", ")}`);
  return { kind: Kind.DOCUMENT, definitions: [...linkToFederation(options), ...definitions] };
}

function linkToFederation({ authDirectives }: SubgraphSdlOptions): readonly DefinitionNode[] {
  const names = [
    "@key",
    "@shareable",
    "@tag",
    ...(authDirectives ? ["@authenticated", "@requiresScopes"] : []),
  ];
  return parse(`extend schema @link(url: "${FEDERATION}", import: ${JSON.stringify(names)})`).definitions;
}

function directivesByCoordinate(
  api: GraphQLSchema,
  { authDirectives }: SubgraphSdlOptions,
): ReadonlyMap<string, readonly ConstDirectiveNode[]> {
  const texts = new Map<string, string[]>();
  const add = (coordinate: string, directive: string): void => {
    texts.set(coordinate, [...(texts.get(coordinate) ?? []), directive]);
  };
  for (const [name, fields] of Object.entries(KEYS)) add(name, `@key(fields: ${JSON.stringify(fields)})`);
  for (const name of SHAREABLE) add(name, "@shareable");
  if (authDirectives) {
    for (const coordinate of AUTHENTICATED) add(coordinate, "@authenticated");
    for (const [coordinate, scopes] of Object.entries(SCOPES))
      add(coordinate, `@requiresScopes(scopes: ${JSON.stringify(scopes)})`);
  }
  for (const [coordinate, tag] of contractTags(api)) add(coordinate, `@tag(name: "${tag}")`);
  return new Map([...texts].map(([coordinate, directives]) => [coordinate, parseDirectives(directives)]));
}

function parseDirectives(texts: readonly string[]): readonly ConstDirectiveNode[] {
  const [node] = parse(`scalar Carrier ${texts.join(" ")}`, { noLocation: true }).definitions;
  return (node?.kind === Kind.SCALAR_TYPE_DEFINITION && node.directives) || [];
}

type Place = (coordinate: string) => readonly ConstDirectiveNode[];

function annotate(node: DefinitionNode, place: Place): DefinitionNode {
  if (!isTypeDefinitionNode(node)) return node;
  const { value: name } = node.name;
  const annotated = withDirectives(node, place(name));
  if (!("fields" in annotated) || annotated.fields === undefined) return annotated;
  const fields = annotated.fields.map((field) => annotateField(field, `${name}.${field.name.value}`, place));
  return { ...annotated, fields } as TypeDefinitionNode;
}

function annotateField(
  field: FieldDefinitionNode | InputValueDefinitionNode,
  coordinate: string,
  place: Place,
): FieldDefinitionNode | InputValueDefinitionNode {
  const annotated = withDirectives(field, place(coordinate));
  if (!("arguments" in annotated)) return annotated;
  return {
    ...annotated,
    arguments: (annotated.arguments ?? []).map((argument) =>
      withDirectives(argument, place(`${coordinate}(${argument.name.value})`)),
    ),
  };
}

/** Without `@oneOf`, which composition refuses: the executor holds to it all the same, see `createSubgraphSchema`. */
function withDirectives<T extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(
  node: T,
  directives: readonly ConstDirectiveNode[],
): T {
  const own = (node.directives ?? []).filter(({ name }) => name.value !== "oneOf");
  return { ...node, directives: [...own, ...directives] };
}
