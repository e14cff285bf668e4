import { describe, expect, it } from "vitest";
import { readBody, readSearch, toSearch } from "../../../src/http/graphql-parameters.js";

const ALL = {
  query: "query A($x: Int) { a(x: $x) }",
  operationName: "A",
  variables: { x: 1 },
  extensions: { persistedQuery: { version: 1, sha256Hash: "ab" } },
};

describe("the parameters of a body", () => {
  it("are read, and other members are ignored", () => {
    expect(readBody({ ...ALL, documentId: "sha256:ab", other: 1 })).toEqual({
      ...ALL,
      documentId: "sha256:ab",
    });
  });

  it("may be null or an empty text, which is the same as not given", () => {
    const empty = { query: "", documentId: "", operationName: "", variables: null, extensions: null };
    expect(readBody(empty)).toEqual({});
  });

  it.each<[unknown, RegExp]>([
    [undefined, /JSON object/],
    [null, /JSON object/],
    ["{ a }", /JSON object/],
    [[{ query: "{ a }" }], /batching/],
    [{ query: { a: 1 } }, /`query` must be a text/],
    [{ query: "{ a }", operationName: 1 }, /`operationName` must be a text/],
    [{ documentId: ["x"] }, /`documentId` must be a text/],
    [{ query: "{ a }", variables: "{}" }, /`variables` must be a JSON object/],
    [{ query: "{ a }", variables: [] }, /`variables` must be a JSON object/],
    [{ query: "{ a }", extensions: 0 }, /`extensions` must be a JSON object/],
  ])("are refused when they are of another type: %j", (body, message) => {
    expect(readBody(body)).toEqual({ malformed: expect.stringMatching(message) });
  });
});

describe("the parameters of a URL", () => {
  it("are read as they are written", () => {
    expect(readSearch(`?${toSearch(ALL)}`)).toEqual(ALL);
  });

  it("may be empty, which is the same as not given, and an operation may be called null", () => {
    expect(readSearch("query=%7Ba%7D&variables=&extensions=&operationName=&documentId=")).toEqual({
      query: "{a}",
    });
    expect(readSearch("operationName=null&variables=null")).toEqual({ operationName: "null" });
  });

  it.each([
    ["query=a&query=b", /`query` must not be given twice/],
    ["variables=%7B", /`variables` must be a JSON object/],
    ["variables=1", /`variables` must be a JSON object/],
    ["variables=[]", /`variables` must be a JSON object/],
    ["extensions=x", /`extensions` must be a JSON object/],
    ['variables={"a":{"__proto__":{"b":1}}}', /`variables` must be a JSON object/],
    ['variables={"a":{"constructor":{"prototype":1}}}', /`variables` must be a JSON object/],
  ])("are refused when they are something else: %s", (search, message) => {
    expect(readSearch(search)).toEqual({ malformed: expect.stringMatching(message) });
  });
});
