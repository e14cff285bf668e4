/**
 * Which document a request is for: the one that it brings, one that it names, or none that this server executes. A request
 * names one by `documentId` (GraphQL over HTTP, appendix "Persisted Documents") or as clients of automatic persisted
 * queries do, by `extensions.persistedQuery.sha256Hash`.
 */
import { ERROR_CODES } from "../graphql/errors.js";
import type { GraphqlParameters, MalformedRequest } from "./graphql-parameters.js";
import { sha256, type TrustedDocuments } from "./trusted-documents.js";

/** `preferred`: trusted documents beside any other. `only`: no other. */
export const TRUST_MODES = ["off", "preferred", "only"] as const;

export type TrustMode = (typeof TRUST_MODES)[number];

export interface DocumentRules {
  readonly mode: TrustMode;
  /** Null with `off`. */
  readonly trusted: TrustedDocuments | null;
  /** Whether documents of unknown clients are kept under their hashes (automatic persisted queries). */
  readonly apq: boolean;
}

export interface ChosenDocument {
  /** Without `documentId`: with `query`, or with the hash of a document that Apollo may have kept. */
  readonly parameters: GraphqlParameters;
  readonly isTrusted: boolean;
}

export interface RefusedDocument {
  readonly code: keyof typeof REFUSALS;
}

/** Messages of the two that clients of automatic persisted queries know are part of that protocol. */
export const REFUSALS = {
  PERSISTED_QUERY_NOT_FOUND: "PersistedQueryNotFound",
  PERSISTED_QUERY_NOT_SUPPORTED: "PersistedQueryNotSupported",
  DOCUMENT_NOT_TRUSTED: ERROR_CODES.DOCUMENT_NOT_TRUSTED,
} as const;

export function chooseDocument(
  given: GraphqlParameters,
  { mode, trusted, apq }: DocumentRules,
): ChosenDocument | RefusedDocument | MalformedRequest {
  const named = readName(given);
  if ("malformed" in named) return named;
  const { query } = given;
  const { identifier } = named;
  if (query === undefined && identifier === null) {
    return { malformed: "`query` must be given, or a document be named by `documentId`" };
  }
  const hash = identifier === null ? null : bareHash(identifier);
  if (query !== undefined && hash !== null && hash !== sha256(query)) {
    return { malformed: "The hash must be the SHA-256 of `query`" };
  }

  const found = query ?? (identifier === null ? undefined : trusted?.find(identifier));
  const isTrusted = found !== undefined && (trusted?.has(found) ?? false);
  if (isTrusted) return { parameters: withDocument(given, { query: found }), isTrusted };
  if (mode === "only") return { code: "DOCUMENT_NOT_TRUSTED" };

  // From here on the name is one of automatic persisted queries, or leads nowhere.
  if (hash !== null && apq) {
    const persistedQuery = { version: 1, sha256Hash: hash };
    return { parameters: withDocument(given, { query, persistedQuery }), isTrusted };
  }
  if (query !== undefined) return { parameters: withDocument(given, { query }), isTrusted };
  return { code: apq || trusted !== null ? "PERSISTED_QUERY_NOT_FOUND" : "PERSISTED_QUERY_NOT_SUPPORTED" };
}

function readName(given: GraphqlParameters): { identifier: string | null } | MalformedRequest {
  const { documentId, extensions } = given;
  const persistedQuery = extensions?.persistedQuery;
  if (persistedQuery === undefined || persistedQuery === null) return { identifier: documentId ?? null };
  if (documentId !== undefined) {
    return {
      malformed: "A document must be named by `documentId` or `extensions.persistedQuery`, not by both",
    };
  }
  const { version, sha256Hash } = Object(persistedQuery) as Record<string, unknown>;
  if (version !== 1) return { malformed: "`extensions.persistedQuery.version` must be 1" };
  if (typeof sha256Hash !== "string" || sha256Hash === "") {
    return { malformed: "`extensions.persistedQuery.sha256Hash` must be a text" };
  }
  return { identifier: sha256Hash };
}

/** Null for an identifier that is no SHA-256: one of a manifest's own kind. */
function bareHash(identifier: string): string | null {
  return /^(?:sha256:)?([0-9a-f]{64})$/.exec(identifier)?.[1] ?? null;
}

function withDocument(
  given: GraphqlParameters,
  { query, persistedQuery }: { readonly query: string | undefined; readonly persistedQuery?: object },
): GraphqlParameters {
  const { documentId: _named, query: _brought, extensions, ...others } = given;
  const { persistedQuery: _hash, ...further } = extensions ?? {};
  const kept = persistedQuery === undefined ? further : { ...further, persistedQuery };
  return {
    ...others,
    ...(query !== undefined && { query }),
    ...(Object.keys(kept).length > 0 && { extensions: kept }),
  };
}
