/** Identities from JSON, as `--identity-file` has them. Every problem is reported, and none repeats a value. */
import type { Identity } from "./rights.js";

const MEMBERS = ["accessKeyId", "secretAccessKey", "securityToken", "expiresAt", "rights"];

/** Throws an Error that names every problem. */
export function readIdentities(text: string): readonly Identity[] {
  const value = parse(text);
  if (!Array.isArray(value) || value.length === 0) {
    throw new Error("the identity file must be a JSON list of at least one identity");
  }
  const problems = value.flatMap((each, index) =>
    problemsOf(each).map((problem) => `identity ${index + 1}: ${problem}`),
  );
  const ids: unknown[] = value.map((each) => (isRecord(each) ? each.accessKeyId : undefined));
  if (new Set(ids).size < ids.length) problems.push("accessKeyId must differ between identities");
  if (problems.length > 0) throw new Error(`the identity file has problems:\n${problems.join("\n")}`);
  return (value as Record<string, unknown>[]).map(({ expiresAt, ...identity }) => ({
    ...(identity as unknown as Identity),
    ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt as string) }),
  }));
}

function problemsOf(identity: unknown): readonly string[] {
  if (!isRecord(identity)) return ["must be an object"];
  const { accessKeyId, secretAccessKey, securityToken, expiresAt, rights } = identity;
  const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
  return [
    ...Object.keys(identity)
      .filter((name) => !MEMBERS.includes(name))
      .map((name) => `${name} is not known: use ${MEMBERS.join(", ")}`),
    ...(isText(accessKeyId) && !String(accessKeyId).includes("/")
      ? []
      : ["accessKeyId must be a string without a slash"]),
    ...(isText(secretAccessKey) ? [] : ["secretAccessKey must be a string"]),
    ...(securityToken === undefined || isText(securityToken) ? [] : ["securityToken must be a string"]),
    ...(expiresAt === undefined || isInstant(expiresAt)
      ? []
      : ["expiresAt must be a time in ISO 8601, such as 2026-01-01T00:00:00Z"]),
    ...(rights === undefined ? [] : problemsOfRights(rights)),
  ];
}

function problemsOfRights(rights: unknown): readonly string[] {
  if (!isRecord(rights))
    return ['rights must be an object, such as {"examplebucket": ["read", "write"], "*": []}'];
  return Object.entries(rights)
    .filter(
      ([, list]) => !Array.isArray(list) || !list.every((right) => right === "read" || right === "write"),
    )
    .map(([bucket]) => `rights of ${bucket} must be a list of "read" and "write"`);
}

function isInstant(value: unknown): boolean {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("the identity file is not JSON");
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
