/** The inputs of typed steps, made from the table of operations: one for each operation, and the one that holds one of them. */
import { Field, InputType, Int } from "type-graphql";
import type { Argument, Operation } from "../../processing/operation.js";
import { OPERATIONS } from "../../processing/operations/index.js";
import type { MarkPicture, Step, StepArguments, StepValue } from "../../processing/step.js";
import { POINTS } from "../../processing/value.js";
import { describeArguments, describeInput, describeMember, typeNameOf } from "./step.descriptions.js";
import { enumOf } from "./step.enums.js";

const COORDINATE = `0 to ${POINTS.coordinate.toLocaleString("en-US")}`;

@InputType({ description: "A point of a picture." })
export class PointInput {
  @Field(() => Int, { description: `From the left edge, in pixels: ${COORDINATE}, for example 50.` })
  x!: number;

  @Field(() => Int, { description: `From the upper edge, in pixels: ${COORDINATE}, for example 50.` })
  y!: number;
}

/** The arguments of an operation, as the executor gives them. */
interface StepInput {
  [argument: string]: StepValue | WatermarkImageInput | null | undefined;
}

/** An input of one member for each operation. The executor lets exactly one member through. */
interface AnyStepInput {
  [operation: string]: StepInput | boolean | null | undefined;
}

const RULE =
  "Exactly one member must be given (`@oneOf`), and an operation that takes nothing is given as true.";

@InputType({ description: `One step of image processing. ${RULE}` })
export class ProcessingStepInput implements AnyStepInput {
  [operation: string]: AnyStepInput[string];
}

@InputType({ description: `One step of the processing of a watermark's own picture. ${RULE}` })
export class WatermarkImageStepInput implements AnyStepInput {
  [operation: string]: AnyStepInput[string];
}

@InputType({ description: "The picture of a watermark." })
export class WatermarkImageInput {
  @Field(() => String, {
    description:
      'The key of an object in the bucket of the picture that is marked, 1 to 1,024 bytes in UTF-8, for example "logo.png".',
  })
  key!: string;

  @Field(() => [WatermarkImageStepInput], {
    nullable: true,
    description:
      "How it is processed before, in order: at most 50 steps, for example [{resize: {percentOfPicture: 30}}]. Default: not at all.",
  })
  steps?: WatermarkImageStepInput[] | null;
}

for (const operation of OPERATIONS) {
  const forPictures = operation.arguments.filter(({ onlyForMarks }) => !onlyForMarks);
  const type = inputTypeOf(operation, forPictures, "");
  addMember(ProcessingStepInput, operation, type);
  if (!operation.forMarks) continue;
  const same = forPictures.length === operation.arguments.length;
  addMember(
    WatermarkImageStepInput,
    operation,
    same ? type : inputTypeOf(operation, operation.arguments, "WatermarkImage"),
  );
}

type InputTypeClass = typeof Boolean | (new () => object);

function addMember(target: new () => AnyStepInput, operation: Operation, type: InputTypeClass): void {
  const description = describeMember(operation);
  Field(() => type, { nullable: true, description })(target.prototype, operation.name);
}

/** GraphQL has no input without members: what takes nothing is a Boolean. */
function inputTypeOf(operation: Operation, taken: readonly Argument[], prefix: string): InputTypeClass {
  if (taken.length === 0) return Boolean;
  class StepArgumentsInput {}
  for (const argument of taken) {
    const isSwitch = argument.required && argument.kind.type === "flag";
    Field(() => typeOf(argument), {
      nullable: !argument.required,
      description: describeInput(argument),
      ...(isSwitch && { defaultValue: true }),
    })(StepArgumentsInput.prototype, argument.name);
  }
  InputType(prefix + typeNameOf(operation, "StepInput"), {
    description: describeArguments(operation, taken),
  })(StepArgumentsInput);
  return StepArgumentsInput;
}

function typeOf({ kind }: Argument) {
  switch (kind.type) {
    case "integer":
      return Int;
    case "choice":
      return enumOf(kind.choices);
    case "flag":
      return Boolean;
    case "points":
      return [PointInput];
    case "picture":
      return WatermarkImageInput;
    default:
      return String;
  }
}

/** What a caller gave, as steps that can be checked and written. */
export function toSteps(inputs: readonly AnyStepInput[]): Step[] {
  return inputs.map((input) => {
    const [operation = "", given] = Object.entries(input).find(([, value]) => value != null) ?? [];
    // False where only true is allowed is for the check to find, which knows the place in the list.
    return { operation, arguments: given === true ? true : toArguments(given || {}) };
  });
}

/** A null is as good as nothing. */
function toArguments(given: StepInput): StepArguments {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      if (value == null) return [];
      return [[name, isPicture(value) ? toPicture(value) : value]];
    }),
  );
}

function isPicture(value: StepValue | WatermarkImageInput): value is WatermarkImageInput {
  return typeof value === "object" && "key" in value;
}

function toPicture({ key, steps }: WatermarkImageInput): MarkPicture {
  return { key, steps: toSteps(steps ?? []) };
}
