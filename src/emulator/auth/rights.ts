/** Who may do what: identities with rights by bucket, so that AccessDenied is real. */
import type { TosCredentials } from "../../tos/credentials.js";
import { FAULTS, TosFault } from "../faults.js";

export type Right = "read" | "write";

/** A key pair and what it may do. */
export interface Identity extends TosCredentials {
  /** Rights by the name of a bucket, `*` standing for every other one. Without it: all rights everywhere. */
  readonly rights?: Readonly<Record<string, readonly Right[]>>;
}

export function hasRight({ rights }: Identity, bucket: string, right: Right): boolean {
  if (rights === undefined) return true;
  const granted = Object.hasOwn(rights, bucket) ? rights[bucket] : rights["*"];
  return granted?.includes(right) ?? false;
}

/** Throws AccessDenied for an identity that lacks the right; `resource` where the error speaks of another than was addressed. */
export function requireRight(identity: Identity, bucket: string, right: Right, resource?: string): void {
  if (!hasRight(identity, bucket, right)) {
    throw new TosFault(FAULTS.accessDenied, {
      detail: `the identity may not ${right} this bucket`,
      ...(resource !== undefined && { resource }),
    });
  }
}
