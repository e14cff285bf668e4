/**
 * Looks at the size of a source before its generation is paid for: an upload's size is signed into its URL, which does not
 * bind every way in which an object can be written, and a picture that the model refuses costs the caller seconds.
 */
import { modelOf } from "../doubao/model-choice.js";
import { PICTURE_LIMITS } from "../processing/formats.js";
import { TosError } from "../tos/errors.js";
import type { ObjectHead } from "../tos/objects.js";
import { sourceRejected } from "./failure.js";
import type { GenerationFailure } from "./outcome.js";
import type { GenerationRequest, ImageToImageRequest, ObjectName } from "./request.js";

/** What TOS knows of an object (HEAD), null when it does not exist; the caller decides how such look-ups are batched. */
export type FindHead = (name: ObjectName) => Promise<ObjectHead | null>;

/**
 * The failure that the source's size is, or null. Only what is certain refuses: whether the source exists, and whether it may
 * be read, is for the reply of the generation to say.
 */
export async function refuseLargeSource(
  request: GenerationRequest,
  findHead: FindHead,
): Promise<GenerationFailure | null> {
  // What no size would refuse costs no look.
  if (request.task === "TEXT_TO_IMAGE" || mostBytes(request) === null) return null;
  try {
    const head = await findHead(request.source);
    return head && largeSource(request, head);
  } catch (error) {
    if (error instanceof TosError) return null;
    throw error;
  }
}

/** The failure for a source of more bytes than can be used, or null. */
export function largeSource(
  request: ImageToImageRequest,
  { byteSize }: ObjectHead,
): GenerationFailure | null {
  const maxBytes = mostBytes(request);
  if (byteSize === null || maxBytes === null || byteSize <= maxBytes) return null;
  const remedy =
    request.preprocess === null
      ? "the model takes: let `preprocess` make it smaller, or use another"
      : "image processing takes: use another";
  return sourceRejected(
    request,
    "TOO_LARGE",
    `The source has more than the ${maxBytes} bytes that ${remedy}. Nothing was sent.`,
  );
}

/**
 * With a preprocess the model sees what that makes of the source, and only the limit of image processing is known. Null where
 * no page states the model's.
 */
function mostBytes({ preprocess, model }: ImageToImageRequest): number | null {
  if (preprocess !== null) return PICTURE_LIMITS.maxBytes;
  const tooMany = modelOf(model)?.sourceImage?.maxBytes ?? null;
  return tooMany === null ? null : tooMany - 1;
}
