import {
  ALREADY_DONE,
  DOCS_ADVISE_AGAINST,
  DOCS_DISAGREE,
  moderation,
  NOT_STARTED,
  NOTHING_KNOWN,
  OTHER_PICTURE,
  OUTCOME_UNSAID,
  row,
  SAME_AGAIN,
  sourceImage,
} from "./code-rows.js";
import type { CodeDescription } from "./code-types.js";

/**
 * The table of the model's business codes. Always decide on the code: 50413 and 50512 share one message.
 *
 * Sources: the error tables of Doubao docs 85621/1747301, 85621/1817045 and 85621/1976207 for 10000, 504xx and
 * 505xx with their HTTP status and advice on repeats; docs 6444/69728 for the general 502xx, 504xx and 601xx,
 * which give no HTTP status. 50515 appears in no page and is therefore unknown.
 */
export const MODEL_CODES: readonly CodeDescription[] = [
  row(10000, 200, "ok", "SUCCESS", ALREADY_DONE, "The picture was generated."),

  moderation(
    50411,
    400,
    "INPUT_IMAGE",
    "INPUT_IMAGE_REJECTED",
    SAME_AGAIN,
    "Moderation refused the source picture; use another picture.",
  ),
  moderation(
    50412,
    400,
    "INPUT_TEXT",
    "INPUT_TEXT_REJECTED",
    SAME_AGAIN,
    "Moderation refused the prompt; reword it. Brand names are a common cause.",
  ),
  moderation(
    50413,
    400,
    "INPUT_TEXT",
    "INPUT_TEXT_BLOCKED_WORDS",
    SAME_AGAIN,
    "The prompt holds sensitive or protected words (persons, brands, blocked words); reword it.",
  ),
  moderation(
    50511,
    400,
    "OUTPUT_IMAGE",
    "OUTPUT_IMAGE_REJECTED",
    OTHER_PICTURE,
    "Moderation refused the generated picture; try again or soften the prompt.",
  ),
  moderation(
    50512,
    400,
    "OUTPUT_TEXT",
    "OUTPUT_TEXT_REJECTED",
    SAME_AGAIN,
    "Moderation refused a text that the model derived from the prompt; reword the prompt.",
  ),
  moderation(
    50514,
    null,
    "UNKNOWN",
    "INPUT_AUDIO_REJECTED",
    SAME_AGAIN,
    "Moderation refused the input audio; use another.",
  ),
  moderation(
    50516,
    400,
    "UNKNOWN",
    "OUTPUT_VIDEO_REJECTED",
    OTHER_PICTURE,
    "Moderation refused the generated video; try again or soften the prompt.",
  ),
  moderation(
    50517,
    400,
    "UNKNOWN",
    "OUTPUT_AUDIO_REJECTED",
    OTHER_PICTURE,
    "Moderation refused the generated audio; try again or soften the prompt.",
  ),
  moderation(
    50518,
    400,
    "INPUT_IMAGE",
    "INPUT_IMAGE_COPYRIGHT",
    SAME_AGAIN,
    "The source picture shows protected material; use another picture.",
  ),
  moderation(
    50519,
    400,
    "OUTPUT_IMAGE",
    "OUTPUT_IMAGE_COPYRIGHT",
    OTHER_PICTURE,
    "The generated picture shows protected material; try again or reword the prompt.",
  ),
  moderation(
    50218,
    null,
    "UNKNOWN",
    "CONTENT_RISK",
    SAME_AGAIN,
    "Moderation found a risk without saying where; change the picture or the prompt.",
  ),
  moderation(
    60208,
    null,
    "INPUT_IMAGE",
    "INPUT_IMAGE_SENSITIVE",
    SAME_AGAIN,
    "The source picture is sensitive; use another picture.",
  ),

  row(
    50520,
    400,
    "model-fault",
    "MODERATION_FAULT",
    DOCS_ADVISE_AGAINST,
    "The moderation service failed; report it with the model's request id.",
  ),
  row(
    50521,
    400,
    "model-fault",
    "COPYRIGHT_TEXT_FAULT",
    DOCS_ADVISE_AGAINST,
    "The check for protected words failed; report it with the model's request id.",
  ),
  row(
    50522,
    400,
    "model-fault",
    "COPYRIGHT_IMAGE_FAULT",
    DOCS_ADVISE_AGAINST,
    "The check for protected pictures failed; report it with the model's request id.",
  ),
  row(
    50500,
    500,
    "model-fault",
    "INTERNAL_ERROR",
    DOCS_DISAGREE,
    "The model service failed; look for the picture before trying again.",
  ),
  row(
    50501,
    500,
    "model-fault",
    "INTERNAL_RPC_ERROR",
    DOCS_DISAGREE,
    "The algorithm behind the model failed; look for the picture before trying again.",
  ),

  row(50429, 429, "rate", "RATE_LIMITED", NOT_STARTED, "Too many requests in a second; wait and try again."),
  row(
    50430,
    429,
    "concurrency",
    "CONCURRENCY_LIMITED",
    NOT_STARTED,
    "Too many generations at the same time; wait for one to end and try again.",
  ),

  row(
    50400,
    null,
    "access",
    "ACCESS_DENIED",
    SAME_AGAIN,
    "The account may not use the model; open the service for it or use the right key.",
  ),
  row(
    50402,
    null,
    "access",
    "NO_SUCH_INTERFACE",
    SAME_AGAIN,
    "The model has no such interface; check its action and version.",
  ),

  row(
    50200,
    null,
    "parameters",
    "PARAMETERS_INVALID",
    SAME_AGAIN,
    "A parameter is outside its range; the message says which.",
  ),
  row(50201, null, "parameters", "PARAMETERS_MISSING", SAME_AGAIN, "A required parameter is missing."),
  row(
    50204,
    null,
    "parameters",
    "PARAMETER_TYPE",
    SAME_AGAIN,
    "A parameter is missing or of the wrong type, or the model's req_key is not supported.",
  ),
  row(
    50215,
    400,
    "parameters",
    "INPUT_INVALID",
    SAME_AGAIN,
    "The model cannot take this input; check the parameters against the model's page.",
  ),
  row(
    50209,
    null,
    "parameters",
    "VIDEO_MISSING",
    SAME_AGAIN,
    "The model needs a video, and the request has none.",
  ),
  row(50210, null, "parameters", "VIDEO_UNREADABLE", SAME_AGAIN, "The video cannot be decoded."),
  row(50211, null, "parameters", "VIDEO_TOO_LARGE", SAME_AGAIN, "The video is over the size limit."),
  row(50214, null, "parameters", "VIDEO_TOO_LONG", SAME_AGAIN, "The video is over the duration limit."),

  sourceImage(
    50205,
    "TOO_LARGE",
    "IMAGE_TOO_LARGE",
    "The source picture is over the size limit; make it smaller, for example with a preprocess step.",
  ),
  // Through TOS only the picture can make the body large: the prompt and the parameters are bounded.
  sourceImage(
    50213,
    "TOO_LARGE",
    "BODY_TOO_LARGE",
    "The request with the source picture is over the size limit; make the picture smaller.",
  ),
  sourceImage(50206, "MISSING", "IMAGE_MISSING", "The model was given no picture; check the source key."),
  sourceImage(
    50207,
    "UNREADABLE",
    "IMAGE_UNREADABLE",
    "The source picture cannot be decoded; use JPEG or PNG.",
  ),
  sourceImage(
    60102,
    "NO_FACE",
    "FACE_REQUIRED",
    "The model needs a face, and the source picture shows none; use a portrait.",
  ),
];

const BY_CODE: ReadonlyMap<number | null, CodeDescription> = new Map(
  MODEL_CODES.map((description) => [description.code, description]),
);

/**
 * The row for a code. Total: a code that is in no table gives category `unknown` with retry `NEVER`, because
 * nothing says that a repeat could help and each attempt may be billed. A reply without a readable code (null)
 * gives `unknown` with `MAY_CHARGE_AGAIN`, because the picture may be there.
 */
export function describeCode(code: number | null): CodeDescription {
  const known = BY_CODE.get(code);
  if (known !== undefined) return known;
  return code === null
    ? row(null, null, "unknown", "NO_CODE", OUTCOME_UNSAID, "The model's reply carries no readable code.")
    : row(code, null, "unknown", "UNKNOWN", NOTHING_KNOWN, "The model's docs do not list this code.");
}
