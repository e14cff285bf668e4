import { expect, it } from "vitest";
import { refusesKeys } from "../../../../src/tos/credentials/refusal.js";

const reply = (status: number, body: unknown) => ({
  status,
  headers: {},
  body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
  requestId: null,
});

it.each<["GET" | "HEAD", number, unknown, boolean]>([
  ["GET", 403, { Code: "ExpiredToken" }, true],
  ["GET", 400, { Code: "ExpiredToken" }, true],
  ["GET", 401, { Code: "InvalidSecurityToken" }, true],
  ["GET", 403, { Code: "InvalidAccessKeyId" }, true],
  ["GET", 403, { Code: "SignatureDoesNotMatch" }, true],
  // Rights, a clock, a proxy, a model's refusal, and what may have run: other keys would change nothing, or cost twice.
  ["GET", 403, { Code: "AccessDenied" }, false],
  ["GET", 403, { Code: "RequestTimeTooSkewed" }, false],
  ["GET", 403, "<html>ExpiredToken</html>", false],
  ["GET", 403, "", false],
  ["GET", 403, { ResponseMetadata: { Error: { Code: "InvalidAccessKeyId" } } }, false],
  ["GET", 500, { Code: "ExpiredToken" }, false],
  ["GET", 200, { Code: "ExpiredToken" }, false],
  ["HEAD", 403, "", true],
  ["HEAD", 401, "", true],
  ["HEAD", 400, "", false],
  ["HEAD", 404, "", false],
])("a reply to %s with status %i and %j refuses the keys: %s", (method, status, body, refuses) => {
  expect(refusesKeys(method, reply(status, body))).toBe(refuses);
});
