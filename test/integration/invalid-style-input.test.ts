/** Bad input about styles is refused before anything is sent, with path, constraint and message, and no value comes back. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServerFor, type TestServer } from "../helpers/server.js";
import { type StubUpstream, startStubUpstream } from "../helpers/stub-upstream.js";

/** Stands in every submitted value that is wrong: wherever it comes back, something leaks. */
const CANARY = "CANARY7391";

let upstream: StubUpstream;
let server: TestServer;

beforeAll(async () => {
  upstream = await startStubUpstream();
  server = await startServerFor(upstream.url, { TOS_BUCKET: "" });
});
afterAll(async () => {
  await server.close();
  expect(upstream.received).toEqual([]);
  await upstream.close();
});

async function refusal(query: string, variables: object = {}) {
  const { status, body } = await server.post({ query, variables });
  expect(body.errors).toHaveLength(1);
  expect(body.data ?? null).toBeNull();
  expect(JSON.stringify(body)).not.toContain(CANARY);
  expect(server.logged.join("")).not.toContain(CANARY);
  const [error] = body.errors ?? [];
  return {
    status,
    code: error?.extensions?.code,
    message: error?.message,
    violations: error?.extensions?.violations,
  };
}

const valid = { bucket: "examplebucket", name: "card", processing: { actions: "image/resize,w_100" } };

describe.each(["create", "update", "delete"])("%sProcessingStyle", (verb) => {
  const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}ProcessingStyleInput`;
  const query = `mutation ($input: ${type}!) { ${verb}ProcessingStyle(input: $input) { __typename } }`;
  const { processing, ...named } = valid;
  const whole: object = verb === "delete" ? named : valid;

  const cases: [string, object, string[], string, RegExp][] = [
    ["an empty name", { name: "" }, ["name"], "styleName", /must be a style name/],
    ["a name with a slash", { name: `${CANARY}/x` }, ["name"], "styleName", /must be a style name/],
    ["a name that is too long", { name: CANARY.padEnd(257, "x") }, ["name"], "styleName", /1 to 256/],
    ["a bucket that is none", { bucket: `${CANARY}!` }, ["bucket"], "bucketName", /must be a bucket name/],
    ["no bucket where there is no default", { bucket: null }, ["bucket"], "bucketDefault", /must be given/],
  ];
  if (verb !== "delete") {
    const actions = ["processing", "actions"];
    cases.push(
      [
        "a chain of another kind",
        { processing: { actions: `video/${CANARY}` } },
        actions,
        "processingActions",
        /must begin/,
      ],
      [
        "an unknown operation",
        { processing: { actions: "image/canary7391,x_1" } },
        actions,
        "processingActions",
        /operation 1 is not/,
      ],
      [
        "an operation that gives no picture",
        { processing: { actions: "image/info" } },
        actions,
        "processingActions",
        /answers with data/,
      ],
      [
        "a chain that is too long",
        { processing: { actions: `image/${"x".repeat(5000)}` } },
        actions,
        "processingActions",
        /at most 4096/,
      ],
    );
  }

  it.each(cases)("refuses %s", async (_what, changes, path, constraint, message) => {
    const { status, code, violations } = await refusal(query, { input: { ...whole, ...changes } });
    expect({ status, code, violations }).toEqual({
      status: 400,
      code: "BAD_USER_INPUT",
      violations: [{ path: ["input", ...path], constraint, message: expect.stringMatching(message) }],
    });
  });

  it("tells everything that is wrong at once", async () => {
    const input = { bucket: null, name: "", ...(verb !== "delete" && { processing: { actions: "x" } }) };
    const { violations } = await refusal(query, { input });
    expect((violations as { constraint: string }[]).map(({ constraint }) => constraint)).toEqual([
      "bucketDefault",
      "styleName",
      ...(verb === "delete" ? [] : ["processingActions"]),
    ]);
  });

  it("refuses a field that it does not have, and a value of another type", async () => {
    const unknown = await refusal(query, { input: { ...whole, prefix: CANARY } });
    expect(unknown).toMatchObject({ status: 400, code: "BAD_USER_INPUT" });
    const number = await refusal(query, { input: { ...whole, name: 7391 } });
    expect(number.violations).toMatchObject([{ path: ["input", "name"], constraint: "type" }]);
  });

  it("runs nothing of a document of which another part is wrong", async () => {
    const both = `mutation ($good: ${type}!, $bad: ${type}!) {
      a: ${verb}ProcessingStyle(input: $good) { __typename } b: ${verb}ProcessingStyle(input: $bad) { __typename } }`;
    const { violations } = await refusal(both, { good: whole, bad: { ...whole, name: `${CANARY} ` } });
    expect(violations).toMatchObject([{ path: ["input", "name"], constraint: "styleName" }]);
  });
});

describe("the processing of a style", () => {
  const query =
    "mutation ($input: CreateProcessingStyleInput!) { createProcessingStyle(input: $input) { __typename } }";

  it.each([
    ["with no member", {}],
    ["that is null", { actions: null }],
    ["that names another style", { style: CANARY }],
  ])("%s is refused", async (_what, processing) => {
    expect(await refusal(query, { input: { ...valid, processing } })).toMatchObject({
      status: 400,
      code: "BAD_USER_INPUT",
      violations: expect.arrayContaining([
        expect.objectContaining({ path: expect.arrayContaining(["processing"]) }),
      ]),
    });
  });
});

describe("processingStyles", () => {
  it("refuses a part of a name that is longer than names are", async () => {
    const query =
      'query ($part: String) { processingStyles(bucket: "examplebucket", nameContains: $part) { name } }';
    expect(await refusal(query, { part: CANARY.padEnd(257, "x") })).toMatchObject({
      code: "BAD_USER_INPUT",
      violations: [{ path: ["nameContains"], constraint: "maxLength" }],
    });
  });

  it("refuses an order that it does not know, and says which there are", async () => {
    const query =
      'query ($by: ProcessingStyleOrderInput) { processingStyles(bucket: "examplebucket", orderBy: $by) { name } }';
    expect(await refusal(query, { by: { field: CANARY } })).toMatchObject({
      status: 400,
      violations: [
        {
          path: ["orderBy", "field"],
          constraint: "type",
          message: expect.stringContaining("NAME, CREATED_AT, UPDATED_AT"),
        },
      ],
    });
    expect(await refusal(query, { by: { direction: null } })).toMatchObject({ status: 400 });
  });
});
