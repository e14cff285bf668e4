/** Input that breaks a rule: found before anything is sent, so nothing is paid for or written because of it. */

export interface Violation {
  /** From the argument down: `["input", "output", "key"]`. */
  readonly path: readonly (string | number)[];
  /** The stable name of the rule. */
  readonly constraint: string;
  /** What to change. Never repeats the submitted value. */
  readonly message: string;
}

/** What a rule says of a value: nothing, or one violation. */
export function broken(path: Violation["path"], constraint: string, message: string | null): Violation[] {
  return message === null ? [] : [{ path, constraint, message }];
}

/** Violations of a part, with paths that begin at the whole. */
export function below(path: Violation["path"], found: readonly Violation[]): Violation[] {
  return found.map((violation) => ({ ...violation, path: [...path, ...violation.path] }));
}

/** More than these are not reported: an answer stays in proportion to what a person can correct. */
export const MAX_VIOLATIONS = 50;

export class InvalidRequestError extends Error {
  override readonly name = "InvalidRequestError";
  readonly code = "BAD_USER_INPUT";
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(
      violations
        .slice(0, MAX_VIOLATIONS)
        .map(({ path, message }) => `${path.join(".")} ${message}`)
        .join("; "),
    );
    this.violations = violations;
  }
}
