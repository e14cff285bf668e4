/** Steps as they are read from a chain, made from the table of operations: an interface with a type for each operation. */
import { Field, Int, InterfaceType, ObjectType } from "type-graphql";
import type { Argument } from "../../processing/operation.js";
import { OPERATIONS, operationOfStep } from "../../processing/operations/index.js";
import { readSteps } from "../../processing/read-steps.js";
import { type AnyStep, type MarkPicture, type StepArguments, writeStep } from "../../processing/step.js";
import { describeOutput, typeNameOf } from "./step.descriptions.js";
import { enumOf } from "./step.enums.js";

@InterfaceType({
  description:
    "One step of a chain of image processing. Select `raw` of every step, and the arguments of those that you know by `... on ResizeStep` and so on; arguments of one name have one type in all of them.",
  resolveType: (step: ProcessingStep) => step.typeName,
})
export abstract class ProcessingStep {
  @Field(() => String, { description: 'The step as it is written in the chain, for example "resize,w_100".' })
  raw!: string;

  readonly typeName!: string;
}

@ObjectType({
  implements: ProcessingStep,
  description:
    "A step that this API does not know, or not with these arguments: of a newer service, or one that TOS would refuse.",
})
export class UnknownStep extends ProcessingStep {}

@ObjectType({ description: "A point of a picture." })
class Point {
  @Field(() => Int, { description: "From the left edge, in pixels, for example 50." })
  x!: number;

  @Field(() => Int, { description: "From the upper edge, in pixels, for example 50." })
  y!: number;
}

@ObjectType({ description: "The picture of a watermark." })
class WatermarkImage {
  @Field(() => String, {
    description: 'The key of an object in the bucket of the picture that is marked, for example "logo.png".',
  })
  key!: string;

  @Field(() => [ProcessingStep], {
    description: "How it is processed before, in order; empty for not at all.",
  })
  steps!: ProcessingStep[];
}

for (const operation of OPERATIONS) {
  class OperationStep extends ProcessingStep {}
  for (const argument of operation.arguments) {
    // Nullable even where the operation needs it, so that a query may select one name of several types.
    Field(() => typeOf(argument), { nullable: true, description: describeOutput(argument) })(
      OperationStep.prototype,
      argument.name,
    );
  }
  ObjectType(typeNameOf(operation, "Step"), {
    implements: ProcessingStep,
    description: `${operation.description} TOS's \`${operation.upstreamName}\`.`,
  })(OperationStep);
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
      return [Point];
    case "picture":
      return WatermarkImage;
    default:
      return String;
  }
}

/** The steps of a chain, whatever it holds. */
export function presentSteps(actions: string): ProcessingStep[] {
  return readSteps(actions).map(present);
}

function present(step: AnyStep): ProcessingStep {
  const raw = step.raw ?? writeStep(step);
  const operation = step.operation === undefined ? undefined : operationOfStep(step.operation);
  if (step.operation === undefined || operation === undefined) return { typeName: UnknownStep.name, raw };
  const given = step.arguments === true ? {} : presentArguments(step.arguments);
  return { ...given, typeName: typeNameOf(operation, "Step"), raw };
}

function presentArguments(given: StepArguments): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, isPicture(value) ? presentPicture(value) : value]),
  );
}

function isPicture(value: StepArguments[string]): value is MarkPicture {
  return typeof value === "object" && "key" in value;
}

function presentPicture({ key, steps }: MarkPicture): WatermarkImage {
  return { key, steps: steps.map(present) };
}
