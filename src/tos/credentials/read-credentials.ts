/** Credentials as JSON has them: in a file, and as the metadata of an ECS instance answers. Pure. */
import type { TosCredentials } from "../credentials.js";
import { readInstant } from "./instant.js";

/** The members, by the names of STS and of the metadata service, then by those of this client and others. */
const NAMES = {
  accessKeyId: ["AccessKeyId", "accessKeyId"],
  secretAccessKey: ["SecretAccessKey", "secretAccessKey"],
  securityToken: ["SessionToken", "sessionToken", "securityToken"],
  expiresAt: ["ExpiredTime", "expiredTime", "expiresAt"],
} as const;

/** Keys travel in headers, which take nothing else. */
export const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

export type ReadCredentials =
  | { readonly credentials: TosCredentials }
  /** What is wrong, as the end of a sentence: "has no SecretAccessKey". Never repeats what was read. */
  | { readonly problem: string };

/** Never throws. Members of other names are passed over. */
export function readCredentials(text: string): ReadCredentials {
  const value = parse(text);
  if (value === null) return { problem: "is not a JSON object" };
  const problems: string[] = [];
  const texts = new Map<string, string>();
  for (const [member, names] of Object.entries(NAMES)) {
    // An empty text is how some writers say that there is none.
    const given = names.filter((name) => value[name] != null && value[name] !== "");
    const [name] = given;
    if (name === undefined) continue;
    const found = value[name];
    if (given.length > 1) problems.push(`has ${given.join(" and ")}, which mean the same`);
    else if (typeof found !== "string") problems.push(`has a ${name} that is no text`);
    else texts.set(member, found.trim());
  }
  for (const member of ["accessKeyId", "secretAccessKey", "securityToken"] as const) {
    const found = texts.get(member);
    const [name] = NAMES[member];
    if (found !== undefined && !VISIBLE_ASCII.test(found)) {
      problems.push(`has a ${name} that is not of visible ASCII characters without spaces`);
    }
  }
  const expiry = texts.get("expiresAt");
  const expiresAt = expiry === undefined ? undefined : readInstant(expiry);
  if (expiresAt === null) problems.push("has an ExpiredTime that is no instant such as 2026-01-31T12:00:00Z");

  if (problems.length > 0) return { problem: problems.join("; ") };
  const [accessKeyId, secretAccessKey] = [texts.get("accessKeyId"), texts.get("secretAccessKey")];
  if (accessKeyId === undefined) return { problem: "has no AccessKeyId" };
  if (secretAccessKey === undefined) return { problem: "has no SecretAccessKey" };
  const securityToken = texts.get("securityToken");
  return {
    credentials: {
      accessKeyId,
      secretAccessKey,
      ...(securityToken !== undefined && { securityToken }),
      ...(expiresAt != null && { expiresAt }),
    },
  };
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    // A byte order mark is no JSON, and some editors write one.
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    // The parser's message quotes what it stumbled over, which may be a secret.
    return null;
  }
}
