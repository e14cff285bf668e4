/** Inclusive bounds of a numeric parameter. */
export interface NumericRange {
  readonly minimum: number;
  readonly maximum: number;
  readonly integer: boolean;
}

const UNIT_INTERVAL: NumericRange = { minimum: 0, maximum: 1, integer: false };

/**
 * Ranges of the numeric parameters of `i2i_xl_sft`, shared by the checks and the catalogue.
 * `strength`, the weights and `opacity` are stated by Doubao docs 6791/1330203 and 85621/1747301; `ddimSteps`
 * and `scale` by third-party copies of the docs' table; `seed` is documented as an int with -1 for random, and
 * its upper bound is that of a 32-bit int.
 */
export const I2I_XL_SFT_RANGES = {
  seed: { minimum: -1, maximum: 2_147_483_647, integer: true },
  ddimSteps: { minimum: 1, maximum: 50, integer: true },
  scale: { minimum: 1, maximum: 30, integer: false },
  strength: UNIT_INTERVAL,
  idWeight: UNIT_INTERVAL,
  styleWeight: UNIT_INTERVAL,
  opacity: UNIT_INTERVAL,
} as const satisfies Record<string, NumericRange>;

/** Null when the number is in the range, else a message that states the range and not the number. */
export function checkRange(value: number, range: NumericRange): string | null {
  // Number.isInteger is false for NaN and the infinities; the comparisons are false for NaN.
  const inRange = value >= range.minimum && value <= range.maximum;
  if (inRange && (!range.integer || Number.isInteger(value))) return null;
  return `must be ${range.integer ? "a whole number" : "a number"} from ${range.minimum} to ${range.maximum}`;
}
