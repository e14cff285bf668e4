const NANOSECONDS_PER_MILLISECOND = 1e6;

// What Go's time.Duration.String prints: hours and minutes only ever before seconds, or one smaller unit.
// The micro sign comes as U+00B5; U+03BC (Greek mu) and "us" are what Go's own parser accepts beside it.
const CLOCK = /^(-?)(?:(\d{1,19})h)?(?:(\d{1,19})m)?(\d{1,19}(?:\.\d{1,19})?)s$/;
const SMALL = /^(-?)(\d{1,19}(?:\.\d{1,19})?)(ms|\u00b5s|\u03bcs|us|ns)$/;

const SMALL_UNIT_MS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["\u00b5s", 1e-3],
  ["\u03bcs", 1e-3],
  ["us", 1e-3],
  ["ns", 1e-6],
]);

/**
 * Milliseconds of a Go duration text such as `6.430430379s`, `456.790505ms`, `103.592µs` or `1m2.3s`; null for
 * anything else, never NaN. Precise to the nanosecond for durations up to about a hundred days.
 * Source: `time_elapsed` in Doubao docs 85621/1747301; the grammar is that of Go's `time.Duration.String`.
 */
export function parseGoDuration(text: string): number | null {
  const clock = CLOCK.exec(text);
  if (clock !== null) {
    const [, sign, hours = "0", minutes = "0", seconds = "0"] = clock;
    const total = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
    return toMilliseconds(sign, total);
  }
  const small = SMALL.exec(text);
  if (small === null) return null;
  const [, sign, amount = "0", unit = ""] = small;
  return toMilliseconds(sign, Number(amount) * (SMALL_UNIT_MS.get(unit) ?? 0));
}

function toMilliseconds(sign: string | undefined, amount: number): number {
  // Rounding to whole nanoseconds takes out the noise of the multiplication: 6430.430379, not …379000001.
  const rounded = Math.round(amount * NANOSECONDS_PER_MILLISECOND) / NANOSECONDS_PER_MILLISECOND;
  return sign === "-" && rounded !== 0 ? -rounded : rounded;
}
