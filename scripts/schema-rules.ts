/** The rules that the schema is held to, beyond those of GraphQL: a rule gives a line for each place that breaks it. */
import {
  DEFAULT_DEPRECATION_REASON,
  type GraphQLArgument,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from "graphql";

export type SchemaRule = (schema: GraphQLSchema) => string[];

/** Where an object of unknown members is allowed: what the models take that have no typed input. */
const OPEN_JSON = ["OtherModelInput.parameters"];

const PASCAL_CASE = /^[A-Z][A-Za-z0-9]*$/;
const CAMEL_CASE = /^[a-z][A-Za-z0-9]*$/;
const UPPER_CASE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

export const SCHEMA_RULES: Readonly<Record<string, SchemaRule>> = {
  /** Types, fields, arguments and enum values have a description. */
  described: (schema) =>
    [...typesOf(schema).map(({ name, description }) => ({ path: name, description })), ...membersOf(schema)]
      .filter(({ description }) => !description?.trim())
      .map(({ path }) => path),

  /** A value that is not true or false is shown by an example, in what is sent and in what is answered. */
  exemplified: (schema) =>
    membersOf(schema)
      .filter(({ value, isInput }) => value && (isInput || isLeafType(getNamedType(value))))
      .filter(({ value }) => getNamedType(value)?.name !== "Boolean")
      .filter(({ description }) => !/for example/i.test(description ?? ""))
      .map(({ path }) => path),

  /** PascalCase types, camelCase fields and arguments, UPPER_CASE enum values. */
  named: (schema) => [
    ...typesOf(schema)
      .filter(({ name }) => !PASCAL_CASE.test(name))
      .map(({ name }) => name),
    ...membersOf(schema)
      .filter(({ name, value }) => !(value ? CAMEL_CASE : UPPER_CASE).test(name))
      .map(({ path }) => path),
  ],

  /** A deprecation tells why, and so what to use instead. */
  "deprecated-with-reason": (schema) =>
    membersOf(schema)
      .filter(({ deprecationReason: reason }) => reason === "" || reason === DEFAULT_DEPRECATION_REASON)
      .map(({ path }) => path),

  /** No list holds nulls, whether it may be null itself or not. */
  "no-null-in-lists": (schema) =>
    membersOf(schema)
      .filter(({ value }) => /[^!]\]/.test(String(value)))
      .map(({ path }) => path),

  /** Objects of unknown members stand only where nothing more can be known. */
  "no-open-json": (schema) =>
    membersOf(schema)
      .filter(({ value }) => /^JSON/.test(getNamedType(value)?.name ?? ""))
      .map(({ path }) => path)
      .filter((path) => !OPEN_JSON.includes(path)),

  /** `id` is an `ID!`, and an `ID` is called so. */
  "ids-are-ids": (schema) =>
    membersOf(schema)
      .filter(({ name, value, isInput }) => {
        if (value === undefined) return false;
        const isId = getNamedType(value)?.name === "ID";
        return name === "id"
          ? !isId || !(isInput || isNonNullType(value))
          : isId && !/Ids?$|^ids$/.test(name);
      })
      .map(({ path }) => path),

  /** A custom scalar says where it is specified. */
  "scalars-are-specified": (schema) =>
    typesOf(schema)
      .filter(isScalarType)
      .filter(({ specifiedByURL }) => !specifiedByURL?.startsWith("https://"))
      .map(({ name }) => name),

  /** `…Input` is what is sent: every input object, and enums that are not answered. */
  "inputs-are-called-so": (schema) => {
    const answered = new Set(
      membersOf(schema).flatMap(({ value, isInput }) =>
        value && !isInput ? [getNamedType(value).name] : [],
      ),
    );
    return typesOf(schema)
      .filter((type) => {
        const isCalledSo = type.name.endsWith("Input");
        if (isInputObjectType(type)) return !isCalledSo;
        return isCalledSo && (!isEnumType(type) || answered.has(type.name));
      })
      .map(({ name }) => name);
  },

  /** What a step of image processing does without an argument is told with it. */
  "step-defaults-are-told": (schema) =>
    typesOf(schema)
      .filter((type) => isInputObjectType(type) && !type.isOneOf && type.name.endsWith("StepInput"))
      .flatMap((type) => membersOf(schema).filter(({ path }) => path.startsWith(`${type.name}.`)))
      .filter(({ value }) => !isNonNullType(value))
      .filter(({ description }) => !/Default: \S/.test(description ?? ""))
      .map(({ path }) => path),

  /** The description of a `@oneOf` input states the rule: behind a gateway the directive is not seen. */
  "one-of-is-told": (schema) =>
    typesOf(schema)
      .filter((type) => isInputObjectType(type) && type.isOneOf)
      .filter(({ description }) => !/exactly one .*`@oneOf`/i.test(description ?? ""))
      .map(({ name }) => name),

  /** A mutation takes `input` of a type named after it or, doing several at once, `inputs` of that of the one. */
  "mutations-take-their-input": (schema) =>
    mutationsOf(schema)
      .filter(({ name, args }) => {
        const [argument, ...others] = args;
        const own = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
        const expected = { input: `${own}Input!`, inputs: `[${own.replace(/s$/, "")}Input!]!` };
        const wanted = Object.entries(expected).find(([key]) => key === argument?.name)?.[1];
        return others.length > 0 || wanted === undefined || wanted !== String(argument?.type);
      })
      .map(({ name }) => `Mutation.${name}`),

  /** A mutation answers, and with an object or a union `…Result`: to a scalar nothing can be added. */
  "mutations-answer-with-objects": (schema) =>
    mutationsOf(schema)
      .filter(({ type }) => !isNonNullType(type) || isLeafType(getNamedType(type)))
      .map(({ name }) => `Mutation.${name}`),

  /** A union `…Result` is one success, and failures which all implement one interface `…Failure`. */
  "results-are-one-success-or-failures": (schema) =>
    typesOf(schema)
      .filter(isUnionType)
      .filter((union) => {
        const failures = union.getTypes().flatMap((type) => failureOf(type.getInterfaces()) ?? []);
        const isOneKind = new Set(failures).size === 1 && failures.length === union.getTypes().length - 1;
        return !union.name.endsWith("Result") || !isOneKind;
      })
      .map(({ name }) => name),

  /** A failure has what every client needs of it: what it was, in words, and whether to try again. */
  "failures-tell-what-to-do": (schema) =>
    typesOf(schema)
      .filter(isInterfaceType)
      .filter((type) => failureOf([type]))
      .filter((type) => {
        const { code, message, retry } = type.getFields();
        const types = [code, message, retry].map((field) => String(field?.type));
        return types.join() !== `${type.name}Code!,String!,RetryAdvice!`;
      })
      .map(({ name }) => name),
};

