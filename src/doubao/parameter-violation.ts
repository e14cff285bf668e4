/** One thing that is wrong with a model's parameters. */
export interface ParameterViolation {
  /** Where, in the names of the typed parameters: `["controlNets", 0, "strength"]`. */
  readonly path: readonly (string | number)[];
  /** Stable name of the rule that was broken, for example `range`. */
  readonly constraint: string;
  /** States the rule, beginning with "must"; never repeats the submitted value. */
  readonly message: string;
}
