/**
 * The body of `aigc/image_to_image` (docs/6349/1545409), read into a task. `aigc/text_to_image`, whose page is not published,
 * has the same body without a source and its processing, as other clients send it.
 */
import { checkBucketName, MAX_KEY_BYTES } from "../../tos/names.js";
import { FAULTS, TosFault } from "../faults.js";
import { isObject, type JsonObject } from "../model/json.js";

/** What to run on a picture: nothing, a style by name, or a chain. */
export type Processing =
  | { readonly kind: "none" }
  | { readonly kind: "style"; readonly name: string }
  | { readonly kind: "actions"; readonly chain: string };

/** What both kinds of generation have. */
export interface TextTask {
  readonly prompt: string;
  readonly output: {
    readonly bucket: string;
    readonly key: string;
    readonly forbidOverwrite: boolean;
    readonly processing: Processing;
  };
  readonly model: { readonly action: string; readonly version: string; readonly reqJson: JsonObject };
}

export interface GenerationTask extends TextTask {
  /** The source's key, in the bucket that the request addresses. */
  readonly imageKey: string;
  readonly input: Processing;
}

/**
 * Throws MalformedBody, MissingArgument, InvalidArgument, InvalidBucketName, InvalidKey or KeyTooLong.
 * Assumption: the page's example has empty strings, which so mean "none", and null is taken for "absent".
 */
export function parseTask(body: Buffer): GenerationTask {
  const root = parseRoot(body, "image_to_image");
  const source = section(root, "InputDataSource");
  return {
    ...commonTask(root),
    imageKey: keyIn(source, "InputDataSource.", "ImageUri"),
    input: processingOf(section(root, "InputProcessing", true), "InputProcessing."),
  };
}

/**
 * As {@link parseTask}. Assumption: the output's bucket may be left out and is then the addressed one; a source is ignored.
 */
export function parseTextTask(body: Buffer, addressedBucket: string): TextTask {
  return commonTask(parseRoot(body, "text_to_image"), addressedBucket);
}

function parseRoot(body: Buffer, taskType: string): JsonObject {
  const root = parseJson(body);
  if (!isObject(root)) throw new TosFault(FAULTS.malformedBody);
  if (required(root, "", "TaskType") !== taskType) {
    throw new TosFault(FAULTS.invalidArgument, { detail: `TaskType must be ${taskType}` });
  }
  return root;
}

function commonTask(root: JsonObject, defaultBucket?: string): TextTask {
  const source = section(root, "InputDataSource");
  const output = section(root, "OutputProcessing");
  const model = section(root, "ModelConfig");
  const bucket =
    optional(output, "OutputProcessing.", "Bucket") ??
    defaultBucket ??
    required(output, "OutputProcessing.", "Bucket");
  const problem = checkBucketName(bucket);
  if (problem !== null)
    throw new TosFault(FAULTS.invalidBucketName, { detail: problem, resource: `/${bucket}` });
  return {
    prompt: required(source, "InputDataSource.", "Prompt"),
    output: {
      bucket,
      key: keyIn(output, "OutputProcessing.", "Object"),
      forbidOverwrite: flag(output, "ForbiddenOverwrite"),
      processing: processingOf(output, "OutputProcessing."),
    },
    model: {
      action: optional(model, "ModelConfig.", "ModelAction") ?? "CVProcess",
      version: optional(model, "ModelConfig.", "ModelVersion") ?? "2022-08-31",
      reqJson: reqJsonOf(model),
    },
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new TosFault(FAULTS.malformedBody);
  }
}

function section(root: JsonObject, name: string, mayLack = false): JsonObject {
  const value = root[name] ?? null;
  if (value === null && mayLack) return {};
  if (value === null) throw new TosFault(FAULTS.missingArgument, { detail: name });
  if (!isObject(value)) throw new TosFault(FAULTS.malformedBody, { detail: `${name} must be an object` });
  return value;
}

function optional(from: JsonObject, parent: string, name: string): string | undefined {
  const value = from[name] ?? "";
  if (typeof value !== "string") {
    throw new TosFault(FAULTS.malformedBody, { detail: `${parent}${name} must be a string` });
  }
  return value === "" ? undefined : value;
}

function required(from: JsonObject, parent: string, name: string): string {
  const value = optional(from, parent, name);
  if (value === undefined) throw new TosFault(FAULTS.missingArgument, { detail: parent + name });
  return value;
}

function keyIn(from: JsonObject, parent: string, name: string): string {
  const key = required(from, parent, name);
  if (Buffer.byteLength(key) > MAX_KEY_BYTES)
    throw new TosFault(FAULTS.keyTooLong, { detail: parent + name });
  return key;
}

/** Assumption: a style and actions together are refused: which would win is not published. */
function processingOf(from: JsonObject, parent: string): Processing {
  const name = optional(from, parent, "ProcessStyle");
  const chain = optional(from, parent, "ProcessActions");
  if (name !== undefined && chain !== undefined) {
    throw new TosFault(FAULTS.invalidArgument, {
      detail: `${parent}ProcessStyle and ${parent}ProcessActions exclude each other`,
    });
  }
  if (name !== undefined) return { kind: "style", name };
  return chain === undefined ? { kind: "none" } : { kind: "actions", chain };
}

/**
 * The table says String, the examples show a boolean: both are taken, and a text in any case.
 * Assumption: true refuses to overwrite, as the name says and `x-tos-forbid-overwrite` does.
 */
function flag(from: JsonObject, name: string): boolean {
  const value = from[name] ?? "";
  if (typeof value === "boolean") return value;
  const text = typeof value === "string" ? value.toLowerCase() : null;
  if (text === "" || text === "false") return false;
  if (text === "true") return true;
  throw new TosFault(FAULTS.invalidArgument, { detail: `OutputProcessing.${name} must be true or false` });
}

/** The table says String, the examples show an object: a string is read as JSON. */
function reqJsonOf(model: JsonObject): JsonObject {
  const value = model.ReqJson ?? {};
  if (value === "") return {};
  const parsed = typeof value === "string" ? parseJson(Buffer.from(value)) : value;
  if (isObject(parsed)) return parsed;
  throw new TosFault(FAULTS.malformedBody, { detail: "ModelConfig.ReqJson must be an object" });
}
