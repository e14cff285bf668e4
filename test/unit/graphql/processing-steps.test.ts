/** Every example of the table of operations, and of its page, is a step that the schema takes. */
import "reflect-metadata";
import { readFileSync } from "node:fs";
import {
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
  isInputObjectType,
  parseValue,
  valueFromAST,
} from "graphql";
import { describe, expect, it } from "vitest";
import { toSteps } from "../../../src/graphql/processing/step.input.js";
import { createSchema } from "../../../src/graphql/schema.js";
import { chainText, checkChain } from "../../../src/processing/chain.js";
import { OPERATIONS } from "../../../src/processing/operations/index.js";

const schema = createSchema();

function inputType(name: string) {
  const type = schema.getType(name);
  if (!isInputObjectType(type)) throw new Error(`${name} is no input`);
  return type;
}

/** Undefined when the literal does not fit. */
const read = (literal: string, type: GraphQLInputType): unknown => valueFromAST(parseValue(literal), type);

const STEPS = new GraphQLList(new GraphQLNonNull(inputType("ProcessingStepInput")));

const chainOf = (literal: string) => {
  const steps = toSteps(read(literal, STEPS) as Parameters<typeof toSteps>[0]);
  return { steps };
};

describe("an example", () => {
  it.each(OPERATIONS)("of $name is a step without fault", ({ name, example, upstreamName }) => {
    const chain = chainOf(`[{${name}: ${example}}]`);
    expect(checkChain(chain)).toEqual([]);
    expect(chainText(chain)).toMatch(new RegExp(`^image/${upstreamName}(,|$)`));
  });

  it.each(
    OPERATIONS.flatMap(({ name, arguments: all }) =>
      all.map((argument) => [name, argument.name, argument] as const),
    ),
  )("of %s.%s fits its type", (name, own, { example, onlyForMarks }) => {
    const typeName = `${name.charAt(0).toUpperCase()}${name.slice(1)}StepInput`;
    const field = inputType(onlyForMarks ? `WatermarkImage${typeName}` : typeName).getFields()[own];
    if (field === undefined) throw new Error(`${typeName} has no ${own}`);
    expect(read(example, field.type)).toBeDefined();
    expect(field.description).not.toMatch(/undefined|null|\.\./);
  });

  it("of docs/processing.md comes to the chain that stands beside it", () => {
    const text = readFileSync("docs/processing.md", "utf8");
    const [, steps = "", chain] = /come to the same chain: `(\[.+\])` is `(image\/.+?)`/.exec(text) ?? [];
    expect(chainText(chainOf(steps))).toBe(chain);
  });
});
