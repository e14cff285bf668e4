import { describe, expect, it } from "vitest";
import { GRAPHQL_RESPONSE, LEGACY_JSON, type MediaType } from "../../../src/http/media-type.js";
import { type Answer, answerHead, malformedStatus } from "../../../src/http/response-status.js";

const failure = (code: string, asked?: number): Answer => ({ hasData: false, hasErrors: true, code, asked });

/** Answer, then the status in each edition, by GraphQL's own media type and by plain JSON. */
const CASES: [string, Answer, [number, number], [number, number]][] = [
  ["data", { hasData: true, hasErrors: false, asked: 200 }, [200, 200], [200, 200]],
  ["data and errors", { hasData: true, hasErrors: true, code: "X", asked: 500 }, [200, 200], [294, 200]],
  ["a document that is not GraphQL", failure("GRAPHQL_PARSE_FAILED", 400), [400, 200], [400, 400]],
  ["one that does not fit the schema", failure("GRAPHQL_VALIDATION_FAILED", 400), [400, 200], [422, 422]],
  ["no operation of the name", failure("OPERATION_RESOLUTION_FAILURE", 400), [400, 200], [422, 422]],
  ["a variable that does not fit", failure("BAD_USER_INPUT", 400), [400, 200], [422, 422]],
  ["a mutation by GET", failure("BAD_REQUEST", 405), [405, 405], [405, 405]],
  ["a hash that is not known", failure("PERSISTED_QUERY_NOT_FOUND", 200), [404, 200], [404, 404]],
  ["hashes that are not supported", failure("PERSISTED_QUERY_NOT_SUPPORTED", 200), [400, 200], [400, 400]],
  ["a document that is not trusted", failure("DOCUMENT_NOT_TRUSTED", 403), [403, 403], [403, 403]],
  ["a fault of the server", failure("INTERNAL_SERVER_ERROR"), [500, 500], [500, 500]],
];

describe.each(CASES)("the status of %s", (_what, answer, compatible, edition2026) => {
  const of = (edition: "compatible" | "2026-09", type: MediaType) => answerHead(answer, type, edition);

  it("is by default what clients of today expect, in the media type that was asked for", () => {
    expect(of("compatible", GRAPHQL_RESPONSE)).toEqual({
      status: compatible[0],
      mediaType: GRAPHQL_RESPONSE,
    });
    expect(of("compatible", LEGACY_JSON)).toEqual({ status: compatible[1], mediaType: LEGACY_JSON });
  });

  it("is that of the specification when it is chosen, with plain JSON for 2xx only", () => {
    const [status, legacy] = edition2026;
    expect(of("2026-09", GRAPHQL_RESPONSE)).toEqual({ status, mediaType: GRAPHQL_RESPONSE });
    const mediaType = legacy < 300 ? LEGACY_JSON : GRAPHQL_RESPONSE;
    expect(of("2026-09", LEGACY_JSON)).toEqual({ status: legacy, mediaType });
  });
});

it("the status of a request that is none of GraphQL is 400, by the specification 422", () => {
  expect([malformedStatus("compatible"), malformedStatus("2026-09")]).toEqual([400, 422]);
});