/** What the schema breaks, as "rule: place". */
export function schemaViolations(schema: GraphQLSchema): string[] {
  return Object.entries(SCHEMA_RULES).flatMap(([name, rule]) =>
    rule(schema).map((path) => `${name}: ${path}`),
  );
}

/** A field, argument, input field or enum value. */
interface Member {
  readonly path: string;
  readonly name: string;
  readonly description: string | null | undefined;
  readonly deprecationReason: string | null | undefined;
  /** Its type; an enum value has none. */
  readonly value: GraphQLField<unknown, unknown>["type"] | GraphQLArgument["type"] | undefined;
  readonly isInput: boolean;
}

function membersOf(schema: GraphQLSchema): Member[] {
  return typesOf(schema).flatMap((type) => {
    if (isEnumType(type)) return type.getValues().map((value) => member(type.name, value, false));
    if (isInputObjectType(type)) {
      return Object.values(type.getFields()).map((field) => member(type.name, field, true));
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) => [
      member(type.name, field, false),
      ...field.args.map((argument) => member(`${type.name}.${field.name}`, argument, true)),
    ]);
  });
}

function member(
  parent: string,
  element: GraphQLField<unknown, unknown> | GraphQLInputField | GraphQLArgument | GraphQLEnumValue,
  isInput: boolean,
): Member {
  const { name, description, deprecationReason } = element;
  const value = "type" in element ? element.type : undefined;
  return { path: `${parent}.${name}`, name, description, deprecationReason, value, isInput };
}

/** Its own types, without those that every schema has. */
function typesOf(schema: GraphQLSchema): GraphQLNamedType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !(isScalarType(type) && isSpecifiedScalarType(type)),
  );
}

function mutationsOf(schema: GraphQLSchema): GraphQLField<unknown, unknown>[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {});
}

function failureOf(interfaces: readonly GraphQLInterfaceType[]): GraphQLInterfaceType | undefined {
  return interfaces.find(({ name }) => name.endsWith("Failure"));
}
