/** Instants as text, of when keys end. Pure. */

/**
 * ISO 8601 with its offset, which the official SDKs expect as `Z`, `+08:00` or `+0800`: without one it would mean another
 * instant on each machine. Null for anything else.
 */
export function readInstant(text: string): Date | null {
  const [, date, time, sign, hours, minutes] =
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?:Z|([+-])(\d\d):?(\d\d))$/.exec(text) ?? [];
  if (date === undefined) return null;
  const instant = new Date(`${date}T${time}${sign === undefined ? "Z" : `${sign}${hours}:${minutes}`}`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
