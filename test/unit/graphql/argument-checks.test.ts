import "reflect-metadata";
import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from "graphql";
import { expect, it } from "vitest";
import { createArgumentChecks } from "../../../src/graphql/argument-checks.js";
import { createBucketChoice } from "../../../src/graphql/bucket-choice.js";
import { createSchema } from "../../../src/graphql/schema.js";

const schema = createSchema();

/** The coordinates of the fields with arguments that a selection below these types can hold. */
function fieldsWithArguments(types: GraphQLNamedType[], seen = new Set<string>()): string[] {
  return types.flatMap((type) => {
    if (seen.has(type.name)) return [];
    seen.add(type.name);
    if (isUnionType(type)) return fieldsWithArguments([...type.getTypes()], seen);
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const below = isInterfaceType(type) ? [...schema.getPossibleTypes(type)] : [];
    const fields = Object.values(type.getFields());
    const own = fields.filter(({ args }) => args.length > 0).map(({ name }) => `${type.name}.${name}`);
    const named = fields.map((field): GraphQLOutputType => field.type).map((each) => getNamedType(each));
    return [...own, ...fieldsWithArguments([...below, ...named], seen)];
  });
}

it("every field that a mutation can hold has its arguments checked before anything of it runs", () => {
  const mutation = schema.getMutationType();
  if (mutation == null) throw new Error("the schema has no mutations");
  const checks = createArgumentChecks({
    chooseBucket: createBucketChoice({ defaultBucket: "examplebucket", onlyBucket: null }),
    uploads: { maxBytes: 1, maxSeconds: 1 },
    signedUrlMaxSeconds: 1,
  });
  const fields = fieldsWithArguments([mutation]);
  expect(Object.keys(checks).sort()).toEqual(fields.sort());
  expect(fields).toContain("StoredImage.signedUrl");
});
