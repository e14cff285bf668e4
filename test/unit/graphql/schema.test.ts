import { readdirSync, readFileSync } from "node:fs";
import {
  assertEnumType,
  buildSchema,
  introspectionFromSchema,
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

describe("the schema", () => {
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

  it.each(Object.entries({ GenerationFailureCode, ImageDeletionFailureCode, ProcessingStyleFailureCode }))(
    "can say every failure's code as it is called behind the schema: %s",
    (name, codes) => {
      const names = Object.keys(codes);
      const type = assertEnumType(schema.getType(name));
      expect(names.map((code) => type.serialize(code))).toEqual(names);
    },
  );

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
