import { GraphQLError } from "graphql";
import { describe, expect, it } from "vitest";
import { InvalidRequestError } from "../../../src/generation/violation.js";
import { presentError } from "../../../src/graphql/errors.js";
import {
  TosConnectionError,
  TosCredentialsError,
  TosReplyError,
  TosServiceError,
  TosTimeoutError,
} from "../../../src/tos/errors.js";

const formatted = {
  message: "secret detail",
  path: ["processingStyles"],
  extensions: { code: "INTERNAL_SERVER_ERROR", stacktrace: ["at x"] },
};

/** What a client sees when a resolver throws the given error. */
function present(cause: Error) {
  const reported: [unknown, string][] = [];
  const upstream: unknown[] = [];
  const thrown = new GraphQLError(cause.message, { originalError: cause, path: ["processingStyles"] });
  const shown = presentError(formatted, thrown, {
    fault: (error, id) => reported.push([error, id]),
    upstream: (error) => upstream.push(error),
  });
  return { shown, reported, upstream };
}

function serviceError(status: number, serviceCode: string | null = null): TosServiceError {
  return new TosServiceError({
    operation: "ListBucketImageStyle",
    status,
    serviceCode,
    ec: null,
    serviceMessage: null,
    requestId: "tos-id",
    resource: null,
    retryAfterMs: null,
    idempotent: true,
  });
}

describe("an error that a resolver throws", () => {
  it("is masked when it is a fault of this server, and reported under the id that the client sees", () => {
    const fault = new TypeError("secret detail");
    const { shown, reported } = present(fault);
    const errorId = shown.extensions?.errorId;
    expect(shown).toEqual({
      message: "Internal server error",
      path: ["processingStyles"],
      extensions: { code: "INTERNAL_SERVER_ERROR", errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    expect(reported).toEqual([[fault, errorId]]);
  });

  it.each([
    [serviceError(404, "NoSuchBucket"), "NOT_FOUND"],
    [serviceError(403, "AccessDenied"), "UPSTREAM_DENIED"],
    [serviceError(429), "UPSTREAM_RATE_LIMITED"],
    [serviceError(503, "SlowDown"), "UPSTREAM_RATE_LIMITED"],
    [serviceError(500), "UPSTREAM_UNAVAILABLE"],
    [
      new TosReplyError("ListBucketImageStyle", "the reply is not JSON", {
        requestId: "tos-id",
        idempotent: true,
      }),
      "UPSTREAM_UNAVAILABLE",
    ],
  ])("has a code of its own when TOS is at fault, with TOS's request id: %s", (cause, code) => {
    const { shown, reported, upstream } = present(cause);
    expect(shown.extensions).toEqual({ code, tosRequestId: "tos-id" });
    expect(reported).toEqual([]);
    expect(upstream).toEqual([cause]);
  });

  it.each([
    [new TosTimeoutError("HeadObject", { sent: true, idempotent: true, timeoutMs: 10 }), "UPSTREAM_TIMEOUT"],
    [
      new TosConnectionError("HeadObject", { sent: false, idempotent: true, cause: new Error("x") }),
      "UPSTREAM_UNAVAILABLE",
    ],
    [new TosCredentialsError("no keys"), "UPSTREAM_DENIED"],
  ])("has no request id when there was no reply: %s", (cause, code) => {
    expect(present(cause).shown.extensions).toEqual({ code, tosRequestId: null });
  });

  it("lists the violations when the input is at fault", () => {
    const violations = [
      { path: ["bucket"], constraint: "bucketName", message: "must be a bucket name" },
      { path: ["name"], constraint: "styleName", message: "must be a style name" },
    ];
    expect(present(new InvalidRequestError(violations)).shown).toMatchObject({
      message: "Invalid input: bucket must be a bucket name (and 1 more)",
      extensions: { code: "BAD_USER_INPUT", violations },
    });
  });
});
