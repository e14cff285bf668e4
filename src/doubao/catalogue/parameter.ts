import type { NumericRange } from "../ranges.js";
import type { Evidence } from "./image-model.js";

export type ParameterType = "Int" | "Float" | "Boolean" | "String" | "Enum" | "Object";

/** One parameter of a model. */
export interface ModelParameter {
  /** Name in this API; members of lists and objects with a path, as in `controlNets[].strength`. */
  readonly name: string;
  /** Name in the model's own request, spelled as a path likewise. */
  readonly upstreamName: string;
  readonly type: ParameterType;
  /** The names to choose from where the type is `Enum`, else empty. */
  readonly values: readonly string[];
  /** What is sent for each of `values`, in their order. */
  readonly upstreamValues: readonly (string | number)[];
  readonly description: string;
  /** What the service takes when nothing is sent, as text; null where no source says. */
  readonly defaultValue: string | null;
  /** Null where no bounds are known. */
  readonly range: NumericRange | null;
  readonly required: boolean;
  /** Foundation of the default and the bounds; the parameter's existence may be founded better. */
  readonly evidence: Evidence;
}

/** What a parameter has beside its names, type and description. */
type Details = Partial<
  Pick<ModelParameter, "defaultValue" | "required" | "values" | "upstreamValues" | "range" | "evidence">
>;

/** A parameter, by default optional, without bounds or default, and officially documented. */
export function parameter(
  name: string,
  upstreamName: string,
  type: ParameterType,
  description: string,
  details: Details = {},
): ModelParameter {
  const values = details.values ?? [];
  return {
    name,
    upstreamName,
    type,
    values,
    upstreamValues: values,
    description,
    defaultValue: null,
    range: null,
    required: false,
    evidence: "OFFICIAL",
    ...details,
  };
}

/** A parameter of a model that is used through the open form. */
export function open(
  upstreamName: string,
  type: ParameterType,
  description: string,
  details: Details = {},
): ModelParameter {
  return parameter(`parameters.${upstreamName}`, upstreamName, type, description, {
    evidence: "THIRD_PARTY",
    ...details,
  });
}

/** Inclusive bounds of a number. */
export function numbers(minimum: number, maximum: number): NumericRange {
  return { minimum, maximum, integer: false };
}

/** Inclusive bounds of a whole number. */
export function wholes(minimum: number, maximum: number): NumericRange {
  return { minimum, maximum, integer: true };
}
