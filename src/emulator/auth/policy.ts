/**
 * Policy URLs: presigned for every object that meets conditions, instead of for one (docs/6349/129226; preSignedPolicyURL
 * of the Node.js and Go SDKs). The signature covers its own parameters, and nothing else of the request.
 */
import { createHmac } from "node:crypto";
import {
  canonicalQuery,
  type SigningScope,
  signingKey,
  stringToSign,
  tosDate,
  UNSIGNED_PAYLOAD,
} from "../../tos/signature.js";
import { FAULTS, TosFault } from "../faults.js";
import type { Address, Query } from "../http/address.js";

const SIGNED = [
  "x-tos-algorithm",
  "x-tos-credential",
  "x-tos-date",
  "x-tos-expires",
  "x-tos-policy",
  "x-tos-security-token",
];

/** The signature that such a URL must bear. */
export function signPolicyUrl(query: Query, secretAccessKey: string, scope: SigningScope): string {
  const signed = query.pairs.filter(([name]) => SIGNED.includes(name.toLowerCase()));
  const canonical = `${canonicalQuery(signed)}\n${UNSIGNED_PAYLOAD}`;
  const key = signingKey(secretAccessKey, tosDate(scope.now).slice(0, 8), scope.region);
  return createHmac("sha256", key).update(stringToSign(canonical, scope)).digest("hex");
}

/**
 * Throws AccessDenied when the request is not one that the policy, base64 of JSON, allows: GET or HEAD in its bucket.
 * Assumption: conditions on the key are alternatives, since no key equals two; a list is held to them by its prefix.
 */
export function checkPolicy(policy: string, method: string, { bucket, key, query }: PolicyAddress): void {
  const conditions = readConditions(policy);
  const meets = (name: string, value: string): boolean =>
    conditions.some(
      ([operator, variable, wanted]) =>
        variable === name && (operator === "eq" ? value === wanted : value.startsWith(wanted)),
    );
  const wantedKey = key === "" ? (query.get("prefix") ?? "") : key;
  const reads = method === "GET" || method === "HEAD";
  if (!reads || bucket === null || !meets("$bucket", bucket) || !meets("$key", wantedKey)) {
    throw new TosFault(FAULTS.accessDenied, { detail: "the policy of the URL does not allow this request" });
  }
}

type PolicyAddress = Pick<Address, "bucket" | "key" | "query">;
type Condition = readonly [operator: "eq" | "starts-with", variable: string, value: string];

function readConditions(policy: string): readonly Condition[] {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(policy, "base64").toString("utf8"));
  } catch {
    throw malformed();
  }
  const conditions = (value as { conditions?: unknown } | null)?.conditions;
  if (!Array.isArray(conditions) || !conditions.every(isCondition)) throw malformed();
  return conditions;
}

function isCondition(value: unknown): value is Condition {
  return (
    Array.isArray(value) &&
    value.length === 3 &&
    value.every((part) => typeof part === "string") &&
    (value[0] === "eq" || value[0] === "starts-with")
  );
}

function malformed(): TosFault {
  return new TosFault(FAULTS.queryMalformed, {
    detail: "X-Tos-Policy must be the base64 of a JSON object with conditions",
  });
}
