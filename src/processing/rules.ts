/** What holds between the arguments of one operation, whichever way they were given. */
import type { Argument, Operation, Rule } from "./operation.js";

/** One thing that is wrong with which arguments were given. */
export interface BrokenRule {
  /** Null: the operation as a whole. */
  readonly argument: Argument | null;
  readonly constraint: string;
  /** Begins with "must". */
  readonly message: string;
}

export interface RuleContext {
  /** How an argument is called in messages. */
  readonly nameOf: (argument: Argument) => string;
  /** Whether the step is one of a watermark's own picture. */
  readonly forMark: boolean;
}

/** Everything that is wrong with giving these arguments, by name, and no others. */
export function brokenRules(
  operation: Operation,
  given: ReadonlySet<string>,
  context: RuleContext,
): BrokenRule[] {
  if (context.forMark && !operation.forMarks) {
    const message =
      "must not stand in the processing of a watermark's picture, which may be resized, cropped, sliced and rotated";
    return [{ argument: null, constraint: "markOperation", message }];
  }
  const broken: BrokenRule[] = [];
  for (const argument of operation.arguments) {
    if (argument.required && !given.has(argument.name)) {
      broken.push({ argument, constraint: "required", message: "must be given" });
    }
    if (argument.onlyForMarks && !context.forMark && given.has(argument.name)) {
      const message = "must stand only in the processing of a watermark's picture";
      broken.push({ argument, constraint: "markOnly", message });
    }
  }
  for (const rule of operation.rules) {
    const message = holds(rule, given) ? null : wordsOf(rule, operation, context);
    if (message !== null) broken.push({ argument: null, constraint: "argumentChoice", message });
  }
  return broken;
}

function holds({ type, of }: Rule, given: ReadonlySet<string>): boolean {
  const count = of.filter((name) => given.has(name)).length;
  if (type === "some") return count > 0;
  return type === "one" ? count === 1 : count === 0 || given.size === count;
}

function wordsOf({ type, of }: Rule, operation: Operation, { nameOf, forMark }: RuleContext): string {
  const names = operation.arguments
    .filter(({ name, onlyForMarks }) => of.includes(name) && (forMark || !onlyForMarks))
    .map(nameOf);
  if (type === "some") return `must have at least one of ${names.join(", ")}`;
  if (type === "one") return `must have one of ${names.join(", ")}, and not two`;
  return `must have nothing beside ${names.join(", ")}`;
}
