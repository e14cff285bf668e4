/**
 * What pages in a browser may do with a bucket, as functions of its CORS rules (docs/6349/75033; the Fetch standard).
 *
 * Assumption: the first rule that allows an origin, a method and the headers decides, as in S3; a preflight that none
 * allows is AccessDenied, and a rule with ResponseVary puts `Vary: Origin` on every reply, as in Aliyun OSS.
 */
import { FAULTS, TosFault } from "../faults.js";
import type { CorsRule } from "../storage/cors-store.js";
import type { HeaderMap } from "./headers.js";
import { emptyReply, type Reply } from "./reply.js";

/**
 * Holds for a bucket without rules of its own. The service allows nothing then: that a page of any origin may use the
 * emulator is for development. It varies: a browser that shows a picture by `<img>` keeps a reply that lets no page read
 * it, and would hand that to a later `fetch` of the same address.
 */
export const DEVELOPMENT_RULES: readonly CorsRule[] = [
  {
    origins: ["*"],
    methods: ["GET", "PUT", "POST", "DELETE", "HEAD"],
    headers: ["*"],
    exposed: ["ETag", "x-tos-request-id", "x-tos-id-2", "x-tos-ec", "x-tos-hash-crc64ecma"],
    maxAgeSeconds: 3600,
    varies: true,
  },
];

/** The question that a browser asks before a request of a page: OPTIONS, never signed. */
export function isPreflight(method: string, headers: HeaderMap): boolean {
  return method === "OPTIONS" && headers.has("origin") && headers.has("access-control-request-method");
}

/**
 * The reply to a preflight, to which {@link corsHeaders} are added as to any other. Throws AccessDenied when no rule allows
 * what the browser asks for.
 */
export function answerPreflight(rules: readonly CorsRule[], headers: HeaderMap): Reply {
  const rule = findRule(rules, "OPTIONS", headers);
  if (rule === undefined) {
    throw new TosFault(FAULTS.accessDenied, {
      detail: "no CORS rule of the bucket allows this origin, method and headers",
    });
  }
  const asked = askedHeaders(headers);
  return emptyReply(200, {
    "access-control-allow-methods": rule.methods.join(", "),
    ...(asked.length > 0 && { "access-control-allow-headers": asked.join(", ") }),
    "access-control-max-age": String(rule.maxAgeSeconds),
    "content-length": "0",
  });
}

/**
 * What lets a page read a reply, an error's too. For a request that comes from no page, or that no rule allows, at most
 * `Vary`: the reply would be another one for a page.
 */
export function corsHeaders(
  rules: readonly CorsRule[],
  method: string,
  headers: HeaderMap,
): Record<string, string> {
  const origin = headers.get("origin");
  const rule = findRule(rules, method, headers);
  const vary: Record<string, string> = rules.some(({ varies }) => varies) ? { vary: "Origin" } : {};
  if (rule === undefined || origin === undefined) return vary;
  return {
    "access-control-allow-origin": rule.origins.includes("*") ? "*" : origin,
    ...(rule.exposed.length > 0 && { "access-control-expose-headers": rule.exposed.join(", ") }),
    ...vary,
  };
}

/** A preflight stands for the request that it announces. */
function findRule(rules: readonly CorsRule[], method: string, headers: HeaderMap): CorsRule | undefined {
  const preflight = isPreflight(method, headers);
  const origin = headers.get("origin");
  const wanted = preflight ? headers.get("access-control-request-method") : method;
  const asked = preflight ? askedHeaders(headers) : [];
  if (origin === undefined) return undefined;
  return rules.find(
    (rule) =>
      rule.origins.some((pattern) => matches(pattern, origin)) &&
      rule.methods.some((allowed) => allowed === wanted) &&
      asked.every((name) => rule.headers.some((pattern) => matches(pattern.toLowerCase(), name))),
  );
}

/** In lower case. */
function askedHeaders(headers: HeaderMap): string[] {
  return (headers.get("access-control-request-headers") ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
}

/** One `*` of the pattern stands for any text, none as well. */
function matches(pattern: string, text: string): boolean {
  const star = pattern.indexOf("*");
  if (star === -1) return pattern === text;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}
