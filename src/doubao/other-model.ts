import { checkJson, isPlainObject, type JsonFault, type JsonLimits } from "./json-limits.js";
import type { ParameterViolation } from "./parameter-violation.js";

/** Action of the model's interface where the caller names none (TOS API page 1545409). */
export const DEFAULT_ACTION = "CVProcess";

/** Version of the model's interface where the caller names none (TOS API page 1545409). */
export const DEFAULT_VERSION = "2022-08-31";

/** Bounds of the open parameters: generous for every documented model, small enough to refuse a picture. */
const OTHER_MODEL_LIMITS: JsonLimits = { maxDepth: 16, maxBytes: 64 * 1024 };

/**
 * A model by its `req_key`, in the open form. One with a typed form is allowed too, for a parameter that the typed form
 * does not have. What is checked here holds for every model; `catalogue/check-task.ts` adds what is known of one.
 */
export interface OtherModelRequest {
  readonly reqKey: string;
  readonly action?: string | null | undefined;
  /** A date, `YYYY-MM-DD`. */
  readonly version?: string | null | undefined;
  /** The model's parameters in its own spelling, without `req_key`, prompt and pictures. */
  readonly parameters?: Readonly<Record<string, unknown>> | null | undefined;
}

const REQ_KEY = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/;
const ACTION = /^[A-Za-z][A-Za-z0-9]{0,63}$/;
const VERSION = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** Ends of the names of asynchronous actions: CVSync2AsyncSubmitTask, CVGetResult, CVCancelTask, … */
const ASYNCHRONOUS = /(?:SubmitTask|GetResult|CancelTask)$/i;

/** Every spelling of the prompt in the pages of the models (Doubao docs 6791, 6793, 85128 and 85621). */
const PROMPT_MEMBERS: readonly string[] = [
  "prompt",
  "custom_prompt",
  "positive_prompt",
  "text",
  "edit_prompt",
  "image_edit_prompt",
  "sub_prompts",
];

/** Every spelling of an input picture in the same pages. */
const PICTURE_MEMBERS: readonly string[] = [
  "image_urls",
  "image_url",
  "binary_data_base64",
  "image_input",
  "image_input1",
  "image",
];

/** Members that point at one of the pictures of a request (Doubao docs 6793/1336009). */
const PICTURE_POINTERS: readonly string[] = ["face_image", "style_image"];

/** What points at the first picture: the source, and the only one that TOS gives a model (TOS API page 1545409). */
export const SOURCE_POINTER = "uri://binary_data?index=0";

/** The parameters as they are sent, `req_key` first. Expects a request without violations. */
export function toOtherReqJson(request: OtherModelRequest): Record<string, unknown> {
  return { req_key: request.reqKey, ...request.parameters };
}

/** What is wrong with a `req_key`, or null. */
export function checkReqKey(reqKey: string): string | null {
  return REQ_KEY.test(reqKey)
    ? null
    : "must be 1 to 128 letters, digits, '_', '.' or '-', beginning with a letter or a digit";
}

/** Everything that is wrong with the request; empty when it may be sent. */
export function checkOtherModel(request: OtherModelRequest): ParameterViolation[] {
  const { reqKey, action, version, parameters } = request;
  const violations: ParameterViolation[] = [];
  const reqKeyProblem = checkReqKey(reqKey);
  if (reqKeyProblem !== null) {
    violations.push({ path: ["reqKey"], constraint: "reqKey", message: reqKeyProblem });
  }
  if (action !== null && action !== undefined) violations.push(...checkAction(action));
  if (version !== null && version !== undefined && !VERSION.test(version)) {
    violations.push({
      path: ["version"],
      constraint: "version",
      message: `must be a date of the form YYYY-MM-DD, as in ${DEFAULT_VERSION}`,
    });
  }
  if (parameters !== null && parameters !== undefined) violations.push(...checkParameters(parameters));
  return violations;
}

function checkAction(action: string): ParameterViolation[] {
  const path = ["action"];
  if (!ACTION.test(action)) {
    const message = "must be 1 to 64 letters and digits, beginning with a letter";
    return [{ path, constraint: "action", message }];
  }
  if (!ASYNCHRONOUS.test(action)) return [];
  // TOS stores the picture that the reply carries; a task's reply carries none, so it would be paid and lost.
  const message =
    "must be a synchronous action: TOS waits for the picture, and a task would give none to store";
  return [{ path, constraint: "synchronousAction", message }];
}

function checkParameters(parameters: unknown): ParameterViolation[] {
  if (!isPlainObject(parameters)) return [parametersFault("not-json")];
  const fault = checkJson(parameters, OTHER_MODEL_LIMITS);
  return [
    ...(fault === null ? [] : [parametersFault(fault)]),
    ...refused(
      parameters,
      ["req_key"],
      "reservedParameter",
      "must not be given here: reqKey is where it belongs",
    ),
    ...refused(
      parameters,
      PROMPT_MEMBERS,
      "reservedParameter",
      "must not be given here: the input's own prompt is sent, and which of two wins is not documented",
    ),
    ...refused(
      parameters,
      PICTURE_MEMBERS,
      "reservedParameter",
      "must not be given here: a picture is given as the input's source, TOS carries one, and which of two wins is not documented",
    ),
    ...PICTURE_POINTERS.filter((name) => {
      const value = Object.hasOwn(parameters, name) ? (parameters[name] ?? null) : null;
      return value !== null && value !== SOURCE_POINTER;
    }).map((name) => ({
      path: ["parameters", name],
      constraint: "onePicture",
      message: `must be ${SOURCE_POINTER}, the source: TOS gives a model one picture`,
    })),
  ];
}

function refused(
  parameters: Record<string, unknown>,
  names: readonly string[],
  constraint: string,
  message: string,
): ParameterViolation[] {
  return names
    .filter((name) => Object.hasOwn(parameters, name))
    .map((name) => ({ path: ["parameters", name], constraint, message }));
}

function parametersFault(fault: JsonFault): ParameterViolation {
  return { path: ["parameters"], ...PARAMETERS_FAULTS[fault] };
}

const PARAMETERS_FAULTS: Readonly<Record<JsonFault, { constraint: string; message: string }>> = {
  "not-json": { constraint: "jsonObject", message: "must be a JSON object of JSON values" },
  "prototype-name": {
    constraint: "memberName",
    message: "must not have members named __proto__, constructor or prototype, at any depth",
  },
  "long-number": {
    constraint: "safeInteger",
    message:
      "must not have whole numbers beyond 9,007,199,254,740,991, whose digits JSON does not keep: write them as text",
  },
  depth: { constraint: "depth", message: `must be nested at most ${OTHER_MODEL_LIMITS.maxDepth} deep` },
  size: {
    constraint: "size",
    message: `must be at most ${OTHER_MODEL_LIMITS.maxBytes} bytes as JSON text`,
  },
};
