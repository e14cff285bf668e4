/** Who may do what with an object, as `GET ?acl` answers it: kept and repeated, while rights come from the identity. */

/** The account that owns every bucket and object. */
export const OWNER = { ID: "emulator", DisplayName: "emulator" } as const;

export const PERMISSIONS = ["READ", "WRITE", "READ_ACP", "WRITE_ACP", "FULL_CONTROL"] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const CANNED_GRANTEES = ["AllUsers", "AuthenticatedUsers"] as const;
export type CannedGrantee = (typeof CANNED_GRANTEES)[number];

/** Member for member as on the wire (the Node.js SDK's AclInterface). */
export interface Grant {
  readonly Grantee:
    | { readonly Type: "CanonicalUser"; readonly ID: string; readonly DisplayName?: string }
    | { readonly Type: "Group"; readonly Canned: CannedGrantee };
  readonly Permission: Permission;
}

export interface Acl {
  readonly grants: readonly Grant[];
  /** The object has no rule of its own. */
  readonly isDefault?: boolean;
  readonly bucketOwnerEntrusted?: boolean;
}

export function grantToOwner(permission: Permission): Grant {
  return { Grantee: { Type: "CanonicalUser", ...OWNER }, Permission: permission };
}

export function grantToGroup(group: CannedGrantee, permission: Permission): Grant {
  return { Grantee: { Type: "Group", Canned: group }, Permission: permission };
}
