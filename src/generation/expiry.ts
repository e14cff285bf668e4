/** How long signed URLs work: as long as is asked for, within what the operator grants. */
import { checkRange } from "../doubao/ranges.js";

/**
 * The seconds that a URL is to work, before they are checked.
 * @param asked null where the caller does not say.
 * @param usual the default, unless less is granted.
 * @param maxSeconds the most that is granted.
 */
export function expirySeconds(asked: number | null | undefined, usual: number, maxSeconds: number): number {
  return asked ?? Math.min(usual, maxSeconds);
}

/** What is wrong with the seconds that a URL is to work, or null. */
export function checkExpiry(seconds: number, maxSeconds: number): string | null {
  return checkRange(seconds, { minimum: 1, maximum: maxSeconds, integer: true });
}
