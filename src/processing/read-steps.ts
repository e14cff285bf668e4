/**
 * Reads a chain as steps. What the table does not know, an operation, an argument or a value, makes the step an unknown
 * one, which keeps its text: a new operation of the service breaks nothing here.
 */
import { PREFIX, type ProcessingAction, parseAction } from "./actions.js";
import { decodeBase64Text } from "./base64.js";
import type { Argument, Operation } from "./operation.js";
import { operationOfAction } from "./operations/index.js";
import { brokenRules } from "./rules.js";
import { type AnyStep, type MarkPicture, PROCESS_SEPARATOR, type Step, type StepValue } from "./step.js";
import { checkMarkKey, readPoints, readValue, spelling } from "./value.js";

/**
 * The steps of any text; never throws. Each keeps its part of the text in `raw`, so that these, joined by `/` after
 * `image/`, are the text again. A text that does not begin so is one unknown step.
 */
export function readSteps(text: string): (AnyStep & { readonly raw: string })[] {
  return text.startsWith(PREFIX) ? readChain(text, false).map(({ step }) => step) : [{ raw: text }];
}

/** One operation of a chain as it was understood. */
export interface Reading {
  readonly step: AnyStep & { readonly raw: string };
  /** Null: the table has none of this name. */
  readonly operation: Operation | null;
  /** What is wrong with its arguments, in the spelling of the chain, such as "w must be …". Repeats no value. */
  readonly problems: readonly string[];
}

/** @param forMark whether it is the process of a watermark's picture. */
export function readChain(text: string, forMark: boolean): Reading[] {
  return text
    .slice(PREFIX.length)
    .split("/")
    .map((raw) => {
      const action = parseAction(raw);
      const operation = action === null ? undefined : operationOfAction(action.name);
      if (action === null || operation === undefined) return { step: { raw }, operation: null, problems: [] };
      const { step, problems } = readAction(action, operation, forMark);
      return { step: step === null ? { raw } : { ...step, raw }, operation, problems };
    });
}

function readAction(
  { parameters }: ProcessingAction,
  operation: Operation,
  forMark: boolean,
): { step: Step | null; problems: string[] } {
  const own: string[] = [];
  const inside: string[] = [];
  const given: Record<string, StepValue> = {};
  const seen = new Set<string>();
  parameters.forEach(({ key, value: text }, index) => {
    const argument = operation.arguments.find((each) => each.key === key);
    if (argument === undefined) own.push(`parameter ${index + 1} ${keysOf(operation, forMark)}`);
    else if (seen.has(argument.name)) own.push(`${labelOf(argument)} must be given once`);
    else {
      seen.add(argument.name);
      const { value, wrong = null, problems = [] } = readArgument(argument, text);
      if (value === undefined) own.push(`${labelOf(argument)} ${wrong ?? spelling(argument.kind)}`);
      else given[argument.name] = value;
      inside.push(...problems.map((problem) => `${labelOf(argument)}: ${problem}`));
    }
  });
  for (const { argument, message } of brokenRules(operation, seen, { nameOf: labelOf, forMark })) {
    own.push(argument === null ? message : `${labelOf(argument)} ${message}`);
  }
  const step = {
    operation: operation.name,
    arguments: operation.arguments.length === 0 ? (true as const) : given,
  };
  return { step: own.length === 0 ? step : null, problems: [...own, ...inside] };
}

interface ReadArgument {
  readonly value: StepValue | undefined;
  /** Why there is none, where its spelling is right. */
  readonly wrong?: string | null;
  /** Of a picture's own process. */
  readonly problems?: readonly string[];
}

function readArgument({ kind }: Argument, text: string): ReadArgument {
  if (kind.type === "points") return { value: readPoints(text) };
  if (kind.type === "picture") return readPicture(text);
  return { value: readValue(kind, text) };
}

function readPicture(text: string): ReadArgument {
  const decoded = decodeBase64Text(text) ?? "";
  const at = decoded.indexOf(PROCESS_SEPARATOR);
  const key = at === -1 ? decoded : decoded.slice(0, at);
  const process = at === -1 ? null : decoded.slice(at + PROCESS_SEPARATOR.length);
  const wrong = checkMarkKey(key, PROCESS_SEPARATOR);
  if (wrong !== null) return { value: undefined, wrong: key === "" ? null : `is of a key that ${wrong}` };
  if (process === null) return { value: { key, steps: [] } satisfies MarkPicture };
  if (!process.startsWith(PREFIX)) return { value: undefined };
  const readings = readChain(process, true);
  return {
    value: { key, steps: readings.map(({ step }) => step) } satisfies MarkPicture,
    problems: readings.flatMap(problemsOf),
  };
}

/** What is wrong with one operation of a chain, with its place in it. */
export function problemsOf({ operation, problems }: Reading, index: number): string[] {
  if (operation === null) return [`operation ${index + 1} is not a known image operation`];
  return problems.map((problem) => `operation ${index + 1} (${operation.upstreamName}): ${problem}`);
}

function labelOf({ key }: Argument): string {
  return key ?? "its value";
}

function keysOf({ arguments: all }: Operation, forMark: boolean): string {
  const names = all
    .filter(({ onlyForMarks }) => forMark || !onlyForMarks)
    .map(({ key }) => key ?? "a bare value");
  if (names.length === 0) return "must be left out: it takes none";
  return names.length === 1 ? `must be ${names[0]}` : `must be one of ${names.join(", ")}`;
}
