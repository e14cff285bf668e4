import { readControlNets } from "./control-nets.js";
import { parseGoDuration } from "./duration.js";
import { FieldReader, UnrecognisedNames } from "./field-reader.js";
import { withoutInternal, withoutInternalText } from "./internal-members.js";
import { readLogo } from "./logo.js";
import { readBinaryData, readImageUrls } from "./pictures.js";
import type { AlgorithmResult, ModelReport, TaskStatus } from "./report.js";
import { asObject, type JsonObject } from "./scalars.js";
import { readEtta, readStyleReference } from "./style-reference.js";

/** The model's envelope as parsed, with the exact text that it was parsed from. */
export interface Envelope {
  readonly value: JsonObject;
  readonly source: string;
}

/** A report and the paths of members that had no place in it (unknown names, wrong types). */
export interface ReadReport {
  readonly report: ModelReport;
  readonly unrecognised: readonly string[];
}

const TASK_STATUSES: ReadonlyMap<string, TaskStatus> = new Map([
  ["in_queue", "IN_QUEUE"],
  ["generating", "GENERATING"],
  ["done", "DONE"],
  ["not_found", "NOT_FOUND"],
  ["expired", "EXPIRED"],
]);

/** Reads the model's envelope. Total: whatever the members hold, the report is of the strict type. */
export function readReport(envelope: Envelope): ReadReport {
  const unrecognised = new UnrecognisedNames();
  const top = new FieldReader(envelope.value, envelope.source, [], unrecognised);
  const data = top.object("data") ?? new FieldReader({}, "{}", ["data"], unrecognised);
  // Gateway metadata beside the envelope, and the model's own call chain: known, and nobody's to read.
  top.value("ResponseMetadata");
  data.value("infer_ctx");

  const elapsedText = top.text("time_elapsed");
  const elapsedMs = elapsedText === null ? null : parseGoDuration(elapsedText);
  if (elapsedText !== null && elapsedMs === null) top.reject("time_elapsed");
  const taskStatusText = data.text("status");
  const outerTaskId = top.id("task_id");

  const report: ModelReport = {
    code: top.integer("code"),
    modelStatus: top.integer("status"),
    message: top.text("message"),
    requestId: top.id("request_id"),
    algorithmRequestId: data.id("request_id"),
    taskId: data.id("task_id") ?? outerTaskId,
    taskStatus: taskStatusText === null ? null : toTaskStatus(taskStatusText),
    taskStatusText,
    elapsedMs,
    elapsedText,
    algorithm: readAlgorithm(data),
    comfyuiCost: data.integer("comfyui_cost"),
    pipeline: data.text("multi_pipeline_select_key"),
    controlNets: readControlNets(data),
    styleReference: readStyleReference(data),
    etta: readEtta(data),
    imageUrls: readImageUrls(data),
    binaryData: readBinaryData(data),
    prompt: data.text("prompt"),
    customPrompt: data.text("custom_prompt"),
    promptTranslated: data.text("prompt_translated"),
    seed: data.integer("seed"),
    ddimSteps: readSteps(data),
    scale: data.float("scale"),
    width: data.integer("width"),
    height: data.integer("height"),
    returnUrl: data.flag("return_url"),
    logo: readLogo(data),
    ...readLanguageResults(data),
    rawJson: withoutInternal(envelope.source),
  };
  top.finish();
  data.finish();
  return { report, unrecognised: unrecognised.list() };
}

function toTaskStatus(text: string): TaskStatus {
  return TASK_STATUSES.get(text.toLowerCase()) ?? "UNKNOWN";
}

function readAlgorithm(data: FieldReader): AlgorithmResult | null {
  const algorithm = data.object("algorithm_base_resp");
  if (algorithm === null) return null;
  const result = {
    statusCode: algorithm.integer("status_code"),
    statusMessage: algorithm.text("status_message"),
  };
  algorithm.finish();
  return result;
}

/** The docs spell it `ddim_steps`, and one snapshot and the SDK samples `ddim_step` (Doubao docs 6791/1330203). */
function readSteps(data: FieldReader): number | null {
  const singular = data.integer("ddim_step");
  return data.integer("ddim_steps") ?? singular;
}

type LanguageResults = Pick<
  ModelReport,
  "llmResult" | "peResult" | "predictTagsResult" | "rephraserResult" | "vlmResult" | "responseData"
>;

/**
 * The language models' texts. Asynchronous replies carry them inside `resp_data`, which is JSON text in a
 * string, or an object where a proxy decoded it (Doubao docs 85621/1747301).
 */
function readLanguageResults(data: FieldReader): LanguageResults {
  const responseData = readResponseData(data);
  const inner = new FieldReader(
    parseObject(responseData),
    "{}",
    ["data", "resp_data"],
    new UnrecognisedNames(),
  );
  const text = (name: string): string | null => {
    const outer = data.text(name);
    return outer ?? inner.text(name);
  };
  return {
    llmResult: text("llm_result"),
    peResult: text("pe_result"),
    predictTagsResult: text("predict_tags_result"),
    rephraserResult: text("rephraser_result"),
    vlmResult: text("vlm_result"),
    responseData,
  };
}

function readResponseData(data: FieldReader): string | null {
  const value = data.value("resp_data");
  if (value === undefined || value === null) return null;
  const text = typeof value === "string" ? value : data.sourceText("resp_data");
  if (asObject(value) === null && typeof value !== "string") data.reject("resp_data");
  return text === null ? null : withoutInternalText(text);
}

function parseObject(text: string | null): JsonObject {
  try {
    return asObject(JSON.parse(text ?? "{}")) ?? {};
  } catch {
    // Free text, or "" as in the callback of a failed task: nothing to lift out of it.
    return {};
  }
}
