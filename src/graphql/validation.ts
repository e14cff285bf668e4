/** Checks the arguments of a field with class-validator, and reports paths, constraints and messages, never values. */
import { registerDecorator, type ValidationError, validateSync } from "class-validator";
import { checkRange, type NumericRange } from "../doubao/ranges.js";
import { InvalidRequestError, type Violation } from "../generation/violation.js";

/**
 * Makes a class-validator decorator of a rule that says what is wrong with a value, or null. The rules themselves live
 * with what they speak of (`tos/names.ts`, `doubao/prompt.ts`).
 */
export function Rule<T extends string | number>(
  name: string,
  check: (value: T) => string | null,
): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      validator: {
        // The executor has coerced the value to its GraphQL type.
        validate: (value: T) => check(value) === null,
        defaultMessage: (found) => check(found?.value as T) ?? "",
      },
    });
}

/** A number's bounds, both included. */
export function InRange(range: NumericRange): PropertyDecorator {
  return Rule<number>("range", (value) => checkRange(value, range));
}

/** type-graphql's hook: called with the arguments of a field as an instance of their class. */
export function validateArguments(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const errors = validateSync(value, {
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  const found = errors.flatMap((error) => violations(error, []));
  if (found.length > 0) throw new InvalidRequestError(found);
}

function violations(error: ValidationError, above: readonly (string | number)[]): Violation[] {
  const path = [...above, /^\d+$/.test(error.property) ? Number(error.property) : error.property];
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    path,
    constraint,
    // class-validator begins its own messages with the property, which the path tells already.
    message: message.startsWith(`${error.property} `) ? message.slice(error.property.length + 1) : message,
  }));
  // A list that is too long itself is one fault, not one for each of its members.
  const inner = own.length > 0 ? [] : (error.children ?? []);
  return [...own, ...inner.flatMap((child) => violations(child, path))];
}
