/** The check of steps that were given as data. */
import type { Argument } from "./operation.js";
import { operationOfStep } from "./operations/index.js";
import { brokenRules } from "./rules.js";
import { type AnyStep, type MarkPicture, type Point, PROCESS_SEPARATOR, type StepValue } from "./step.js";
import { checkCoordinate, checkMarkKey, checkValue, POINTS } from "./value.js";

/** No real chain comes near it; the text's own limit is usually reached first. */
export const MAX_STEPS = 50;

/** More are not told: a hundred thousand wrong points would cost seconds and megabytes. */
const MAX_VIOLATIONS = 50;

/** One thing that is wrong with steps. */
export interface StepViolation {
  /** From the list down: `[2, "resize", "width"]`; empty for the list itself. */
  readonly path: readonly (string | number)[];
  /** The stable name of the rule. */
  readonly constraint: string;
  /** What to change, beginning with "must". Never repeats a submitted value. */
  readonly message: string;
}

/** Everything that is wrong with a list of steps, up to a bound; empty when it may be written. */
export function checkSteps(steps: readonly AnyStep[], forMark = false): StepViolation[] {
  if (steps.length === 0 && !forMark) {
    return [{ path: [], constraint: "stepCount", message: "must hold at least one step" }];
  }
  if (steps.length > MAX_STEPS) {
    return [{ path: [], constraint: "stepCount", message: `must hold at most ${MAX_STEPS} steps` }];
  }
  const violations: StepViolation[] = [];
  for (const [index, step] of steps.entries()) {
    violations.push(...below([index], checkStep(step, forMark)).slice(0, MAX_VIOLATIONS));
    if (violations.length >= MAX_VIOLATIONS) break;
  }
  return violations.slice(0, MAX_VIOLATIONS);
}

function checkStep(step: AnyStep, forMark: boolean): StepViolation[] {
  const operation = step.operation === undefined ? undefined : operationOfStep(step.operation);
  if (step.operation === undefined || operation === undefined) {
    return [{ path: [], constraint: "operation", message: "must be a known operation" }];
  }
  const takesNone = operation.arguments.length === 0;
  if (takesNone !== (step.arguments === true)) {
    const message = takesNone ? "must be true, or be left out together with its step" : "must have arguments";
    return [{ path: [operation.name], constraint: "arguments", message }];
  }
  const given = step.arguments === true ? {} : step.arguments;
  const names = new Set(Object.keys(given));
  const broken = brokenRules(operation, names, { nameOf: ({ name }) => name, forMark });
  const violations = [
    ...broken.map(({ argument, ...rest }) => ({ path: argument === null ? [] : [argument.name], ...rest })),
    ...operation.arguments.flatMap((argument) => {
      const value = given[argument.name];
      return value === undefined ? [] : below([argument.name], checkArgument(argument, value));
    }),
  ];
  return below([operation.name], violations);
}

function checkArgument({ kind }: Argument, value: StepValue): StepViolation[] {
  if (kind.type === "points") return checkPoints(value as readonly Point[]);
  if (kind.type === "picture") return checkPicture(value as MarkPicture);
  return broken([], kind.type === "integer" ? "range" : kind.type, checkValue(kind, value));
}

function checkPoints(points: readonly Point[]): StepViolation[] {
  if (points.length === 0 || points.length > POINTS.maximum) {
    return broken([], "pointCount", `must hold 1 to ${POINTS.maximum} points`);
  }
  return points.flatMap(({ x, y }, index) => [
    ...broken([index, "x"], "range", checkCoordinate(x)),
    ...broken([index, "y"], "range", checkCoordinate(y)),
  ]);
}

function checkPicture({ key, steps }: MarkPicture): StepViolation[] {
  return [
    ...broken(["key"], "objectKey", checkMarkKey(key, PROCESS_SEPARATOR)),
    ...below(["steps"], checkSteps(steps, true)),
  ];
}

function below(path: StepViolation["path"], violations: readonly StepViolation[]): StepViolation[] {
  return violations.map((violation) => ({ ...violation, path: [...path, ...violation.path] }));
}

function broken(path: StepViolation["path"], constraint: string, message: string | null): StepViolation[] {
  return message === null ? [] : [{ path, constraint, message }];
}
