/** `x-tos-acl` and `x-tos-grant-*`: what a request says of an object's ACL. */
import { FAULTS, TosFault } from "../faults.js";
import type { HeaderMap } from "../http/headers.js";
import {
  type Acl,
  CANNED_GRANTEES,
  type Grant,
  grantToGroup,
  grantToOwner,
  type Permission,
} from "../storage/acl.js";

const OWNERS = [grantToOwner("FULL_CONTROL")];

/**
 * The Node.js SDK's ACLType for objects.
 * Assumption: a rule for the bucket's owner adds nothing here, where one account owns bucket and object.
 */
const CANNED: Readonly<Record<string, Acl>> = {
  private: { grants: OWNERS },
  "public-read": { grants: [...OWNERS, grantToGroup("AllUsers", "READ")] },
  "public-read-write": {
    grants: [...OWNERS, grantToGroup("AllUsers", "READ"), grantToGroup("AllUsers", "WRITE")],
  },
  "authenticated-read": { grants: [...OWNERS, grantToGroup("AuthenticatedUsers", "READ")] },
  "bucket-owner-read": { grants: OWNERS },
  "bucket-owner-full-control": { grants: OWNERS },
  "bucket-owner-entrusted": { grants: OWNERS, bucketOwnerEntrusted: true },
  default: { grants: OWNERS, isDefault: true },
};

const GRANT_HEADERS: Readonly<Record<string, Permission>> = {
  "x-tos-grant-full-control": "FULL_CONTROL",
  "x-tos-grant-read": "READ",
  "x-tos-grant-read-acp": "READ_ACP",
  "x-tos-grant-write": "WRITE",
  "x-tos-grant-write-acp": "WRITE_ACP",
};

/** What an object has that was put without a rule of its own. */
export const DEFAULT_ACL: Acl = { grants: OWNERS, isDefault: true };

/** Undefined when no header speaks of it. Throws InvalidArgument. */
export function readAclHeaders(headers: HeaderMap): Acl | undefined {
  const canned = headers.get("x-tos-acl");
  const grants = Object.entries(GRANT_HEADERS).flatMap(([name, permission]) =>
    readGrants(name, headers.get(name), permission),
  );
  if (canned === undefined) return grants.length === 0 ? undefined : { grants };
  // Assumption: as in S3, a canned ACL and grants exclude each other.
  if (grants.length > 0) throw invalid("x-tos-acl and x-tos-grant-* exclude each other");
  const acl = Object.hasOwn(CANNED, canned) ? CANNED[canned] : undefined;
  if (acl === undefined) throw invalid(`x-tos-acl must be one of ${Object.keys(CANNED).join(", ")}`);
  return acl;
}

/** `id="123",canned="AllUsers"`. */
function readGrants(name: string, header: string | undefined, permission: Permission): Grant[] {
  if (header === undefined) return [];
  return header.split(",").map((each) => {
    const [, kind, value = ""] = /^\s*(id|canned)="?([^"]+)"?\s*$/i.exec(each) ?? [];
    const group = CANNED_GRANTEES.find((known) => known === value);
    if (kind?.toLowerCase() === "id") {
      return { Grantee: { Type: "CanonicalUser", ID: value }, Permission: permission };
    }
    if (kind === undefined || group === undefined) throw invalid(`${name} must be id="…" or canned="…"`);
    return grantToGroup(group, permission);
  });
}

function invalid(detail: string): TosFault {
  return new TosFault(FAULTS.invalidArgument, { detail });
}
