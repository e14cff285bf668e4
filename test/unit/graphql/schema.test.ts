import { readdirSync, readFileSync } from "node:fs";
import {
  buildSchema,
  type GraphQLNamedType,
  getNamedType,
  introspectionFromSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  lexicographicSortSchema,
  parse,
  printSchema,
  validate,
} from "graphql";
import { describe, expect, it } from "vitest";
import { ERROR_CODES } from "../../../src/graphql/errors.js";
import { GenerationFailureCode } from "../../../src/graphql/generation/generation.enums.js";
import { ImageDeletionFailureCode } from "../../../src/graphql/images/image-deletion.enums.js";
import { createSchema } from "../../../src/graphql/schema.js";
import { ProcessingStyleFailureCode } from "../../../src/graphql/styles/processing-style.enums.js";

const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !(isScalarType(type) && isSpecifiedScalarType(type)),
);

/** Every element that may carry a description, with the path to it. */
function* elements(
  type: GraphQLNamedType,
): Generator<{ path: string; description: string | null | undefined }> {
  yield { path: type.name, description: type.description };
  if (isEnumType(type)) {
    for (const { name, description } of type.getValues()) yield { path: `${type.name}.${name}`, description };
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      yield { path: `${type.name}.${field.name}`, description: field.description };
      for (const { name, description } of field.args)
        yield { path: `${type.name}.${field.name}(${name})`, description };
    }
  }
  if (isInputObjectType(type)) {
    for (const { name, description } of Object.values(type.getFields()))
      yield { path: `${type.name}.${name}`, description };
  }
}

describe("the schema", () => {
  it("describes every type, field, argument and enum value", () => {
    const bare = types
      .flatMap((type) => [...elements(type)])
      .filter(({ description }) => !description?.trim());
    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  it("gives an example with every argument, input field and output value that is not true or false", () => {
    const bare = types.flatMap((type) => {
      if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
      return Object.values(type.getFields()).flatMap((field) => {
        const own = isLeafType(getNamedType(field.type)) || isInputObjectType(type) ? [field] : [];
        return [...own, ...("args" in field ? field.args : [])]
          .filter(({ type: valueType }) => String(getNamedType(valueType)) !== "Boolean")
          .filter(({ description }) => !/for example/i.test(description ?? ""))
          .map(({ name }) => `${type.name}.${field.name}: ${name}`);
      });
    });
    expect(bare).toEqual([]);
  });

  it("tells the default of every argument of a step of image processing that may be left out", () => {
    const silent = types.flatMap((type) =>
      isInputObjectType(type) && /StepInput$/.test(type.name) && !type.isOneOf
        ? Object.values(type.getFields())
            .filter((field) => !isNonNullType(field.type) && !/Default: \S/.test(field.description ?? ""))
            .map(({ name }) => `${type.name}.${name}`)
        : [],
    );
    expect(silent).toEqual([]);
  });

  it("ends the names of inputs, and of no output, in Input", () => {
    const inputs = types.filter(isInputObjectType).map(({ name }) => name);
    expect(inputs.filter((name) => !name.endsWith("Input"))).toEqual([]);
    const outputs = types.filter((type) => isObjectType(type) || isInterfaceType(type) || isUnionType(type));
    expect(outputs.map(({ name }) => name).filter((name) => name.endsWith("Input"))).toEqual([]);
  });

  it("says where each custom scalar is specified", () => {
    const scalars = types
      .filter(isScalarType)
      .map(({ name, specifiedByURL }) => [name, typeof specifiedByURL]);
    expect(scalars.sort()).toEqual(
      ["Base64", "DateTime", "HexColor", "JSONObject", "SafeInt", "URL"].map((name) => [name, "string"]),
    );
  });

  it("marks the inputs of which exactly one member is given, in introspection and in the SDL", () => {
    const oneOf = introspectionFromSchema(schema, { oneOf: true }).__schema.types.filter(
      (type) => "isOneOf" in type && type.isOneOf,
    );
    const names = [
      "ImageToImageModelInput",
      "ProcessingChainInput",
      "ProcessingInput",
      "ProcessingStepInput",
      "TextToImageModelInput",
      "WatermarkImageStepInput",
    ];
    expect(oneOf.map(({ name }) => name).sort()).toEqual(names);
    expect(
      readFileSync("schema/schema.graphql", "utf8")
        .match(/input \w+ @oneOf/g)
        ?.sort(),
    ).toEqual(names.map((name) => `input ${name} @oneOf`));
  });

  it.each([
    ["GenerateImageResult", "GeneratedImage", "GenerationFailure"],
    ["DeleteImageResult", "DeletedImage", "ImageDeletionFailure"],
    ["CreateProcessingStyleResult", "CreatedProcessingStyle", "ProcessingStyleFailure"],
    ["UpdateProcessingStyleResult", "UpdatedProcessingStyle", "ProcessingStyleFailure"],
    ["DeleteProcessingStyleResult", "DeletedProcessingStyle", "ProcessingStyleFailure"],
  ])("has in %s, beside %s, only what implements %s", (unionName, success, failureName) => {
    const union = schema.getType(unionName);
    const failure = schema.getType(failureName);
    if (!isUnionType(union) || !isInterfaceType(failure)) throw new Error("types are missing");
    const others = union.getTypes().filter((type) => !type.getInterfaces().includes(failure));
    expect(others.map(({ name }) => name)).toEqual([success]);
    expect(union.getTypes().length).toBeGreaterThan(2);
  });

  it("holds no list of nullable members, and no open JSON but the other model's parameters", () => {
    const fields = types.flatMap((type) =>
      isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
        ? Object.values(type.getFields()).map((field) => ({
            path: `${type.name}.${field.name}`,
            type: String(field.type),
          }))
        : [],
    );
    expect(fields.filter(({ type }) => /\[\w+\]/.test(type)).map(({ path }) => path)).toEqual([]);
    expect(fields.filter(({ type }) => type.startsWith("JSON")).map(({ path }) => path)).toEqual([
      "OtherModelInput.parameters",
    ]);
  });

  it("is what the checked-in SDL says, for a client that only has that", () => {
    const published = buildSchema(readFileSync("schema/schema.graphql", "utf8"));
    expect(printSchema(lexicographicSortSchema(published))).toBe(
      printSchema(lexicographicSortSchema(schema)),
    );
  });

  it("takes every operation that is checked in", () => {
    const sources = readdirSync("schema/operations").map((file) =>
      readFileSync(`schema/operations/${file}`, "utf8"),
    );
    expect(validate(schema, parse(sources.join("\n")))).toEqual([]);
    expect(sources.length).toBeGreaterThan(3);
  });

  it("has no error code twice, in `errors` and among the failures, but for what both can mean", () => {
    const failures = {
      ...GenerationFailureCode,
      ...ImageDeletionFailureCode,
      ...ProcessingStyleFailureCode,
    };
    const shared = Object.keys(ERROR_CODES).filter((code) => code in failures);
    expect(shared).toEqual([]);
  });
});
