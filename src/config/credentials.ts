/** The part of the configuration that says where the keys of the real service come from. */
import { ECS_METADATA_ENDPOINT } from "../tos/credentials/ecs-role.js";
import { readInstant } from "../tos/credentials/instant.js";
import { VISIBLE_ASCII } from "../tos/credentials/read-credentials.js";
import type { TosCredentials } from "../tos/credentials.js";
import type { Reader } from "./reader.js";

export type CredentialsConfig =
  | { readonly kind: "static"; readonly keys: TosCredentials }
  /** A JSON file that may be rewritten. */
  | { readonly kind: "file"; readonly path: string }
  /** The role of an ECS instance; `endpoint` is an origin. */
  | { readonly kind: "ecs-role"; readonly role: string; readonly endpoint: string };

/** Why a key that is missing is asked for, though nothing else of a pair is there. */
export const KEYS_NEEDED =
  "it is needed for the real service (or set TOS_CREDENTIALS_FILE, TOS_ECS_ROLE or TOS_EMULATOR=on)";

/** Each of them says that the real service is wanted. */
export const CREDENTIALS_VARIABLES = [
  "TOS_ACCESS_KEY",
  "TOS_SECRET_KEY",
  "TOS_SECURITY_TOKEN",
  "TOS_CREDENTIALS_FILE",
  "TOS_ECS_ROLE",
] as const;

/** `required`: whether there must be a source, as the real service needs one. Never two. */
export function readCredentials(read: Reader, required: boolean): CredentialsConfig | null {
  const path = read.text("TOS_CREDENTIALS_FILE");
  const role = read.matching("TOS_ECS_ROLE", /^[\w+=@-][\w+=,.@-]{0,63}$/, "the name of a role");
  const endpoint = readOrigin(read, "TOS_ECS_ENDPOINT", ECS_METADATA_ENDPOINT);
  const elsewhere = path !== undefined || role !== undefined;
  const keys = readKeys(read, required && !elsewhere);

  const given = CREDENTIALS_VARIABLES.filter((name) => read.text(name) !== undefined);
  const isPair = given.some((name) => /_(KEY|TOKEN)$/.test(name));
  if (Number(isPair) + Number(path !== undefined) + Number(role !== undefined) > 1) {
    const [first = "", ...others] = given;
    read.problem(first, `must not be set together with ${others.join(" and ")}: keys have one source`);
  }
  if (path !== undefined) return { kind: "file", path };
  if (role !== undefined) return { kind: "ecs-role", role, endpoint };
  return keys && { kind: "static", keys };
}

/** A whole pair is required of the real service; half of one is a mistake whatever serves. */
function readKeys(read: Reader, required: boolean): TosCredentials | null {
  const names = ["TOS_ACCESS_KEY", "TOS_SECRET_KEY", "TOS_SECURITY_TOKEN"] as const;
  const visible = (name: string) =>
    read.matching(name, VISIBLE_ASCII, "visible ASCII characters without spaces");
  const [accessKeyId, secretAccessKey, securityToken] = names.map(visible);
  const expiresAt = readEnd(read, "TOS_SECURITY_TOKEN_EXPIRES_AT");
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return {
      accessKeyId,
      secretAccessKey,
      ...(securityToken !== undefined && { securityToken }),
      ...(expiresAt !== undefined && { expiresAt }),
    };
  }
  const given = names.filter((name) => read.text(name) !== undefined);
  if (!required && given.length === 0) return null;
  const why = given.length > 0 ? `${given.join(" and ")} is set` : KEYS_NEEDED;
  if (accessKeyId === undefined) read.problem("TOS_ACCESS_KEY", `must be set: ${why}`);
  if (secretAccessKey === undefined) read.problem("TOS_SECRET_KEY", `must be set: ${why}`);
  return null;
}

function readEnd(read: Reader, name: string): Date | undefined {
  const text = read.text(name);
  if (text === undefined) return undefined;
  const instant = readInstant(text);
  if (instant !== null) return instant;
  read.problem(name, "must be an instant such as 2026-01-31T12:00:00Z");
  return undefined;
}

function readOrigin(read: Reader, name: string, fallback: string): string {
  const text = read.text(name) ?? fallback;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isBare = url !== null && url.href === `${url.origin}/`;
  if (isBare && /^https?:$/.test(url.protocol)) return url.origin;
  read.problem(name, `must be an http(s) URL without path, such as ${ECS_METADATA_ENDPOINT}`);
  return fallback;
}
