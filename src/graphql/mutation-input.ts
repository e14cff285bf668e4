/**
 * Checks everything in a mutation before any of it runs: what is found only on the way would lose a picture that the same
 * request has paid for already, by an argument below it or by a second field beside it.
 */
import type { ApolloServerPlugin } from "@apollo/server";
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getVariableValues,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { MAX_VIOLATIONS, type Violation } from "../generation/violation.js";
import { argumentViolation, badUserInput } from "./errors.js";

/** What is wrong with the arguments of a field. */
export type ArgumentCheck = (args: Readonly<Record<string, unknown>>) => readonly Violation[];

/** `checks` by the field's coordinate, such as `Mutation.generateImage`. */
export function mutationInputPlugin<T extends object>(
  checks: Readonly<Record<string, ArgumentCheck>>,
): ApolloServerPlugin<T> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request }) {
          if (!operation) return;
          const given = { schema, document, operation, variables: request.variables ?? {}, checks };
          const violations = checkMutation(given);
          if (violations.length > 0) throw badUserInput(violations, 400);
        },
      };
    },
  };
}

/** What is wrong with a mutation, whose variables are as they came; nothing is with other operations. */
export function checkMutation(given: Walk): Violation[] {
  const { schema, operation } = given;
  if (operation.operation !== "mutation") return [];
  const definitions = operation.variableDefinitions ?? [];
  const { coerced } = getVariableValues(schema, definitions, given.variables, { maxErrors: 1 });
  // Without values the executor reports the variables by itself, and runs nothing.
  return coerced === undefined ? [] : collect({ ...given, variables: coerced });
}

interface Walk {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly checks: Readonly<Record<string, ArgumentCheck>>;
}

function collect(walk: Walk): Violation[] {
  const { schema, document, operation, variables } = walk;
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const spread = new Set<string>();
  const found: Violation[] = [];

  const visitSelections = ({ selections }: SelectionSetNode, typeName: string): void => {
    for (const selection of selections) {
      // Enough is known to refuse it, and no more is told.
      if (found.length >= MAX_VIOLATIONS) return;
      if (isLeftOut(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) visitField(selection, typeName);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        visitSelections(selection.selectionSet, selection.typeCondition?.name.value ?? typeName);
      } else {
        const fragment = fragments.get(selection.name.value);
        if (fragment === undefined || spread.has(selection.name.value)) continue;
        spread.add(selection.name.value);
        visitSelections(fragment.selectionSet, fragment.typeCondition.name.value);
      }
    }
  };
  const visitField = (node: FieldNode, typeName: string): void => {
    const parent = schema.getType(typeName);
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined) return;
    // One by one: a call takes no more arguments than its stack holds.
    for (const violation of checkField(walk, typeName, field, node)) found.push(violation);
    const type = getNamedType(field.type);
    if (node.selectionSet !== undefined && isCompositeType(type))
      visitSelections(node.selectionSet, type.name);
  };

  visitSelections(operation.selectionSet, schema.getMutationType()?.name ?? "Mutation");
  return found;
}

function checkField(
  { variables, checks }: Walk,
  typeName: string,
  field: ReturnType<GraphQLObjectType["getFields"]>[string],
  node: FieldNode,
): readonly Violation[] {
  try {
    const args = getArgumentValues(field, node, variables);
    return checks[`${typeName}.${field.name}`]?.(args) ?? [];
  } catch (error) {
    if (error instanceof GraphQLError) return [argumentViolation(error)];
    throw error;
  }
}

function isLeftOut(
  node: Parameters<typeof getDirectiveValues>[1],
  variables: Readonly<Record<string, unknown>>,
): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true ||
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if === false
  );
}
