import type { ParameterViolation } from "./parameter-violation.js";

/** Bounds of a numeric parameter, both included unless said otherwise. */
export interface NumericRange {
  readonly minimum: number;
  readonly maximum: number;
  readonly integer: boolean;
  /** Which of the bounds is itself not allowed. */
  readonly excluded?: "minimum" | "both";
  /** The distance of allowed values, counted from 0. */
  readonly step?: number;
}

const UNIT_INTERVAL: NumericRange = { minimum: 0, maximum: 1, integer: false };

/** Of watermarks, 0 (invisible) to 1 (opaque): Doubao docs 85621/1747301. */
export const OPACITY = UNIT_INTERVAL;

/** Documented as an int with -1 for random; the upper bound is that of a 32-bit int. */
const SEED: NumericRange = { minimum: -1, maximum: 2_147_483_647, integer: true };
const XL_STEPS: NumericRange = { minimum: 1, maximum: 50, integer: true };
const XL_SCALE: NumericRange = { minimum: 1, maximum: 30, integer: false };

/**
 * Ranges of the numeric parameters of `i2i_xl_sft`, shared by the checks and the catalogue.
 * `strength`, the weights and `opacity` are stated by Doubao docs 6791/1330203 and 85621/1747301; `ddimSteps`
 * and `scale` by third-party copies of the docs' table.
 */
export const I2I_XL_SFT_RANGES = {
  seed: SEED,
  ddimSteps: XL_STEPS,
  scale: XL_SCALE,
  strength: UNIT_INTERVAL,
  idWeight: UNIT_INTERVAL,
  styleWeight: UNIT_INTERVAL,
  opacity: OPACITY,
} as const satisfies Record<string, NumericRange>;

/**
 * Ranges of the numeric parameters of `t2i_xl_sft`. Assumption: no page that could be read states them, so that
 * `ddimSteps` and `scale` have those of `i2i_xl_sft`, its twin for pictures, and the sides, 1024 to 1080 in samples,
 * go up to the 2K that it is advertised with.
 */
export const T2I_XL_SFT_RANGES = {
  seed: SEED,
  ddimSteps: XL_STEPS,
  scale: XL_SCALE,
  width: { minimum: 256, maximum: 2048, integer: true },
  height: { minimum: 256, maximum: 2048, integer: true },
} as const satisfies Record<string, NumericRange>;

/**
 * Ranges of the numeric parameters of `high_aes` by version. The sides, and the total of 1088 × 1088 pixels, are stated
 * in the samples of the official Go SDK; `ddimSteps`, `scale` and `strength` of the anime version in copies of its
 * documentation. Assumption: `ddimSteps` and `scale` of the general version are those of the anime version.
 */
export const HIGH_AES_RANGES = {
  GENERAL_V1_3: {
    seed: SEED,
    ddimSteps: XL_STEPS,
    scale: XL_SCALE,
    width: { minimum: 128, maximum: 512, integer: true },
    height: { minimum: 128, maximum: 512, integer: true },
    srSeed: SEED,
  },
  ANIME_V1_3: {
    seed: SEED,
    ddimSteps: XL_STEPS,
    scale: XL_SCALE,
    width: { minimum: 576, maximum: 1728, integer: true },
    height: { minimum: 576, maximum: 1728, integer: true },
    strength: UNIT_INTERVAL,
  },
} as const satisfies Record<string, Record<string, NumericRange>>;

/** Null when the number is in the range, else a message that states the range and not the number. */
export function checkRange(value: number, range: NumericRange): string | null {
  return isInRange(value, range) ? null : `must be ${describeRange(range)}`;
}

/** "a whole number from 1 to 50" */
export function describeRange({ minimum, maximum, integer, excluded, step }: NumericRange): string {
  const what = integer ? "a whole number" : "a number";
  const steps = step === undefined ? "" : `, in steps of ${step}`;
  if (excluded === undefined) return `${what} from ${minimum} to ${maximum}${steps}`;
  return `${what} greater than ${minimum} and ${excluded === "both" ? "less than" : "at most"} ${maximum}${steps}`;
}

function isInRange(value: number, { minimum, maximum, integer, excluded, step }: NumericRange): boolean {
  // Number.isInteger is false for NaN and the infinities; the comparisons are false for NaN.
  const inRange =
    (excluded === undefined ? value >= minimum : value > minimum) &&
    (excluded === "both" ? value < maximum : value <= maximum);
  if (!inRange || (integer && !Number.isInteger(value))) return false;
  // A decimal such as 0.7 is no exact multiple of 0.1 in binary.
  return step === undefined || Math.abs(value / step - Math.round(value / step)) < 1e-9;
}

/** What is wrong with the numbers that have a range, in the order of the ranges; absent and null are not checked. */
export function rangeViolations<R extends Readonly<Record<string, NumericRange>>>(
  values: { readonly [name in keyof NoInfer<R>]?: number | null | undefined },
  ranges: R,
  above: ParameterViolation["path"] = [],
): ParameterViolation[] {
  return Object.entries(ranges).flatMap(([name, range]) => {
    const value = (values as Readonly<Record<string, number | null | undefined>>)[name];
    const message = value === null || value === undefined ? null : checkRange(value, range);
    return message === null ? [] : [{ path: [...above, name], constraint: "range", message }];
  });
}
