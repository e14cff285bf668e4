import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildSchema } from "graphql";
import { expect, it } from "vitest";
import { SCHEMA_RULES, schemaViolations } from "../../../scripts/schema-rules.js";
import { createSchema } from "../../../src/graphql/schema.js";

/** A schema that keeps every rule, and has a place where each can be broken. */
const GOOD = `
"What can be asked."
type Query {
  "A picture."
  image("Its key, for example \\"a.jpg\\"." key: String!): Image
  "Its name, for example \\"a\\"."
  oldName: String @deprecated(reason: "Use image.")
}
"What changes something."
type Mutation {
  "Deletes a picture."
  deleteImage("Which, for example {id: 1}." input: DeleteImageInput!): DeleteImageResult!
  "Deletes pictures."
  deleteImages("Which, for example [{id: 1}]." inputs: [DeleteImageInput!]!): [DeleteImageResult!]!
}
"A picture."
type Image {
  "Unique, for example 1."
  id: ID!
  "For example [1]."
  parentIds: [ID!]
  "For example LARGE."
  size: Size
  "For example 2."
  bytes: Bytes
}
"How large a picture is."
enum Size { "Large." LARGE "Very." EXTRA_LARGE2 }
"How large a picture shall be."
enum SizeInput { "Large." LARGE }
"A number."
scalar Bytes @specifiedBy(url: "https://example.com/bytes")
"Anything."
scalar JSONObject @specifiedBy(url: "https://example.com/json")
"A model."
input OtherModelInput { "For example {}." parameters: JSONObject }
"Which picture. Exactly one member must be given (\`@oneOf\`)."
input DeleteImageInput @oneOf {
  "For example 1."
  id: ID
  "For example LARGE."
  size: SizeInput
  "For example {field: NAME}."
  order: ImageOrderInput
  "For example {parameters: {}}."
  model: OtherModelInput
  "Whether all."
  all: Boolean
}
"An order."
input ImageOrderInput { "For example {}." parameters: String }
"A step."
input TurnStepInput { "In degrees, for example 90. Default: 0." by: Int "For example true." on: Boolean! }
"What came of it."
union DeleteImageResult = Image | Refused | Failed
"What went wrong."
interface DeletionFailure { ${failure("DeletionFailure")} }
"Refused."
type Refused implements DeletionFailure { ${failure("DeletionFailure")} }
"Failed."
type Failed implements DeletionFailure { ${failure("DeletionFailure")} }
"Why."
enum DeletionFailureCode { "No reason." UNKNOWN }
"What to do."
enum RetryAdvice { "Nothing." NEVER }
`;

function failure(name: string): string {
  return `"For example UNKNOWN." code: ${name}Code! "For example \\"no\\"." message: String! "For example NEVER." retry: RetryAdvice!`;
}

