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
