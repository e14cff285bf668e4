/** `_entities`: what a gateway asks for by the keys that other subgraphs have given it. */
import { maybeCacheControlFromInfo } from "@apollo/cache-control-types";
import { type GraphQLFieldResolver, isObjectType } from "graphql";
import { InvalidRequestError, MAX_VIOLATIONS, type Violation } from "../../generation/violation.js";
import type { ChooseBucket } from "../bucket-choice.js";
import type { RequestContext } from "../context.js";
import { ImageArgs } from "../images/stored-image.args.js";
import { findImageModel } from "../models/image-model.resolver.js";
import { ProcessingStyleArgs } from "../styles/processing-style.args.js";
import { toProcessingStyle } from "../styles/processing-style.type.js";
import { validateArguments } from "../validation.js";
import type { KEYS } from "./directives.js";

export type ResolveEntities = GraphQLFieldResolver<unknown, RequestContext>;

type Representation = Readonly<Record<string, unknown>>;

/** Looks an entity up; null when there is none. */
type Load = (context: RequestContext) => Promise<object | null> | object | null;

/** Reads a representation. Throws InvalidRequestError, with paths from the representation down, when it breaks a rule. */
type Reference = (representation: Representation) => Load;

/**
 * Every entity is resolved by itself: one that is wrong is null, with an error of its own, and no other is lost by it.
 * Look-ups go through the request's loaders.
 */
export function createEntities(chooseBucket: ChooseBucket): ResolveEntities {
  const references: Readonly<Record<string, Reference>> = {
    StoredImage(representation) {
      const { bucket: named, key } = read(ImageArgs, representation, { bucket: "optional", key: "required" });
      const bucket = chooseBucket(named, ["bucket"]);
      return () => ({ bucket, key });
    },
    ProcessingStyle(representation) {
      const { bucket: named, name } = read(ProcessingStyleArgs, representation, {
        bucket: "optional",
        name: "required",
      });
      const bucket = chooseBucket(named, ["bucket"]);
      return async ({ styles }) => {
        const style = await styles.find(bucket, name);
        return style && toProcessingStyle(bucket, style);
      };
    },
    ImageModel(representation) {
      const { id } = read(ImageModelKey, representation, { id: "required" });
      return () => findImageModel(id);
    },
  } satisfies Record<keyof typeof KEYS, Reference>;

  return (_root, { representations }: { readonly representations: readonly unknown[] }, context, info) => {
    const prepared = representations.map((given, index) => prepare(references, given, index));
    const wrong = prepared.filter((entity) => entity instanceof InvalidRequestError);
    // An answer stays in proportion: beyond this bound there is one error for all, and not one for each.
    if (wrong.length > MAX_VIOLATIONS)
      throw new InvalidRequestError(wrong.flatMap(({ violations }) => violations));
    const caching = maybeCacheControlFromInfo(info);
    return prepared.map(async (entity) => {
      if (entity instanceof InvalidRequestError) throw entity;
      const type = info.schema.getType(entity.typeName);
      if (caching !== null && isObjectType(type)) {
        // Without a hint of its own an entity is not kept, also not beside one that may be.
        const { maxAge = 0, scope } = caching.cacheHintFromType(type) ?? {};
        caching.cacheHint.restrict({ maxAge, ...(scope !== undefined && { scope }) });
      }
      const found = await entity.load(context);
      return found && { ...found, __typename: entity.typeName };
    });
  };
}

interface PreparedEntity {
  readonly typeName: string;
  readonly load: Load;
}

function prepare(
  references: Readonly<Record<string, Reference>>,
  given: unknown,
  index: number,
): PreparedEntity | InvalidRequestError {
  try {
    const representation = asRepresentation(given);
    const { __typename: typeName } = representation;
    if (typeof typeName !== "string" || !Object.hasOwn(references, typeName)) {
      throw invalid(["__typename"], "entity", `must be one of ${Object.keys(references).join(", ")}`);
    }
    const reference = references[typeName] as Reference;
    return { typeName, load: reference(representation) };
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    return new InvalidRequestError(
      error.violations.map((violation) => ({
        ...violation,
        path: ["representations", index, ...violation.path],
      })),
    );
  }
}

function asRepresentation(given: unknown): Representation {
  if (typeof given === "object" && given !== null && !Array.isArray(given)) return given as Representation;
  throw invalid([], "type", "must be an object with __typename and the fields of its key");
}

class ImageModelKey {
  id!: string;
}

/** The fields of a key, which are texts, held to the rules of the arguments that take the same. Others are passed over. */
function read<T extends object>(
  rules: new () => T,
  representation: Representation,
  fields: Readonly<Record<keyof T & string, "required" | "optional">>,
): T {
  const violations: Violation[] = [];
  const key: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(fields)) {
    const value = representation[name];
    if (typeof value === "string") key[name] = value;
    else if (value != null) violations.push({ path: [name], constraint: "type", message: "must be a text" });
    else if (kind === "required")
      violations.push({ path: [name], constraint: "required", message: "must be given" });
  }
  if (violations.length > 0) throw new InvalidRequestError(violations);
  const args = Object.assign(new rules(), key);
  validateArguments(args);
  return args;
}

function invalid(path: Violation["path"], constraint: string, message: string): InvalidRequestError {
  return new InvalidRequestError([{ path, constraint, message }]);
}
