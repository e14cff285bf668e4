/**
 * Who may have federated traces (`ftv1`): the timings of every field, base64 in `extensions`. A gateway asks for them by a
 * header; where a secret is configured, only one that sends the secret along is heard.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";

const TRACE_HEADER = "apollo-federation-include-trace";
/** What GraphOS's own routers send a shared secret in. */
const SECRET_HEADER = "router-authorization";

/** `secret` null: every caller is heard. */
export function registerTraceTrust(http: FastifyInstance, secret: string | null): void {
  if (secret === null) return;
  http.addHook("onRequest", async ({ headers }) => {
    if (headers[TRACE_HEADER] !== undefined && !isSame(headers[SECRET_HEADER], secret)) {
      delete headers[TRACE_HEADER];
    }
  });
}

/** In a time that tells nothing of the secret. */
function isSame(given: string | string[] | undefined, secret: string): boolean {
  return typeof given === "string" && timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
