/**
 * `/graphql` on Fastify: a thin adapter to Apollo's `executeHTTPGraphQLRequest`. The published one hands no AbortSignal
 * on, and without it nothing learns that a client has left. What is wrong with a request as HTTP is found here, before
 * anything of it runs: Apollo would negotiate the media type after a generation was paid for.
 */
import { setMaxListeners } from "node:events";
import { type ApolloServer, type BaseContext, HeaderMap } from "@apollo/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ERROR_CODES, type ErrorCode } from "../graphql/errors.js";
import { isCrossSite } from "./cross-site.js";
import { chooseDocument, type DocumentRules, REFUSALS } from "./document-choice.js";
import { type GraphqlParameters, readBody, readSearch, toSearch } from "./graphql-parameters.js";
import { chooseMediaType, LEGACY_JSON, type MediaType } from "./media-type.js";
import type { IsAllowedOrigin } from "./origins.js";
import { answerHead, malformedStatus, type StatusEdition } from "./response-status.js";
import { sha256 } from "./trusted-documents.js";

export interface EndpointOptions {
  readonly isAllowedOrigin: IsAllowedOrigin;
  readonly documents: DocumentRules;
  readonly statuses: StatusEdition;
}

export interface EndpointRequest {
  readonly requestId: string;
  /** Aborted when the client hangs up, or has its reply: what still runs then runs for nobody. */
  readonly signal: AbortSignal;
}

export function registerGraphqlEndpoint<T extends BaseContext>(
  http: FastifyInstance,
  apollo: Pick<ApolloServer<T>, "executeHTTPGraphQLRequest">,
  { isAllowedOrigin, documents, statuses }: EndpointOptions,
  createContext: (request: EndpointRequest, fastifyRequest: FastifyRequest) => T,
): void {
  http.route({
    // Apollo answers 405 for the others, with what is allowed.
    method: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    url: "/graphql",
    async onRequest(request, reply) {
      const vary = reply.getHeader("vary");
      reply.header("vary", vary === undefined ? "Accept" : `${vary}, Accept`);
      // Before the body is read, whatever its type.
      if (isCrossSite(request, isAllowedOrigin)) {
        return refuse(reply, 403, "CROSS_SITE_REQUEST", CROSS_SITE);
      }
    },
    async handler(request, reply) {
      const signal = abortWhenClosed(reply);
      const mediaType = chooseMediaType(request.headers.accept);
      if (mediaType === null) return refuse(reply, 406, "BAD_REQUEST", NOT_ACCEPTABLE);
      const execute = async (parameters: GraphqlParameters): Promise<FastifyReply> => {
        const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
          httpGraphQLRequest: {
            method: request.method,
            headers: headerMap(request, mediaType),
            search: request.method === "GET" ? toSearch(parameters) : "",
            body: parameters,
          },
          context: async () => createContext({ requestId: request.id, signal }, request),
        });
        reply.code(status ?? 200).headers(Object.fromEntries(headers));
        if (body.kind === "complete") return reply.send(body.string);
        throw new Error("incremental delivery is not supported");
      };

      if (request.method !== "GET" && request.method !== "POST") return execute({});
      const given = request.method === "GET" ? readSearch(search(request)) : readBody(request.body);
      const chosen = "malformed" in given ? given : chooseDocument(given, documents);
      if ("malformed" in chosen) {
        return refuse(reply, malformedStatus(statuses), "BAD_REQUEST", chosen.malformed, mediaType);
      }
      if ("code" in chosen) {
        const { code } = chosen;
        const asked = code === "DOCUMENT_NOT_TRUSTED" ? 403 : 400;
        const head = answerHead({ hasData: false, hasErrors: true, code, asked }, mediaType, statuses);
        return refuse(reply, head.status, code, REFUSALS[code], head.mediaType);
      }
      const { query } = chosen.parameters;
      if (documents.mode === "preferred" && !chosen.isTrusted) {
        request.log.info({ sha256: query && sha256(query) }, "the document is not a trusted one");
      }
      return execute(chosen.parameters);
    },
  });
}

const NOT_ACCEPTABLE =
  "An answer is application/graphql-response+json or application/json: `Accept` has to allow one of them";

const CROSS_SITE = `${ERROR_CODES.CROSS_SITE_REQUEST} The operator allows origins by CORS_ORIGINS; a GET that no page makes says so with the header apollo-require-preflight: true.`;

/** Answers without Apollo, in the shape of a GraphQL response. */
function refuse(
  reply: FastifyReply,
  status: number,
  code: ErrorCode,
  message: string,
  mediaType: MediaType = LEGACY_JSON,
): FastifyReply {
  return reply
    .code(status)
    .type(mediaType)
    .send(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
}

function abortWhenClosed(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  // Every call of a request listens: a warning beyond ten would be noise.
  setMaxListeners(0, controller.signal);
  // A hook, or the server that hands requests over, may have taken long: then it has closed already, and tells no more.
  if (reply.raw.destroyed) controller.abort();
  else reply.raw.once("close", () => controller.abort());
  return controller.signal;
}

/** With the one media type that was chosen, so that nothing after this chooses another. */
function headerMap({ headers }: FastifyRequest, accept: MediaType): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  map.set("accept", accept);
  return map;
}

function search({ url }: FastifyRequest): string {
  return new URL(url, "http://localhost").search;
}
