/** The code that means that the picture was generated (Doubao docs 85621/1747301). */
export const SUCCESS_CODE = 10000;

/** State of an asynchronous task as the model names it, plus `UNKNOWN` for a word that the docs do not list. */
export type TaskStatus = "IN_QUEUE" | "GENERATING" | "DONE" | "NOT_FOUND" | "EXPIRED" | "UNKNOWN";

/** What a control net keeps of the source picture: its edges, its depth or its pose. */
export type ControlNetKind = "CANNY" | "DEPTH" | "POSE" | "UNKNOWN";

/** Corner of the picture that carries the visible watermark. */
export type LogoPosition = "BOTTOM_RIGHT" | "BOTTOM_LEFT" | "TOP_LEFT" | "TOP_RIGHT" | "UNKNOWN";

/** Language of the watermark's standard wording. */
export type LogoLanguage = "CHINESE" | "ENGLISH" | "UNKNOWN";

/** Result of the algorithm behind the model (`data.algorithm_base_resp`). */
export interface AlgorithmResult {
  readonly statusCode: number | null;
  readonly statusMessage: string | null;
}

/** One control net that took part, from the nested `controlnet_args` list or its dotted twins. */
export interface ControlNetReport {
  readonly kind: ControlNetKind;
  /** The kind exactly as the model spelled it; null when it gave none. */
  readonly kindText: string | null;
  /** Influence, documented as 0 to 1. */
  readonly strength: number | null;
  /** Which input picture it read; TOS sends one, so 0. */
  readonly binaryDataIndex: number | null;
}

/** How much of a face (`idWeight`) and of a style (`styleWeight`) was kept, documented as 0 to 1. */
export interface StyleReferenceReport {
  readonly idWeight: number | null;
  readonly styleWeight: number | null;
  readonly binaryDataIndex: number | null;
}

/** `data.etta_args`: the service returns it and no page explains it. */
export interface EttaReport {
  readonly binaryDataIndex: number | null;
}

/** Visible watermark as the model applied it (`data.logo_info`). */
export interface LogoReport {
  readonly addLogo: boolean | null;
  readonly position: LogoPosition | null;
  readonly positionNumber: number | null;
  readonly language: LogoLanguage | null;
  readonly languageNumber: number | null;
  /** 0 (invisible) to 1 (opaque). */
  readonly opacity: number | null;
  readonly text: string | null;
}

/**
 * The strict face of the model's reply (`resp_json`): every documented member has one typed field.
 *
 * The service controls the values, so a missing, null or mistyped member is null (or an empty list) here and
 * stays reachable in {@link ModelReport.rawJson}. Whole numbers are safe integers (at most 2^53 - 1 either
 * side), other numbers are finite. Sources: TOS API page 1545409, Doubao docs 85621/1747301 and 6791/1330203,
 * veImageX SDK response types.
 */
export interface ModelReport {
  /** Business result; {@link SUCCESS_CODE} is success. The only member to decide on. */
  readonly code: number | null;
  /** Top-level integer `status`, a copy of `code` that the docs ask callers to ignore. */
  readonly modelStatus: number | null;
  /** English text of the result; not stable, two codes share one text. */
  readonly message: string | null;
  /** Top-level `request_id`: the model's log id, to quote to support. */
  readonly requestId: string | null;
  /** `data.request_id`: the algorithm's own id, 64 hexadecimal digits where seen. */
  readonly algorithmRequestId: string | null;
  /** Id of an asynchronous task, every digit kept (ids pass 2^63). */
  readonly taskId: string | null;
  readonly taskStatus: TaskStatus | null;
  /** `data.status` exactly as it came. */
  readonly taskStatusText: string | null;
  /** Time in the model's call chain, in milliseconds, from `time_elapsed`. */
  readonly elapsedMs: number | null;
  /** `time_elapsed` exactly as it came, for example `6.430430379s`. */
  readonly elapsedText: string | null;
  readonly algorithm: AlgorithmResult | null;
  /** `comfyui_cost`: a unit that no page explains. */
  readonly comfyuiCost: number | null;
  /** `multi_pipeline_select_key`: the pipeline that ran, for example `i2i`. */
  readonly pipeline: string | null;
  readonly controlNets: readonly ControlNetReport[];
  readonly styleReference: StyleReferenceReport | null;
  readonly etta: EttaReport | null;
  /** Absolute http(s) addresses as they came, valid for about 24 hours; TOS stores the picture and sends none. */
  readonly imageUrls: readonly string[];
  /** Pictures as padded standard base64 without a data-URI prefix; TOS stores the picture and sends none. */
  readonly binaryData: readonly string[];
  /** The prompt as the model used it, often translated to English. */
  readonly prompt: string | null;
  /** The prompt as the caller wrote it, where the model echoes it. */
  readonly customPrompt: string | null;
  readonly promptTranslated: string | null;
  readonly seed: number | null;
  readonly ddimSteps: number | null;
  readonly scale: number | null;
  /** Width of the generated picture, in pixels. */
  readonly width: number | null;
  /** Height of the generated picture, in pixels. */
  readonly height: number | null;
  readonly returnUrl: boolean | null;
  readonly logo: LogoReport | null;
  /** Texts of the language models that worked on the prompt; `""` means that one did not run. */
  readonly llmResult: string | null;
  readonly peResult: string | null;
  readonly predictTagsResult: string | null;
  readonly rephraserResult: string | null;
  readonly vlmResult: string | null;
  /** `data.resp_data`: JSON text inside the JSON, exactly as it came, `""` when there is none. */
  readonly responseData: string | null;
  /** Exact source text of the model's envelope, digits of long ids included, without its internal members. */
  readonly rawJson: string;
}

/**
 * Whether the model says that the picture was generated. Decided on `code` alone: the docs call `status` a copy
 * to be ignored, and texts vary (Doubao docs 85621/1747301).
 */
export function isSuccess(report: ModelReport): boolean {
  return report.code === SUCCESS_CODE;
}