const BROKEN: [rule: string, from: string, to: string, places: string[]][] = [
  ["described", '"A picture."\ntype', "type", ["Image"]],
  ["described", '"A picture."\n  image', '" "\n  image', ["Query.image"]],
  ["described", '"Very." EXTRA', "EXTRA", ["Size.EXTRA_LARGE2"]],
  ["exemplified", "Its key, for example", "Its key, as", ["Query.image.key"]],
  ["exemplified", '"For example 2."', '"In bytes."', ["Image.bytes"]],
  ["exemplified", '"For example {parameters: {}}."', '"A model."', ["DeleteImageInput.model"]],
  ["named", "scalar Bytes", "scalar bytes scalar Bytes", ["bytes"]],
  ["named", "oldName:", "old_name:", ["Query.old_name"]],
  ["named", "image(", "Image(", ["Query.Image"]],
  ["named", "EXTRA_LARGE2", "ExtraLarge", ["Size.ExtraLarge"]],
  ["deprecated-with-reason", '(reason: "Use image.")', "", ["Query.oldName"]],
  ["deprecated-with-reason", '"Use image."', '""', ["Query.oldName"]],
  ["no-null-in-lists", "parentIds: [ID!]", "parentIds: [ID]!", ["Image.parentIds"]],
  ["no-null-in-lists", "parentIds: [ID!]", "parentIds: [[ID!]]", ["Image.parentIds"]],
  ["no-open-json", "parameters: String", "parameters: [JSONObject!]", ["ImageOrderInput.parameters"]],
  ["ids-are-ids", "id: ID!", "id: String!", ["Image.id"]],
  ["ids-are-ids", "id: ID!", "id: ID", ["Image.id"]],
  ["ids-are-ids", "parentIds: [ID!]", "parents: [ID!]", ["Image.parents"]],
  ["scalars-are-specified", ' @specifiedBy(url: "https://example.com/bytes")', "", ["Bytes"]],
  ["inputs-are-called-so", "input ImageOrderInput", "input ImageOrder", ["ImageOrder"]],
  ["inputs-are-called-so", "size: Size\n", "size: SizeInput\n", ["SizeInput"]],
  ["inputs-are-called-so", "type Image {", "type ImageInput {", ["ImageInput"]],
  ["step-defaults-are-told", " Default: 0.", "", ["TurnStepInput.by"]],
  ["one-of-is-told", " Exactly one member must be given (`@oneOf`).", "", ["DeleteImageInput"]],
  [
    "mutations-take-their-input",
    "input: DeleteImageInput!",
    "input: OtherModelInput!",
    ["Mutation.deleteImage"],
  ],
  [
    "mutations-take-their-input",
    "input: DeleteImageInput!",
    "input: DeleteImageInput",
    ["Mutation.deleteImage"],
  ],
  [
    "mutations-take-their-input",
    "[DeleteImageInput!]!)",
    "[DeleteImageInput!]!, more: Int)",
    ["Mutation.deleteImages"],
  ],
  ["mutations-answer-with-objects", "): DeleteImageResult!", "): Boolean!", ["Mutation.deleteImage"]],
  [
    "mutations-answer-with-objects",
    "): DeleteImageResult!",
    "): DeleteImageResult",
    ["Mutation.deleteImage"],
  ],
  [
    "results-are-one-success-or-failures",
    "= Image | Refused",
    "= Image | Query | Refused",
    ["DeleteImageResult"],
  ],
  ["results-are-one-success-or-failures", "= Image | Refused", "= Refused", ["DeleteImageResult"]],
  ["results-are-one-success-or-failures", "= Image | Refused | Failed", "= Image", ["DeleteImageResult"]],
  [
    "failures-tell-what-to-do",
    'retry: RetryAdvice! }\n"Refused',
    'retry: RetryAdvice }\n"Refused',
    ["DeletionFailure"],
  ],
];

it.each(BROKEN)("%s finds %j where it is made %j", (rule, from, to, places) => {
  expect(GOOD).toContain(from);
  // A renamed type is renamed wherever it stands.
  const name = /^(type|input) (\w+)/.exec(from)?.[2];
  const bad = GOOD.replace(from, to);
  const renamed = name ? bad.replaceAll(new RegExp(`\\b${name}\\b`, "g"), places[0] ?? "") : bad;
  expect(SCHEMA_RULES[rule]?.(buildSchema(renamed))).toEqual(places);
});

it("every rule is broken by one of these", () => {
  expect([...new Set(BROKEN.map(([rule]) => rule))].sort()).toEqual(Object.keys(SCHEMA_RULES).sort());
});

it("a schema that is as it should be keeps every rule", () => {
  expect(schemaViolations(buildSchema(GOOD))).toEqual([]);
});

it("the server's schema keeps every rule", () => {
  expect(schemaViolations(createSchema())).toEqual([]);
});

it("fails as a command, with the rule and the place of each violation", async () => {
  const folder = await mkdtemp(join(tmpdir(), "schema-rules-"));
  const lint = (file: string) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/lint-schema.ts", file]);
  try {
    await writeFile(join(folder, "good.graphql"), GOOD);
    await writeFile(join(folder, "bad.graphql"), GOOD.replace("oldName:", "old_name:"));
    expect(await lint(join(folder, "good.graphql"))).toEqual({ stdout: "", stderr: "" });
    await expect(lint(join(folder, "bad.graphql"))).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^named: Query\.old_name\n/),
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
