/** The keys that requests are signed with, and where they come from. */
import { asCredentialsError, type TosCredentialsError } from "./errors.js";

/** A key pair of the account, with its token when it was issued by STS. */
export interface TosCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The STS token that goes with a temporary key pair. */
  readonly securityToken?: string;
  /** When the STS token ends, where that is known: nothing signed with it may outlive it. */
  readonly expiresAt?: Date;
}

/** Where a request's credentials come from. Asked anew for each signature, so that a source may rotate them. */
export type CredentialsProvider = () => TosCredentials;

/** Credentials that can be asked for anew, when the service refuses those at hand or they have ended. */
export interface CredentialsSource {
  /** Those of the moment. Called for each signature: it must not wait. */
  current(): TosCredentials;
  /**
   * Looks for others than these. Resolves when `current` has what there is, which may be the same. Asked by one caller
   * at a time, for all who wait. Must not reject: a rejection counts as having found no others.
   */
  refresh(refused: TosCredentials): Promise<void>;
}

/** A source that was opened here, and watches something until it is closed. */
export interface OpenCredentials extends CredentialsSource {
  /** Ends what it watches; the last credentials stay. Called again, does nothing. */
  close(): void;
}

/** Is told of what becomes of a source's credentials. No member may throw. */
export interface CredentialsObserver {
  /** Others are in use from now on. */
  renewed?(credentials: { readonly expiresAt: Date | null }): void;
  /** No others could be had: those at hand stay in use. The same problem is told once, until it is over. */
  failed?(error: TosCredentialsError): void;
}

/** @returns a function that throws TosCredentialsError when the source has none. */
export function currentOf(from: CredentialsProvider | CredentialsSource): CredentialsProvider {
  const current = typeof from === "function" ? from : () => from.current();
  return () => {
    try {
      return current();
    } catch (cause) {
      throw asCredentialsError(cause);
    }
  };
}

/** Whether one signs as the other does: what is said of their end may differ. */
export function areSame(one: TosCredentials, other: TosCredentials): boolean {
  return (
    one.accessKeyId === other.accessKeyId &&
    one.secretAccessKey === other.secretAccessKey &&
    one.securityToken === other.securityToken
  );
}

export function haveEnded({ expiresAt }: TosCredentials, now: Date): boolean {
  return expiresAt !== undefined && expiresAt <= now;
}
