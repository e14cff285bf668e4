/**
 * graphql-js's `validate` and `execute` with the rules of this API, for servers that are not Apollo's: the checks before
 * anything runs, and what of an error a client may see. Apollo has hooks for both, see `input-errors.ts`,
 * `mutation-input.ts` and `errors.ts`.
 */
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  execute as graphqlExecute,
  validate as graphqlValidate,
} from "graphql";
import { badUserInput, type ErrorLog, noSubscriptions, presentError } from "./errors.js";
import { checkVariables, rewriteLiteralErrors } from "./input-errors.js";
import { type ArgumentCheck, checkMutation } from "./mutation-input.js";

export type Execute = (args: ExecutionArgs) => Promise<ExecutionResult>;

export type Validate = typeof graphqlValidate;

export interface ExecuteOptions {
  /** By the field's coordinate: what `createArgumentChecks` gives. */
  readonly checks: Readonly<Record<string, ArgumentCheck>>;
  /** Who is told of the errors of a request, by its context value. */
  readonly errorLogIn: (context: unknown) => ErrorLog;
}

/** The schema may be a larger one: fields of others run as always, but their errors are presented as ours are. */
export function createExecute({ checks, errorLogIn }: ExecuteOptions): Execute {
  return async (args) => {
    const refusal = refuse(args, checks);
    if (refusal !== null) return { errors: [refusal] };
    const result = await graphqlExecute(args);
    if (result.errors === undefined) return result;
    const errorLog = errorLogIn(args.contextValue);
    return { ...result, errors: result.errors.map((error) => present(error, errorLog)) };
  };
}

/** Why nothing of an operation runs; null when it does. */
function refuse(args: ExecutionArgs, checks: ExecuteOptions["checks"]): GraphQLError | null {
  const { schema, document, operationName, variableValues } = args;
  const operation = getOperationAST(document, operationName);
  // The executor says that there is none, or which of them is not meant.
  if (!operation) return null;
  if (operation.operation === "subscription" && !schema.getSubscriptionType()) return noSubscriptions();
  const variables = variableValues ?? {};
  const wrong = checkVariables(schema, operation, variables);
  const violations =
    wrong.length > 0 ? wrong : checkMutation({ schema, document, operation, variables, checks });
  return violations.length > 0 ? badUserInput(violations) : null;
}

/** Without the original error, which servers either mask or show. */
function present(error: GraphQLError, log: ErrorLog): GraphQLError {
  // What the executor says of the request itself, such as an operation name that is missing.
  if (error.path === undefined && error.originalError === undefined) return error;
  const { message, extensions } = presentError(error.toJSON(), error, log);
  return new GraphQLError(message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions,
  });
}

/** As graphql-js's own, whose messages of values in the document repeat them: these do not. */
export const validate: Validate = (schema, document, ...more) => {
  const errors = graphqlValidate(schema, document, ...more);
  rewriteLiteralErrors(schema, document, errors);
  return errors;
};
