/**
 * What stands in `errors` of a GraphQL reply, and nowhere else: one table of codes, and the one function that turns
 * whatever was thrown into what a client may see.
 */
import { randomUUID } from "node:crypto";
import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { InvalidRequestError, MAX_VIOLATIONS, type Violation } from "../generation/violation.js";
import { TosCredentialsError, TosError, TosServiceError, TosTimeoutError } from "../tos/errors.js";

export const ERROR_CODES = {
  BAD_USER_INPUT: "The input breaks a rule; `violations` lists the path, the constraint and what to change.",
  BAD_REQUEST: "The HTTP request is not one of GraphQL; the message says why.",
  CROSS_SITE_REQUEST: "A page of an origin that is not allowed seems to have made the request.",
  PATH_NOT_FOUND: "There is nothing at this path; the API is at /graphql.",
  PERSISTED_QUERY_NOT_FOUND: "No document of this hash is known yet: send it along, once.",
  PERSISTED_QUERY_NOT_SUPPORTED: "This server knows no documents by a hash or an identifier.",
  DOCUMENT_NOT_TRUSTED: "This server executes the documents of known clients only, and this is none of them.",
  OPERATION_RESOLUTION_FAILURE:
    "The document holds several operations and none was named, or none of that name.",
  GRAPHQL_PARSE_FAILED: "The document is not GraphQL.",
  GRAPHQL_VALIDATION_FAILED: "The document does not fit the schema.",
  NOT_FOUND: "The bucket does not exist, or not in this region.",
  UPSTREAM_DENIED:
    "TOS refused this server's credentials or their rights, or it has none that are valid; the operator has to act.",
  UPSTREAM_RATE_LIMITED: "TOS turned the request away because too many came; try again later.",
  UPSTREAM_UNAVAILABLE: "TOS failed or could not be reached; try again later.",
  UPSTREAM_TIMEOUT: "TOS did not answer in time; try again later.",
  SERVER_OVERLOADED: "This server is overloaded; nothing of the request was executed. Try again later.",
  SERVER_STOPPING: "This server is being stopped; nothing of the request was executed. Send it again.",
  INTERNAL_SERVER_ERROR: "A fault of this server; quote `errorId` to its operator.",
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** For invalid input: each violation with its path, constraint and message, up to a bound; no submitted value. */
export function badUserInput(found: readonly Violation[], status?: number): GraphQLError {
  const violations = found.slice(0, MAX_VIOLATIONS);
  const [first, ...others] = violations;
  const place = first === undefined ? "" : `: ${sentence(first)}`;
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return new GraphQLError(`Invalid input${place}${more}`, {
    extensions: { code: "BAD_USER_INPUT", violations, ...(status !== undefined && { http: { status } }) },
  });
}

/**
 * An argument that does not fit its type only once the variables have their values: a null where none is allowed. The
 * executor's own message repeats the whole literal.
 */
export function argumentViolation(error: GraphQLError): Violation {
  const [, name = "argument"] = /^Argument "(\w+)"/.exec(error.message) ?? [];
  return {
    path: [name],
    constraint: "type",
    message: "must not be null, or hold a variable that is null or not given where its type allows none",
  };
}

/** "input.output.key must not be empty", or the path before a message that is a sentence of its own. */
function sentence({ path, message }: Violation): string {
  return `${path.join(".")}${message.startsWith("must") ? "" : ":"} ${message}`;
}

/** The schema has no subscriptions, and graphql-js finds that out only when it executes one. */
export function noSubscriptions(): GraphQLError {
  return new GraphQLError("This API has no subscriptions: send a query or a mutation", {
    extensions: { code: "GRAPHQL_VALIDATION_FAILED", http: { status: 400 } },
  });
}

/** Who is told of errors that an operator has to know of. */
export interface ErrorLog {
  /** A fault of this server, under the id that the client sees. */
  fault(error: unknown, errorId: string): void;
  /** A failure of TOS that ended a field. */
  upstream(error: TosError): void;
}

/** What a client sees of an error. */
export function presentError(
  formatted: GraphQLFormattedError,
  thrown: unknown,
  log: ErrorLog,
): GraphQLFormattedError {
  const cause = unwrapResolverError(thrown);
  const violations = violationsOf(cause);
  if (violations !== null) {
    const { message, extensions } = badUserInput(violations);
    return { ...formatted, message, extensions };
  }
  if (cause instanceof TosError) {
    log.upstream(cause);
    const [code, message] = upstream(cause);
    const { retryAfterMs } = cause;
    const pause = retryAfterMs === null ? {} : { retryAfterMs };
    return { ...formatted, message, extensions: { code, tosRequestId: cause.requestId, ...pause } };
  }
  // Errors of graphql-js and Apollo, and those that we throw as GraphQLErrors, carry a code and are meant to be seen.
  const code = formatted.extensions?.code;
  if (cause instanceof GraphQLError && typeof code === "string" && code !== "INTERNAL_SERVER_ERROR") {
    return formatted;
  }
  const errorId = randomUUID();
  log.fault(cause, errorId);
  return {
    ...formatted,
    message: "Internal server error",
    extensions: { code: "INTERNAL_SERVER_ERROR", errorId },
  };
}

/** What of an error is the caller's to correct; null when nothing is. */
function violationsOf(cause: unknown): readonly Violation[] | null {
  if (cause instanceof InvalidRequestError) return cause.violations;
  const isArgument = cause instanceof GraphQLError && /^Argument "\w+"/.test(cause.message);
  return isArgument ? [argumentViolation(cause)] : null;
}

function upstream(error: TosError): [ErrorCode, string] {
  const code = upstreamCode(error);
  return [code, `${ERROR_CODES[code]} (${error.message})`];
}

function upstreamCode(error: TosError): ErrorCode {
  if (error instanceof TosTimeoutError) return "UPSTREAM_TIMEOUT";
  if (error instanceof TosCredentialsError) return "UPSTREAM_DENIED";
  if (!(error instanceof TosServiceError)) return "UPSTREAM_UNAVAILABLE";
  if (error.throttled) return "UPSTREAM_RATE_LIMITED";
  if (error.denied) return "UPSTREAM_DENIED";
  // A proxy's page of that status says nothing of the bucket.
  if (error.notFound && error.isOfTos) return "NOT_FOUND";
  return "UPSTREAM_UNAVAILABLE";
}
