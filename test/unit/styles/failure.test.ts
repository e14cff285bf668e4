import { describe, expect, it } from "vitest";
import { lookFailure, writeFailure } from "../../../src/styles/failure.js";
import {
  TosAbortedError,
  TosConnectionError,
  TosCredentialsError,
  type TosError,
  TosReplyError,
  TosServiceError,
  TosTimeoutError,
} from "../../../src/tos/errors.js";

const operation = "PutBucketImageStyle";

function answered(status: number, serviceCode: string | null, retryAfterMs: number | null = null): TosError {
  return new TosServiceError({
    operation,
    status,
    serviceCode,
    ec: null,
    serviceMessage: null,
    requestId: "the-request",
    resource: null,
    retryAfterMs,
    idempotent: true,
  });
}

const late = (sent: boolean) => new TosTimeoutError(operation, { sent, idempotent: true, timeoutMs: 100 });
const broken = (sent: boolean) =>
  new TosConnectionError(operation, { sent, idempotent: true, cause: new Error("reset") });
const unreadable = new TosReplyError(operation, "too large", { requestId: "the-request", idempotent: true });
const aborted = new TosAbortedError(operation, { sent: false, idempotent: true });

/** The error of a write: its code, its advice, and whether it may have been done. */
const cases: [string, TosError, string, "NEVER" | "SAFE", boolean][] = [
  ["a refusal of the content", answered(400, "InvalidArgument"), "STYLE_REFUSED", "NEVER", false],
  ["a conflict, such as a limit", answered(409, "TooManyImageStyles"), "STYLE_REFUSED", "NEVER", false],
  ["a missing bucket", answered(404, "NoSuchBucket"), "BUCKET_NOT_FOUND", "NEVER", false],
  ["keys that are refused as S3 would", answered(400, "ExpiredToken"), "ACCESS_DENIED", "NEVER", false],
  ["a server without valid keys", new TosCredentialsError("no keys"), "ACCESS_DENIED", "SAFE", false],
  ["missing rights", answered(403, "AccessDenied"), "ACCESS_DENIED", "NEVER", false],
  ["a fault", answered(500, "InternalError"), "STORAGE_FAULT", "SAFE", true],
  ["a proxy's fault", answered(502, null), "STORAGE_FAULT", "SAFE", true],
  ["a timeout of the service", answered(408, "RequestTimeout"), "STORAGE_FAULT", "SAFE", true],
  ["a page that is not of TOS", answered(404, null), "UNKNOWN", "NEVER", false],
  ["a method that is not known", answered(405, "MethodNotAllowed"), "UNKNOWN", "NEVER", false],
  ["a deadline after sending", late(true), "TIMED_OUT", "SAFE", true],
  ["a deadline before sending", late(false), "TIMED_OUT", "SAFE", false],
  ["a connection that broke", broken(true), "CONNECTION_FAILED", "SAFE", true],
  ["a connection that was refused", broken(false), "CONNECTION_FAILED", "SAFE", false],
  ["a reply that cannot be read", unreadable, "UNREADABLE_REPLY", "SAFE", true],
  ["a caller who left", aborted, "CANCELLED", "SAFE", false],
];

describe("a failed write", () => {
  it.each(cases)("by %s", (_what, error, code, retry, mayHaveTakenEffect) => {
    const failure = writeFailure("create", error);
    expect(failure).toMatchObject({
      kind: "ProcessingStyleFailed",
      code,
      retry,
      mayHaveTakenEffect,
      tosRequestId: error.requestId,
    });
    expect(failure.message).toMatch(
      mayHaveTakenEffect
        ? /is not known\. Send it again: if it was, the answer is STYLE_EXISTS/
        : /Nothing was changed\./,
    );
  });

  it.each([
    [429, "ExceedAccountQPSLimit"],
    [503, "SlowDown"],
    [400, "TooManyRequests"],
  ])("by throttling with status %i and %s was not begun", (status, code) => {
    expect(writeFailure("update", answered(status, code, 2_000))).toEqual({
      kind: "ProcessingStyleRateLimited",
      code: "RATE_LIMITED",
      retry: "SAFE",
      message: expect.stringContaining("Nothing was changed."),
      tosRequestId: "the-request",
      retryAfterMs: 2_000,
    });
  });

  it("of a deletion is no refusal of a content, and may be repeated until there is nothing to delete", () => {
    expect(writeFailure("delete", answered(400, "InvalidArgument"))).toMatchObject({
      code: "UNKNOWN",
      retry: "NEVER",
    });
    expect(writeFailure("delete", late(true)).message).toContain("if it was, the answer is STYLE_NOT_FOUND");
  });
});

describe("a failed look", () => {
  it.each(cases)("by %s changed nothing", (_what, error, code) => {
    const failure = lookFailure(error);
    expect(failure).toMatchObject({ mayHaveTakenEffect: false });
    expect(failure.code).toBe(code === "STYLE_REFUSED" ? "UNKNOWN" : code);
    expect(failure.message).toContain("Nothing was changed.");
  });
});
