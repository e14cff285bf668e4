/** One step of image processing, as data, and a chain of them as text. */
import { PREFIX } from "./actions.js";
import { encodeBase64Text } from "./base64.js";
import type { Argument, Kind } from "./operation.js";
import { operationOfStep } from "./operations/index.js";

/** An operation with its arguments. */
export interface Step {
  /** The name of the step, such as `roundedCorners`. */
  readonly operation: string;
  /** By name; true for an operation that takes none. */
  readonly arguments: StepArguments | true;
  /** How it was written, where it was read: perhaps in another order or spelling than ours. */
  readonly raw?: string;
}

export type StepArguments = Readonly<Record<string, StepValue>>;

/** By the kind of the argument: a number, a flag, a text or a member of an enumeration, points, or a picture. */
export type StepValue = number | boolean | string | readonly Point[] | MarkPicture;

/** In pixels from the upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The picture of a watermark: an object of the same bucket. */
export interface MarkPicture {
  readonly key: string;
  /** How it is processed before it is laid over the other; empty for not at all. */
  readonly steps: readonly AnyStep[];
}

/** A step that is known only as it is written: of a newer service, or not well formed. */
export interface UnknownStep {
  readonly raw: string;
  readonly operation?: never;
}

export type AnyStep = Step | UnknownStep;

/** Stands between a watermark's picture and its process (docs/6349/153627). */
export const PROCESS_SEPARATOR = "?x-tos-process=";

/** The chain of steps that were checked, in the one spelling of ours: arguments in the table's order, defaults left out. */
export function writeSteps(steps: readonly AnyStep[]): string {
  return PREFIX + steps.map(writeStep).join("/");
}

/** One step as it stands in a chain, such as `resize,w_100`. */
export function writeStep(step: AnyStep): string {
  if (step.operation === undefined) return step.raw;
  const operation = operationOfStep(step.operation);
  if (operation === undefined) throw new Error("steps are checked before they are written");
  const given = step.arguments === true ? {} : step.arguments;
  const parameters = operation.arguments.flatMap((argument) => {
    const value = given[argument.name];
    return value === undefined ? [] : [writeArgument(argument, value)];
  });
  return [operation.upstreamName, ...parameters].join(",");
}

function writeArgument({ key, kind }: Argument, value: StepValue): string {
  const text = writeValue(kind, value);
  return key === null ? text : `${key}_${text}`;
}

/** The executor, or the reader, has made the value one of the kind's own type. */
function writeValue(kind: Kind, value: StepValue): string {
  switch (kind.type) {
    case "flag":
      return value === true ? kind.on : kind.off;
    case "text":
      return encodeBase64Text(value as string);
    case "points":
      return (value as readonly Point[]).map(({ x, y }) => `${x}x${y}`).join("-");
    case "picture": {
      const { key, steps } = value as MarkPicture;
      return encodeBase64Text(steps.length === 0 ? key : key + PROCESS_SEPARATOR + writeSteps(steps));
    }
    default:
      return String(value);
  }
}
