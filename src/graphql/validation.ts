/** Checks the inputs of every field with class-validator, and reports paths, constraints and messages, never values. */
import { registerDecorator, type ValidationError, validateSync } from "class-validator";
import { InvalidRequestError, type Violation } from "../generation/violation.js";

/**
 * Makes a class-validator decorator of a rule that says what is wrong with a value, or null. The rules themselves live
 * with what they speak of (`tos/names.ts`, `processing/actions.ts`, `doubao/prompt.ts`).
 */
export function Rule(name: string, check: (value: string) => string | null): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => typeof value === "string" && check(value) === null,
        defaultMessage: (found) =>
          (typeof found?.value === "string" && check(found.value)) || "must be a text",
      },
    });
}

/** type-graphql's hook: called with the arguments of a field as an instance of their class. */
export function validateArguments(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const errors = validateSync(value, {
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  if (errors.length > 0) throw new InvalidRequestError(errors.flatMap((error) => violations(error, [])));
}

function violations(error: ValidationError, above: readonly (string | number)[]): Violation[] {
  const path = [...above, /^\d+$/.test(error.property) ? Number(error.property) : error.property];
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    path,
    constraint,
    // class-validator begins its own messages with the property, which the path tells already.
    message: message.startsWith(`${error.property} `) ? message.slice(error.property.length + 1) : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => violations(child, path))];
}
