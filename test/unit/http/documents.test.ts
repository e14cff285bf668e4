import { describe, expect, it } from "vitest";
import { chooseDocument, type DocumentRules } from "../../../src/http/document-choice.js";
import { readManifests, sha256 } from "../../../src/http/trusted-documents.js";

const KNOWN = "query Known { imageModels { reqKey } }";
const OTHER = "{ imageModels { title } }";
/** SHA-1 is what graphql-codegen's client preset makes by default. */
const SHA1 = "0123456789abcdef0123456789abcdef01234567";
const trusted = readManifests([JSON.stringify({ [SHA1]: KNOWN })]);

describe("a manifest", () => {
  it("is found in by its identifiers, and by the SHA-256 of each document, bare or with its prefix", () => {
    for (const name of [SHA1, sha256(KNOWN), `sha256:${sha256(KNOWN)}`])
      expect(trusted.find(name)).toBe(KNOWN);
    expect([trusted.find(sha256(OTHER)), trusted.find(""), trusted.find("__proto__")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([trusted.has(KNOWN), trusted.has(`${KNOWN} `), trusted.size]).toEqual([true, false, 1]);
  });

  it("may be one of several clients, with the same documents in them", () => {
    const both = readManifests([`{"a":"{ a }","b":"{ b }"}`, `{"b":"{ b }","c":"{ a }"}`]);
    expect([both.size, both.find("c")]).toEqual([2, "{ a }"]);
  });

  it.each([
    ["", /is not JSON/],
    ["[]", /must be a JSON object/],
    ["{}", /holds no document/],
    [`{"a":1}`, /no text for the identifier a/],
    [`{"format":"x","operations":[]}`, /not GraphQL|no text/],
    [`{"a":"{ b"}`, /not GraphQL, of the identifier a: Syntax Error/],
  ])("is refused: %s", (text, message) => {
    expect(() => readManifests([text])).toThrow(message);
  });

  it("is refused when another has a different document of the same identifier", () => {
    expect(() => readManifests([`{"a":"{ a }"}`, `{"a":"{ b }"}`])).toThrow(
      "two documents of the identifier a",
    );
  });
});

const named = (sha256Hash: unknown, version: unknown = 1) => ({ persistedQuery: { version, sha256Hash } });

describe("a document", () => {
  const off: DocumentRules = { mode: "off", trusted: null, apq: true };
  const preferred: DocumentRules = { mode: "preferred", trusted, apq: true };
  const only: DocumentRules = { mode: "only", trusted, apq: true };

  it.each([
    { documentId: SHA1 },
    { documentId: `sha256:${sha256(KNOWN)}` },
    { extensions: named(SHA1) },
    { extensions: named(sha256(KNOWN)) },
  ])("that is trusted is executed by its name: %j", (given) => {
    const parameters = { query: KNOWN, variables: { a: 1 } };
    for (const rules of [preferred, only])
      expect(chooseDocument({ ...given, variables: { a: 1 } }, rules)).toEqual({
        parameters,
        isTrusted: true,
      });
  });

  it("that is trusted is executed when it is sent as it is", () => {
    const chosen = { parameters: { query: KNOWN }, isTrusted: true };
    expect(chooseDocument({ query: KNOWN }, only)).toEqual(chosen);
    expect(chooseDocument({ query: KNOWN, extensions: named(sha256(KNOWN)) }, only)).toEqual(chosen);
  });

  it.each([
    { query: OTHER },
    { documentId: "unheard-of" },
    { documentId: sha256(OTHER) },
    { extensions: named(sha256(OTHER)) },
    { query: OTHER, documentId: SHA1 },
  ])("that is another is refused where only trusted ones are executed: %j", (given) => {
    expect(chooseDocument(given, only)).toEqual({ code: "DOCUMENT_NOT_TRUSTED" });
  });

  it("that is another is executed where trusted ones are preferred, and known for what it is", () => {
    expect(chooseDocument({ query: OTHER }, preferred)).toEqual({
      parameters: { query: OTHER },
      isTrusted: false,
    });
  });

  it.each([
    { extensions: named(sha256(OTHER)) },
    { documentId: sha256(OTHER) },
    { documentId: `sha256:${sha256(OTHER)}` },
  ])("may be one that was kept under its hash: %j", (given) => {
    const parameters = { extensions: named(sha256(OTHER)) };
    for (const rules of [off, preferred])
      expect(chooseDocument(given, rules)).toEqual({ parameters, isTrusted: false });
  });

  it("is to be kept under its hash when both are sent", () => {
    const given = { query: OTHER, extensions: { ...named(sha256(OTHER)), other: 1 } };
    expect(chooseDocument(given, off)).toEqual({ parameters: given, isTrusted: false });
  });

  it("is only executed, when both are sent and nothing is kept", () => {
    const given = { query: OTHER, extensions: named(sha256(OTHER)) };
    const rules = { ...off, apq: false };
    expect(chooseDocument(given, rules)).toEqual({ parameters: { query: OTHER }, isTrusted: false });
  });

  it("that is not there under its name is told so by what the server could have", () => {
    const nothing = { ...off, apq: false };
    expect(chooseDocument({ documentId: "custom" }, off)).toEqual({ code: "PERSISTED_QUERY_NOT_FOUND" });
    expect(chooseDocument({ documentId: "custom" }, preferred)).toEqual({
      code: "PERSISTED_QUERY_NOT_FOUND",
    });
    expect(chooseDocument({ extensions: named(sha256(KNOWN)) }, nothing)).toEqual({
      code: "PERSISTED_QUERY_NOT_SUPPORTED",
    });
  });

  it.each([
    [{}, /`query` must be given/],
    [{ extensions: {} }, /`query` must be given/],
    [{ query: OTHER, documentId: sha256(KNOWN) }, /must be the SHA-256/],
    [{ query: OTHER, extensions: named(sha256(KNOWN)) }, /must be the SHA-256/],
    [{ extensions: named("ab", 2) }, /version` must be 1/],
    [{ extensions: named({ a: 1 }) }, /sha256Hash` must be a text/],
    [{ extensions: { persistedQuery: 7 } }, /version` must be 1/],
    [{ documentId: "a", extensions: named("b") }, /not by both/],
  ])("that is not named as it has to be is refused: %j", (given, message) => {
    for (const rules of [off, preferred, only])
      expect(chooseDocument(given, rules)).toEqual({ malformed: expect.stringMatching(message) });
  });
});
