import { describe, expect, it } from "vitest";
import { deletionFailure, lookFailure } from "../../../src/images/deletion-outcome.js";
import {
  TosAbortedError,
  TosConnectionError,
  TosCredentialsError,
  TosReplyError,
  TosServiceError,
  TosTimeoutError,
} from "../../../src/tos/errors.js";

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
      message: expect.stringContaining(`(${error.message})`),
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
      /may be deleted/,
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
      /Nothing was deleted/,
    ],
    [
      new TosAbortedError("DeleteObject", { ...options, sent: false }),
      "CANCELLED",
      "SAFE",
      /before the deletion was sent\. Nothing was deleted/,
    ],
    [
      new TosCredentialsError("no keys"),
      "ACCESS_DENIED",
      "SAFE",
      /not send the deletion.* Nothing was deleted/,
    ],
    [
      new TosReplyError("DeleteObject", "too large", { requestId: "id", idempotent: true }),
      "UNREADABLE_REPLY",
      "SAFE",
      /may be deleted/,
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

describe("a look at the type before a deletion", () => {
  it.each([
    refusal(503, "ServiceUnavailable"),
    new TosTimeoutError("HeadObject", { sent: true, idempotent: true, timeoutMs: 10 }),
    new TosConnectionError("HeadObject", { sent: true, idempotent: true, cause: new Error("x") }),
  ])("deletes nothing, whatever becomes of it: %s", (error) => {
    expect(lookFailure(error)).toMatchObject({
      kind: "ImageDeletionFailed",
      retry: "SAFE",
      message: expect.stringMatching(/look-up.* Nothing was deleted\./),
    });
  });
});
