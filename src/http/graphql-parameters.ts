/**
 * The parameters of a GraphQL request, from a body or a URL, in the one form that the rest works with. What is absent,
 * null, or empty in a URL is the same (GraphQL over HTTP, "Request Parameters").
 */
import { parse as parseJson } from "secure-json-parse";

type JsonObject = Readonly<Record<string, unknown>>;

export interface GraphqlParameters {
  readonly query?: string;
  /** Names a document instead of bringing it (GraphQL over HTTP, appendix "Persisted Documents"). */
  readonly documentId?: string;
  readonly operationName?: string;
  readonly variables?: JsonObject;
  readonly extensions?: JsonObject;
}

/** A request that is none of GraphQL over HTTP, and why; the sentence never holds a submitted value. */
export interface MalformedRequest {
  readonly malformed: string;
}

const TEXTS = ["query", "documentId", "operationName"] as const;
const OBJECTS = ["variables", "extensions"] as const;

/** Of a POST, whose body was JSON. */
export function readBody(body: unknown): GraphqlParameters | MalformedRequest {
  if (Array.isArray(body)) {
    return { malformed: "Send one operation in a request: lists of operations (batching) are not supported" };
  }
  if (!isObject(body)) return { malformed: "The body must be a JSON object with a query" };
  const given: Record<string, unknown> = {};
  for (const name of [...TEXTS, ...OBJECTS]) {
    const value = body[name];
    if (value === undefined || value === null) continue;
    const isText = (TEXTS as readonly string[]).includes(name);
    if (isText && typeof value !== "string") return { malformed: `\`${name}\` must be a text` };
    if (!isText && !isObject(value)) return { malformed: `\`${name}\` must be a JSON object` };
    // An empty text is not sent as one: clients of persisted documents leave `query` empty.
    if (value !== "") given[name] = value;
  }
  return given;
}

/** Of a GET: the query component of its URL, with or without the question mark. */
export function readSearch(search: string): GraphqlParameters | MalformedRequest {
  const parameters = new URLSearchParams(search);
  const given: Record<string, unknown> = {};
  for (const name of [...TEXTS, ...OBJECTS]) {
    const [value = "", ...others] = parameters.getAll(name);
    if (others.length > 0) return { malformed: `\`${name}\` must not be given twice` };
    if (value === "") continue;
    const isText = (TEXTS as readonly string[]).includes(name);
    const read = isText ? value : readObject(value);
    if (read === undefined) return { malformed: `\`${name}\` must be a JSON object, URL-encoded` };
    if (read !== null) given[name] = read;
  }
  return given;
}

/** Undefined when the text is neither an object in JSON nor its null. */
function readObject(text: string): JsonObject | null | undefined {
  try {
    const value: unknown = parseJson(text, { protoAction: "error", constructorAction: "error" });
    return value === null || isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The parameters as the URL of a GET has them, for `executeHTTPGraphQLRequest`. */
export function toSearch(parameters: GraphqlParameters): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    search.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  return search.toString();
}
