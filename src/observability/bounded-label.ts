/** Values of a label that others choose: as many time series as they like would come of them without a bound. */

/**
 * Gives a value back as long as it is one of the first so many different ones, else `rest`.
 * @param limit how many different values are let through.
 */
export function createBoundedLabel(limit: number, rest: string): (value: string) => string {
  const seen = new Set<string>();
  return (value) => {
    if (seen.has(value)) return value;
    if (seen.size >= limit) return rest;
    seen.add(value);
    return value;
  };
}
