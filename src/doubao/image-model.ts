import type { NumericRange } from "./ranges.js";

/**
 * How well a statement about a model is founded: the service's own documentation, a sample in its documentation
 * or SDKs, or a third party's copy or client.
 */
export type Evidence = "OFFICIAL" | "SAMPLE" | "THIRD_PARTY";

/** What a model makes of what. */
export type ModelTask = "IMAGE_TO_IMAGE" | "TEXT_TO_IMAGE";

/** Member of the API's model input that takes this model's parameters. */
export type ModelInputMember = "i2iXlSft" | "other";

/** One parameter of a model. */
export interface ModelParameter {
  /** Name in this API; members of lists and objects with a path, as in `controlNets[].strength`. */
  readonly name: string;
  /** Name in the model's own request, spelled as a path likewise. */
  readonly upstreamName: string;
  /** `Int`, `Float`, `Boolean`, `String` or `Enum`. */
  readonly type: "Int" | "Float" | "Boolean" | "String" | "Enum";
  /** The names to choose from where the type is `Enum`, else empty. */
  readonly values: readonly string[];
  readonly description: string;
  /** What the service takes when nothing is sent, as text; null where no source says. */
  readonly defaultValue: string | null;
  /** Inclusive bounds; null where there are none. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly required: boolean;
  /** Foundation of the default and the bounds; the parameter's existence may be founded better. */
  readonly evidence: Evidence;
}

/** What a model takes as its source picture. */
export interface SourceImageLimits {
  /** Formats that the docs name. */
  readonly formats: readonly string[];
  readonly advisedFormat: string | null;
  /** The picture has to be smaller than this many bytes. */
  readonly maxBytes: number;
  /** Both sides have to be shorter than this many pixels. */
  readonly maxSide: number;
  /** Sides near this many pixels give the best result. */
  readonly advisedSide: number | null;
  readonly note: string;
}

/** An entry of the catalogue of models. */
export interface ImageModel {
  /** The model's `req_key`. */
  readonly reqKey: string;
  readonly title: string;
  readonly task: ModelTask;
  /** `ModelAction` of the request. */
  readonly action: string;
  /** `ModelVersion` of the request. */
  readonly version: string;
  readonly inputMember: ModelInputMember;
  readonly description: string;
  readonly promptAdvice: string;
  /** Longest prompt, in Unicode code points. */
  readonly promptMaxCodePoints: number;
  /** Null where no page states them. */
  readonly sourceImage: SourceImageLimits | null;
  readonly parameters: readonly ModelParameter[];
  /** Foundation of the claim that TOS generates with this model. */
  readonly evidence: Evidence;
}

/** What a parameter has beside its names, type and description. */
type Details = Partial<Pick<ModelParameter, "defaultValue" | "required" | "values" | "evidence">> & {
  readonly range?: NumericRange;
};

/** A parameter, by default optional, without bounds or default, and officially documented. */
export function parameter(
  name: string,
  upstreamName: string,
  type: ModelParameter["type"],
  description: string,
  details: Details = {},
): ModelParameter {
  const { range, values = [], defaultValue = null, required = false, evidence = "OFFICIAL" } = details;
  return {
    name,
    upstreamName,
    type,
    values,
    description,
    defaultValue,
    minimum: range?.minimum ?? null,
    maximum: range?.maximum ?? null,
    required,
    evidence,
  };
}
