/**
 * The `resp_json` of a generation. Without parameters it has the members of the sample of docs/6349/1545409; with some, it
 * repeats them, nested and dotted, as the recorded replies in the official SDKs do. Members stand in alphabetical order,
 * since the service's Go maps are written so.
 */
import { createHash, randomBytes } from "node:crypto";
import { type ModelFailure, SUCCESS_CODE } from "./codes.js";
import { goDuration } from "./go-duration.js";
import { CONTROL_NETS, isObject, type JsonObject, type ModelParameters, XL_SFT } from "./parameters.js";

export interface Generated {
  readonly prompt: string;
  readonly parameters: ModelParameters;
  readonly width: number;
  readonly height: number;
}

export function successResponse(generated: Generated, now: Date, elapsedMs: number): JsonObject {
  // Assumption: the picture is in the bucket, so that image_urls stays null even when return_url was sent.
  const common = {
    algorithm_base_resp: { status_code: 0, status_message: "Success" },
    binary_data_base64: null,
    image_urls: null,
    request_id: createHash("sha256").update(randomBytes(32)).digest("hex"),
  };
  const isXl = generated.parameters.reqKey === XL_SFT;
  const data = { ...(isXl ? xlMembers(generated) : generated.parameters.sent), ...common };
  return envelope(SUCCESS_CODE, sorted(data), "Success", now, elapsedMs);
}

/**
 * Assumption: TOS passes a model failure on as it passes a success, `{"resp_json": …}`, under the HTTP status that the
 * model's own service uses for the code.
 */
export function failureResponse(failure: ModelFailure, now: Date, elapsedMs: number): JsonObject {
  return envelope(failure.code, null, failure.message, now, elapsedMs);
}

function envelope(
  code: number,
  data: JsonObject | null,
  message: string,
  now: Date,
  elapsedMs: number,
): JsonObject {
  return {
    resp_json: {
      code,
      data,
      message,
      request_id: logId(now),
      status: code,
      time_elapsed: goDuration(elapsedMs * 1e6),
    },
  };
}

/** The members of `i2i_xl_sft`. The zeros of control nets and of style reference are there even when nothing was sent. */
function xlMembers({ prompt, parameters, width, height }: Generated): JsonObject {
  const { sent, controlNets } = parameters;
  const style = object(sent.style_reference_args);
  const data: Record<string, unknown> = {
    comfyui_cost: 5 + 6 * controlNets.length,
    "etta_args.binary_data_index": isObject(sent.etta_args) ? (sent.etta_args.binary_data_index ?? 0) : 1,
    multi_pipeline_select_key: "i2i",
    "style_reference_args.binary_data_index": style.binary_data_index ?? 0,
    "style_reference_args.id_weight": style.id_weight ?? 0,
    "style_reference_args.style_weight": style.style_weight ?? 0,
  };
  for (const type of CONTROL_NETS) {
    const net = controlNets.find((each) => each.type === type);
    data[`controlnet_args.${type}.binary_data_index`] = net?.binary_data_index ?? 0;
    data[`controlnet_args.${type}.strength`] = net?.strength ?? 0;
  }
  const echoed = ECHOED.filter((name) => sent[name] !== undefined && sent[name] !== null);
  if (echoed.length === 0) return data;
  for (const name of echoed) data[name] = sent[name];
  if (data.logo_info !== undefined) {
    data.logo_info = sorted({
      add_logo: false,
      language: 0,
      opacity: 1,
      position: 0,
      ...object(data.logo_info),
    });
  }
  // The service translates; the stand-in gives the prompt back as it is.
  return { ...data, custom_prompt: prompt, prompt, prompt_translated: prompt, width, height };
}

const ECHOED = [
  "controlnet_args",
  "ddim_step",
  "ddim_steps",
  "etta_args",
  "logo_info",
  "return_url",
  "scale",
  "seed",
  "style_reference_args",
];

/** The model's log id: 14 digits of the time in China, then 20 hex digits. */
function logId(now: Date): string {
  const time = new Date(now.getTime() + 8 * 3_600_000).toISOString().replace(/\D/g, "").slice(0, 14);
  return time + randomBytes(10).toString("hex").toUpperCase();
}

function object(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function sorted(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
}
