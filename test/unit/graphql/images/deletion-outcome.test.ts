import { describe, expect, it } from "vitest";
import { deletionFailure } from "../../../../src/graphql/images/deletion-outcome.js";
import {
  TosAbortedError,
  TosConnectionError,
  TosReplyError,
  TosServiceError,
  TosTimeoutError,
} from "../../../../src/tos/errors.js";

function refusal(
  status: number,
  serviceCode: string | null,
  more: { ec?: string; retryAfterMs?: number } = {},
) {
  return new TosServiceError({
    operation: "DeleteObject",
    status,
    serviceCode,
    ec: more.ec ?? null,
    serviceMessage: null,
    requestId: "tos-id",
    resource: null,
    retryAfterMs: more.retryAfterMs ?? null,
    idempotent: true,
  });
}

describe("a deletion that TOS refused", () => {
  it.each([
    [refusal(403, "AccessDenied"), "ACCESS_DENIED", "NEVER"],
    [refusal(401, null), "ACCESS_DENIED", "NEVER"],
    [refusal(404, "NoSuchBucket"), "BUCKET_NOT_FOUND", "NEVER"],
    [refusal(404, null, { ec: "0006-00000001" }), "BUCKET_NOT_FOUND", "NEVER"],
    [refusal(500, "InternalError"), "STORAGE_FAULT", "SAFE"],
    [refusal(408, null), "STORAGE_FAULT", "SAFE"],
    [refusal(409, "CannotDelete"), "UNKNOWN", "NEVER"],
    [refusal(404, null), "UNKNOWN", "NEVER"],
  ])("is one by its code and status: %s", (error, code, retry) => {
    expect(deletionFailure(error)).toEqual({
      kind: "ImageDeletionFailed",
      code,
      retry,
      message: expect.stringContaining(`TOS status ${error.status}`),
      tosRequestId: "tos-id",
    });
  });

  it.each([
    [refusal(429, null, { retryAfterMs: 2000 }), 2000],
    [refusal(503, "SlowDown"), null],
  ])("because too many came says when to come again: %s", (error, retryAfterMs) => {
    expect(deletionFailure(error)).toMatchObject({
      kind: "ImageDeletionRateLimited",
      code: "RATE_LIMITED",
      retry: "SAFE",
      retryAfterMs,
    });
  });
});

describe("a deletion without an answer", () => {
  const options = { sent: true, idempotent: true };
  const cause = new Error("x");

  it.each([
    [
      new TosTimeoutError("DeleteObject", { ...options, timeoutMs: 10 }),
      "TIMED_OUT",
      "SAFE",
      /10 ms; .*may be/,
    ],
    [
      new TosConnectionError("DeleteObject", { ...options, cause }),
      "CONNECTION_FAILED",
      "SAFE",
      /may be deleted/,
    ],
    [
      new TosConnectionError("DeleteObject", { ...options, sent: false, cause }),
      "CONNECTION_FAILED",
      "SAFE",
      /nothing was deleted/,
    ],
    [
      new TosAbortedError("DeleteObject", { ...options, sent: false }),
      "CANCELLED",
      "SAFE",
      /before the deletion/,
    ],
    [
      new TosReplyError("DeleteObject", "too large", { requestId: "id", idempotent: true }),
      "UNKNOWN",
      "NEVER",
      /large/,
    ],
  ])("tells whether it may be done: %s", (error, code, retry, message) => {
    expect(deletionFailure(error)).toMatchObject({
      kind: "ImageDeletionFailed",
      code,
      retry,
      message: expect.stringMatching(message),
    });
  });
});
