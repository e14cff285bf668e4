/**
 * The members of `data` in a reply, by family of `req_key`, as samples and recorded replies have them. Pictures are in the
 * bucket, so that `binary_data_base64` and `image_urls` are null wherever they are there at all (docs/6349/1545409).
 */
import { createHash, randomBytes } from "node:crypto";
import { CONTROL_NETS } from "./control-nets.js";
import { isObject, type JsonObject, objectOr } from "./json.js";
import type { ModelParameters } from "./parameters.js";
import type { Family } from "./request-keys.js";
import { styleMembers } from "./style-members.js";
import { translatePrompt } from "./translation.js";

export interface Generated {
  readonly prompt: string;
  readonly parameters: ModelParameters;
  readonly width: number;
  readonly height: number;
}

export interface ReplyContext {
  readonly now: Date;
  /** The log id of the envelope. */
  readonly logId: string;
}

type Members = (generated: Generated, context: ReplyContext) => JsonObject;

const BY_FAMILY: Readonly<Record<Family, Members>> = {
  xl: (generated) => ({ ...common(), ...xlMembers(generated) }),
  "xl-text": (generated) => ({ ...common(), comfyui_cost: 5, ...echo(generated) }),
  "high-aes": () => ({ binary_data_base64: null }),
  general: generalMembers,
  style: ({ prompt, parameters }) => ({
    algorithm_base_resp: DONE,
    binary_data_base64: null,
    image_urls: null,
    ...styleMembers(prompt, parameters),
  }),
  other: ({ parameters }) => ({ ...withoutPictures(parameters.sent), ...common() }),
};

const DONE = { status_code: 0, status_message: "Success" };

export function replyMembers(generated: Generated, context: ReplyContext): JsonObject {
  return BY_FAMILY[generated.parameters.family](generated, context);
}

// Assumption: the picture is in the bucket, so that image_urls stays null even when return_url was sent.
function common(): JsonObject {
  return {
    algorithm_base_resp: DONE,
    binary_data_base64: null,
    image_urls: null,
    request_id: randomDigest(),
  };
}

/** The zeros of control nets and of style reference are there even when nothing was sent. */
function xlMembers(generated: Generated): JsonObject {
  const { sent, controlNets } = generated.parameters;
  const style = objectOr(sent.style_reference_args);
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
  return Object.values(withoutPictures(sent)).some((value) => value !== null)
    ? { ...data, ...echo(generated) }
    : data;
}

/** What was sent comes back, beside the prompt in both languages and the size. */
function echo({ prompt, parameters, width, height }: Generated): JsonObject {
  const sent = withoutPictures(parameters.sent);
  const logo = { add_logo: false, language: 0, opacity: 1, position: 0, ...objectOr(sent.logo_info) };
  const translated = translatePrompt(prompt);
  return {
    ...Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null)),
    ...(isObject(sent.logo_info) && { logo_info: Object.fromEntries(Object.entries(logo).sort(byName)) }),
    custom_prompt: prompt,
    prompt: translated,
    prompt_translated: translated,
    width,
    height,
  };
}

/** Recorded of `jimeng_high_aes_general_v21_L`: no `image_urls` where `return_url` was not sent. */
function generalMembers({ parameters }: Generated, { now, logId }: ReplyContext): JsonObject {
  const { image_urls, ...members } = common();
  const at = new Date(now.getTime() + 8 * 3_600_000).toISOString();
  return {
    ...members,
    ...(parameters.sent.return_url === true && { image_urls }),
    infer_ctx: {
      algorithm_key: parameters.reqKey,
      app_key: "emulator",
      created_at: at.replace("Z", "000000+08:00"),
      generate_id: "",
      log_id: logId,
      params: {},
      request_id: randomDigest(),
      session_id: "",
      time_stamp: Math.floor(now.getTime() / 1000),
    },
    llm_result: "",
    pe_result: "",
    predict_tags_result: "",
    rephraser_result: "",
    vlm_result: "",
  };
}

/** What the request's own members replace: the prompt, and pictures. */
function withoutPictures(sent: JsonObject): JsonObject {
  const { binary_data_base64: _bytes, image_urls: _urls, prompt: _prompt, ...rest } = sent;
  return rest;
}

function randomDigest(): string {
  return createHash("sha256").update(randomBytes(32)).digest("hex");
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
