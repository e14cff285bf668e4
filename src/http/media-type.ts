/** Which media type an answer has, by the `Accept` header. */
import Negotiator from "negotiator";

export const LEGACY_JSON = "application/json; charset=utf-8";
export const GRAPHQL_RESPONSE = "application/graphql-response+json; charset=utf-8";

export type MediaType = typeof LEGACY_JSON | typeof GRAPHQL_RESPONSE;

/**
 * The one of the two that the client prefers, plain JSON where it does not care; null when it takes neither. Clients that
 * name no type are old ones, which know `application/json` only.
 */
export function chooseMediaType(accept: string | undefined): MediaType | null {
  if (accept === undefined || accept.trim() === "") return LEGACY_JSON;
  const chosen = new Negotiator({ headers: { accept } }).mediaType([LEGACY_JSON, GRAPHQL_RESPONSE]);
  return chosen === LEGACY_JSON || chosen === GRAPHQL_RESPONSE ? chosen : null;
}
