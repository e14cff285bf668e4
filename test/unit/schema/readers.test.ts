/** What is shipped of the schema, read as generators of other languages and older ones read it. */
import { readdirSync, readFileSync } from "node:fs";
import {
  buildASTSchema,
  buildClientSchema,
  buildSchema,
  lexicographicSortSchema,
  printSchema,
} from "graphql";
import * as graphql15 from "graphql15";
import { describe, expect, it } from "vitest";
import apollo from "../../../examples/apollo-client/src/generated/possible-types.js";
import { createSchema } from "../../../src/graphql/schema.js";

const read = (file: string): string => readFileSync(`schema/${file}`, "utf8");
const sdl = read("schema.graphql");
const introspection = JSON.parse(read("introspection.json"));
const operations = readdirSync("schema/operations")
  .map((file) => read(`operations/${file}`))
  .join("\n");
const sorted = (schema: Parameters<typeof printSchema>[0]): string =>
  printSchema(lexicographicSortSchema(schema));

describe("the SDL", () => {
  it("is parsed by graphql-js 15 as by 16, which builds the server's schema of it", () => {
    const parsed = JSON.parse(JSON.stringify(graphql15.parse(sdl, { noLocation: true })));
    expect(sorted(buildASTSchema(parsed))).toBe(sorted(createSchema()));
  });

  it("is a schema for graphql-js 15 that takes all operations", () => {
    // 15 knows no @oneOf: a reader either assumes valid SDL, as generators do, or is told of the directive.
    const schemas = [
      graphql15.buildSchema(sdl, { assumeValidSDL: true }),
      graphql15.buildSchema(`directive @oneOf on INPUT_OBJECT\n${sdl}`),
    ];
    for (const schema of schemas) {
      expect(graphql15.validateSchema(schema)).toEqual([]);
      expect(graphql15.validate(schema, graphql15.parse(operations))).toEqual([]);
    }
  });

  it("may be told of @oneOf in 16, too", () => {
    expect(sorted(buildSchema(`directive @oneOf on INPUT_OBJECT\n${sdl}`))).toBe(sorted(createSchema()));
  });
});

describe("the introspection", () => {
  it("is the server's schema, with what inputs, deprecations and scalars have", () => {
    expect(sorted(buildClientSchema(introspection))).toBe(sorted(createSchema()));
  });

  it("is a schema for graphql-js 15 that takes all operations", () => {
    const schema = graphql15.buildClientSchema(introspection);
    expect(graphql15.validate(schema, graphql15.parse(operations))).toEqual([]);
  });
});

it("the possible types are those that the generator for Apollo Client finds", () => {
  const members = (types: Record<string, string[]>) =>
    Object.fromEntries(Object.entries(types).map(([name, names]) => [name, names.toSorted()]));
  const own = members(JSON.parse(read("possible-types.json")));
  expect(own).toEqual(members(apollo.possibleTypes));
  expect(own.GenerationFailure).toContain("RateLimited");
});
