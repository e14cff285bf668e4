/**
 * The HTTP status of an answer: from what the answer holds, its media type, and the edition of GraphQL over HTTP that the
 * operator chose. The audits of graphql-http hold `compatible` to what is in use; docs/http.md has both as a table.
 */
import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { GRAPHQL_RESPONSE, LEGACY_JSON, type MediaType } from "./media-type.js";

/**
 * `compatible`: what clients have learnt until now, 400 for every request that cannot be executed, and 200 for the same in
 * plain JSON. `2026-09`: the specification of September 2026, with 422 for what can be read and not executed, and 294 for
 * data with errors, in both media types.
 */
export const STATUS_EDITIONS = ["compatible", "2026-09"] as const;

export type StatusEdition = (typeof STATUS_EDITIONS)[number];

/** A custom status of the specification: executed, with errors beside the data. */
const PARTIAL_SUCCESS = 294;

export interface Answer {
  readonly hasData: boolean;
  readonly hasErrors: boolean;
  /** `extensions.code` of the first error. */
  readonly code?: unknown;
  /** The status that the error itself asks for, such as 405; undefined when none does. */
  readonly asked?: number | undefined;
}

export interface Head {
  readonly status: number;
  readonly mediaType: MediaType;
}

/** For an answer to a request that is one of GraphQL over HTTP. */
export function answerHead(answer: Answer, mediaType: MediaType, edition: StatusEdition): Head {
  if (answer.hasData) {
    // The specification recommends 294 with its own media type only: in plain JSON it may be a proxy's.
    const partial = answer.hasErrors && edition === "2026-09" && mediaType === GRAPHQL_RESPONSE;
    return { status: partial ? PARTIAL_SUCCESS : 200, mediaType };
  }
  const status = failureStatus(answer, edition);
  if (mediaType === GRAPHQL_RESPONSE) return { status, mediaType };
  // A client of plain JSON trusts a body with status 200 only; what no edition calls 400 is not about the document.
  if (edition === "compatible") return { status: [400, 404].includes(status) ? 200 : status, mediaType };
  // "… any response that produces a 2xx status code" is the one that has the old media type.
  return { status, mediaType: GRAPHQL_RESPONSE };
}

/** For a request that is none of GraphQL over HTTP: a member is missing, or of another type. */
export function malformedStatus(edition: StatusEdition): number {
  return edition === "2026-09" ? 422 : 400;
}

function failureStatus({ code, asked = 500 }: Answer, edition: StatusEdition): number {
  // Not 400: clients take that for "persisted queries are not supported" and stop trying.
  if (code === "PERSISTED_QUERY_NOT_FOUND") return 404;
  if (code === "PERSISTED_QUERY_NOT_SUPPORTED") return 400;
  if (asked !== 400 || code === "GRAPHQL_PARSE_FAILED") return asked;
  return malformedStatus(edition);
}

/** Sets status and media type of what Apollo answers. `accept` of the request has to be one media type of ours. */
export function responseStatusPlugin<T extends BaseContext>(edition: StatusEdition): ApolloServerPlugin<T> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response: { http, body } }) {
          if (body.kind !== "single") return;
          const { data, errors = [] } = body.singleResult;
          const accepted = request.http?.headers.get("accept");
          const { status, mediaType } = answerHead(
            {
              hasData: data !== undefined,
              hasErrors: errors.length > 0,
              code: errors[0]?.extensions?.code,
              asked: http.status,
            },
            accepted === GRAPHQL_RESPONSE ? GRAPHQL_RESPONSE : LEGACY_JSON,
            edition,
          );
          http.status = status;
          http.headers.set("content-type", mediaType);
        },
      };
    },
  };
}
