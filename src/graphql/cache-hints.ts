/**
 * How long answers may be kept by browsers, CDNs and gateways: `@cacheControl` hints, from which Apollo computes
 * `Cache-Control` of an answer. What has no hint may not be kept at all, and neither may what stands beside it: signed URLs,
 * what is known of stored pictures, and every mutation.
 */
import { type GraphQLSchema, isObjectType, type ObjectTypeDefinitionNode, parse } from "graphql";

/** A catalogue that only a new version of the server changes, in seconds. */
const MODELS_MAX_AGE = 86_400;
/** Styles, in seconds: a page that is opened twice, but nobody's change waited for. */
const STYLES_MAX_AGE = 10;

/** Types that hold nothing of their own: they may be kept as long as the field that led to them. */
const PARTS = ["SourceImageLimits", "ModelParameter", "ProcessingStep", "WatermarkImage", "Point"];

export interface CacheHintOptions {
  /** How long a list of styles is kept by this server, in milliseconds: no answer is kept longer elsewhere. */
  readonly styleCacheTtlMs: number;
}

/**
 * Puts the hints on the built schema, where Apollo's plugin looks for them. The SDL has none: a supergraph would need the
 * directive's definition in every subgraph, for hints that a gateway reads from the header anyway.
 */
export function addCacheHints(schema: GraphQLSchema, { styleCacheTtlMs }: CacheHintOptions): GraphQLSchema {
  const stylesMaxAge = Math.min(STYLES_MAX_AGE, Math.floor(styleCacheTtlMs / 1000));
  // Everybody may see the models; which styles a bucket has is the caller's business.
  hintField(schema, "imageModels", `maxAge: ${MODELS_MAX_AGE}, scope: PUBLIC`);
  hintField(schema, "processingStyles", `maxAge: ${stylesMaxAge}, scope: PRIVATE`);
  hintField(schema, "processingStyle", `maxAge: ${stylesMaxAge}, scope: PRIVATE`);
  // On the types themselves, since a gateway asks for entities by no field of ours.
  hintType(schema, "ImageModel", `maxAge: ${MODELS_MAX_AGE}, scope: PUBLIC`);
  hintType(schema, "ProcessingStyle", `maxAge: ${stylesMaxAge}, scope: PRIVATE`);
  for (const name of PARTS) hintType(schema, name, "inheritMaxAge: true");
  return schema;
}

function hintType(schema: GraphQLSchema, name: string, args: string): void {
  const type = schema.getType(name);
  if (type === undefined) throw new Error(`${name} is no type of the schema`);
  const node = type.astNode ?? parseType(`type ${name}`);
  const directives = [...(node.directives ?? []), ...hint(args)];
  type.astNode = { ...node, directives } as typeof type.astNode;
}

function hintField(schema: GraphQLSchema, name: string, args: string): void {
  const query = schema.getQueryType();
  const field = isObjectType(query) ? query.getFields()[name] : undefined;
  if (field === undefined) throw new Error(`${name} is no query of the schema`);
  const node = field.astNode ?? parseType(`type Query { ${name}: ${field.type} }`).fields?.[0];
  if (node === undefined) throw new Error(`${name} has no definition`);
  field.astNode = { ...node, directives: [...(node.directives ?? []), ...hint(args)] };
}

function hint(args: string): NonNullable<ObjectTypeDefinitionNode["directives"]> {
  return parseType(`type T @cacheControl(${args})`).directives ?? [];
}

function parseType(sdl: string): ObjectTypeDefinitionNode {
  return parse(sdl).definitions[0] as ObjectTypeDefinitionNode;
}
