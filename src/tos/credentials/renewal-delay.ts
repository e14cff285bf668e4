/** When temporary credentials are fetched again. Pure. */

export interface RenewalState {
  /** Fetches that failed since the last one that did not. */
  readonly failures: number;
  /** Of those at hand; undefined where it is not known. */
  readonly expiresAt: Date | undefined;
  readonly now: Date;
}

/** How long before their end they are fetched again, in milliseconds, as the provider's own clients do. */
const MARGIN_MS = 5 * 60_000;
/** With an end that is not known, in milliseconds: the interval of the official Go client. */
const UNKNOWN_END_MS = 10 * 60_000;
const LEAST_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Milliseconds from now. After a failure 1 s, then twice as long each time up to a minute. Else five minutes before
 * the end; where less than ten are left, after half of them, so that a service which hands out the same ones until
 * shortly before their end is asked in time, and not all the time.
 */
export function renewalDelay({ failures, expiresAt, now }: RenewalState): number {
  if (failures > 0) return Math.min(LEAST_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
  if (expiresAt === undefined) return UNKNOWN_END_MS;
  const left = expiresAt.getTime() - now.getTime();
  return Math.max(LEAST_MS, left - Math.min(MARGIN_MS, left / 2));
}
