/**
 * Replaces the messages of graphql-js for values that do not fit their type: they repeat what was submitted, which may
 * be a secret or a person's words, and land in logs. Ours say what is expected instead.
 */
import type { ApolloServerPlugin } from "@apollo/server";
import {
  coerceInputValue,
  type DocumentNode,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { MAX_VIOLATIONS, type Violation } from "../generation/violation.js";
import { badUserInput, noSubscriptions } from "./errors.js";

/** Works on what Apollo is about to report, and checks variables before the executor does. */
export function inputErrorsPlugin<T extends object>(): ApolloServerPlugin<T> {
  return {
    async requestDidStart() {
      return {
        async parsingDidStart() {
          return async (error) => {
            if (error !== undefined) error.message = withoutToken(error.message);
          };
        },
        async validationDidStart({ schema, document }) {
          return async (errors) => {
            if (errors !== undefined && document !== undefined)
              rewriteLiteralErrors(schema, document, errors);
          };
        },
        async didResolveOperation({ schema, operation, request }) {
          if (operation?.operation === "subscription") throw noSubscriptions();
          const violations = operation ? checkVariables(schema, operation, request.variables ?? {}) : [];
          if (violations.length > 0) throw badUserInput(violations, 400);
        },
      };
    },
  };
}

/** A syntax error quotes what it did not expect, which may be a string or a number of the caller's. */
function withoutToken(message: string): string {
  if (/call stack/i.test(message)) return "Syntax Error: The document is nested too deeply.";
  return message
    .replace(/\b(String|BlockString|Int|Float) ".*"(?=\.?$)/s, "$1")
    .replace(/^(Syntax Error: Invalid [^:]*):.*$/s, "$1.");
}

/** What graphql-js says of names and counts, which holds no value. */
const HARMLESS = /^(Field "|OneOf Input Object "|Exactly one key|Variable "|Expected non-nullable type)/;

/** For values that stand in the document itself. */
export function rewriteLiteralErrors(
  schema: GraphQLSchema,
  document: DocumentNode,
  errors: readonly Error[],
): void {
  const wrong = new Map<unknown, GraphQLError[]>();
  for (const error of errors as readonly GraphQLError[]) {
    const node = error.nodes?.[0];
    if (node?.kind.endsWith("Value") && !HARMLESS.test(error.message)) {
      wrong.set(node, [...(wrong.get(node) ?? []), error]);
    }
  }
  if (wrong.size === 0) return;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      enter(node) {
        // Inside a list the type is that of the list's member, for the list itself it is that of its parent.
        const type = node.kind === Kind.LIST ? types.getParentInputType() : types.getInputType();
        for (const error of wrong.get(node) ?? []) error.message = `Invalid value: ${expectation(type)}.`;
      },
    }),
  );
}

/** For values that came as variables: coerced once more here, since graphql-js tells what is wrong only in words. */
export function checkVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Violation[] {
  const violations: Violation[] = [];
  for (const { variable, type: typeNode, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, typeNode) as GraphQLInputType | undefined;
    const given = Object.hasOwn(variables, name);
    const value = variables[name];
    if (type === undefined || (!given && defaultValue !== undefined)) continue;
    if (!given || value === null) {
      if (isNonNullType(type))
        violations.push({
          path: pathOf(operation, name),
          constraint: "required",
          message: `must be given (${type})`,
        });
      continue;
    }
    let path: string[] | undefined;
    try {
      coerceInputValue(value, type, (inner, _value, { message }) => {
        const told = HARMLESS.test(message) ? message : expectation(typeAt(type, inner));
        path ??= pathOf(operation, name);
        violations.push({ path: [...path, ...inner], constraint: "type", message: told });
        // A long list of wrong values would cost seconds and megabytes.
        if (violations.length >= MAX_VIOLATIONS) throw new TooManyViolations();
      });
    } catch (error) {
      if (error instanceof TooManyViolations) return violations;
      throw error;
    }
  }
  return violations;
}

class TooManyViolations extends Error {}

/** The argument that a variable is the whole of, so that a path is the same for literals and variables; else its name. */
function pathOf(operation: OperationDefinitionNode, variable: string): string[] {
  let argument: string | undefined;
  visit(operation, {
    Argument(node) {
      if (node.value.kind === Kind.VARIABLE && node.value.name.value === variable)
        argument ??= node.name.value;
    },
  });
  return [argument ?? variable];
}

function typeAt(type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType | undefined {
  let current: GraphQLInputType | undefined = type;
  for (const step of path) {
    const inner: GraphQLInputType | undefined = isNonNullType(current) ? current.ofType : current;
    if (isListType(inner)) current = typeof step === "number" ? inner.ofType : typeAt(inner.ofType, [step]);
    else current = isInputObjectType(inner) ? inner.getFields()[String(step)]?.type : undefined;
  }
  return current;
}

const SCALARS: Readonly<Record<string, string>> = {
  Int: "a whole number from -2147483648 to 2147483647",
  Float: "a number",
  String: "a text",
  Boolean: "true or false",
  ID: "a text or a whole number",
  JSONObject: "a JSON object",
  _Any: "an object with __typename and the fields of its key",
};

/** "must be …", with what the type allows. */
function expectation(type: GraphQLInputType | null | undefined): string {
  if (!type) return "must fit its type";
  const named = getNamedType(type);
  const what = isEnumType(named)
    ? `one of ${named
        .getValues()
        .map(({ name }) => name)
        .join(", ")}`
    : isInputObjectType(named)
      ? `an object with fields of ${Object.keys(named.getFields()).join(", ")}`
      : (SCALARS[named.name] ?? `a ${named.name}`);
  const many = isListType(isNonNullType(type) ? type.ofType : type);
  return `must be ${many ? `a list, each ${what}` : what} (${type})`;
}
