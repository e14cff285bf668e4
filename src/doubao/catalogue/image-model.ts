import type { AreaLimit } from "../area.js";
import { DEFAULT_ACTION, DEFAULT_VERSION } from "../other-model.js";
import { PROMPT_MAX_CODE_POINTS } from "../prompt.js";
import type { ModelParameter } from "./parameter.js";

/**
 * How well a statement about a model is founded: the service's own documentation, a sample in its documentation
 * or SDKs, a third party's copy or client, or none of these.
 */
export type Evidence = "OFFICIAL" | "SAMPLE" | "THIRD_PARTY" | "ASSUMED";

/** What a model makes of what. */
export type ModelTask = "IMAGE_TO_IMAGE" | "TEXT_TO_IMAGE";

/** Member of the API's model input that takes this model's parameters. */
export type ModelInputMember = "i2iXlSft" | "t2iXlSft" | "highAes" | "other";

/** What a model takes as its source picture; null where no page says. */
export interface SourceImageLimits {
  /** Formats that the docs name; empty where they name none. */
  readonly formats: readonly string[];
  readonly advisedFormat: string | null;
  /** The picture has to be smaller than this many bytes. */
  readonly maxBytes: number | null;
  /** Both sides have to be shorter than this many pixels. */
  readonly maxSide: number | null;
  /** Sides near this many pixels give the best result. */
  readonly advisedSide: number | null;
  /** The longer side divided by the shorter one has to be less than this. */
  readonly maxRatio: number | null;
  /** How many pictures the model itself takes at most; TOS gives it one. */
  readonly maxCount: number | null;
  readonly note: string;
}

/** An entry of the catalogue of models. */
export interface ImageModel {
  /** The model's `req_key`. */
  readonly reqKey: string;
  /** The value of `model_version` that chooses this model among those of one `req_key`; null where that is one. */
  readonly modelVersion: string | null;
  readonly title: string;
  /** What it can be used for, the most usual first. */
  readonly tasks: readonly ModelTask[];
  /** `ModelAction` of the request. */
  readonly action: string;
  /** `ModelVersion` of the request. */
  readonly version: string;
  readonly inputMember: ModelInputMember;
  readonly description: string;
  /** Number of its page below https://www.volcengine.com/docs/, such as `6791/1330203`; null where none is known. */
  readonly page: string | null;
  /** The model's own name of the prompt. */
  readonly promptMember: string;
  readonly promptAdvice: string;
  /** Longest prompt, in Unicode code points. */
  readonly promptMaxCodePoints: number;
  /** The model's own name of its picture; null where it takes none. */
  readonly imageMember: string | null;
  /** Null where it takes no picture, or no page states limits. */
  readonly sourceImage: SourceImageLimits | null;
  /** Null where width and height have no limit together. */
  readonly area: AreaLimit | null;
  readonly parameters: readonly ModelParameter[];
  /** Members that point at one of the request's pictures: TOS sends one, so that only 0 can be meant. */
  readonly pictureIndexes: readonly string[];
  /** Its other `req_key`, which is billed by usage; null where none is known. */
  readonly usageReqKey: string | null;
  /** What makes it cost more, or what is known of its price. */
  readonly priceNotes: readonly string[];
  /** Why this API refuses it, as a clause without its subject: "needs …"; null where it can be used. */
  readonly refusal: string | null;
  /** Foundation of the claim that TOS generates with this model. */
  readonly evidence: Evidence;
}

type Required = "reqKey" | "title" | "tasks" | "description" | "promptAdvice" | "parameters";

/** Billing is nowhere documented for TOS; third parties report it of the sister service. */
const BILLED_BY_PICTURE =
  "Billed per successful picture, as third parties report; no price comes with a reply, and a generation that timed out may have been billed.";

/** An entry, by default of a model without typed parameters or known limits, of which no page says that TOS generates with it. */
export function imageModel(
  fields: Pick<ImageModel, Required> & Partial<Omit<ImageModel, Required>>,
): ImageModel {
  return {
    modelVersion: null,
    action: DEFAULT_ACTION,
    version: DEFAULT_VERSION,
    inputMember: "other",
    page: null,
    promptMember: "prompt",
    promptMaxCodePoints: PROMPT_MAX_CODE_POINTS,
    imageMember: fields.tasks.includes("IMAGE_TO_IMAGE") ? "binary_data_base64" : null,
    sourceImage: null,
    area: null,
    pictureIndexes: [],
    usageReqKey: null,
    refusal: null,
    evidence: "THIRD_PARTY",
    ...fields,
    priceNotes: [BILLED_BY_PICTURE, ...(fields.priceNotes ?? [])],
  };
}

/** Limits of a source picture of which a page states some. */
export function sourceImage(
  limits: Pick<SourceImageLimits, "note"> & Partial<SourceImageLimits>,
): SourceImageLimits {
  return {
    formats: [],
    advisedFormat: null,
    maxBytes: null,
    maxSide: null,
    advisedSide: null,
    maxRatio: null,
    maxCount: 1,
    ...limits,
  };
}
