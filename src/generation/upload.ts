/**
 * The use case behind `createImageUpload`: an address that takes one picture, of the type and size that were agreed on.
 * Nothing is sent to TOS for it.
 */
import { randomUUID } from "node:crypto";
import { checkRange, type NumericRange } from "../doubao/ranges.js";
import { endingOfKey, formatOfMediaType, PICTURE_FORMATS } from "../processing/formats.js";
import { checkBucketName } from "../tos/names.js";
import type { PresignedUrl, PutPresigner } from "../tos/presign.js";
import { checkPictureKey } from "./check.js";
import { checkExpiry, expirySeconds } from "./expiry.js";
import { newObjectKey } from "./object-key.js";
import type { ObjectName } from "./request.js";
import { broken, InvalidRequestError, type Violation } from "./violation.js";

export interface UploadRequest {
  readonly bucket: string;
  /** Null: one is made, which cannot be guessed. */
  readonly key: string | null;
  /** The media type of a picture that is read, such as `image/jpeg`. */
  readonly contentType: string;
  /** Of the picture, in bytes. */
  readonly byteSize: number;
  /** True: an object that exists is kept and the upload refused. */
  readonly forbidOverwrite: boolean;
  /** How long an upload may begin, in seconds; null for a quarter of an hour, or what is granted where that is less. */
  readonly expiresInSeconds: number | null;
}

export interface Upload extends PresignedUrl {
  readonly image: ObjectName;
  readonly method: "PUT";
  /** What whoever uploads has to send, as it stands here. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

export interface UploadLimits {
  /** Of a picture that is uploaded, in bytes. */
  readonly maxBytes: number;
  /** The most that an upload address may work, in seconds. */
  readonly maxSeconds: number;
}

export interface UploadOptions extends UploadLimits {
  readonly presignPut: PutPresigner;
  /** Whether type and size are part of the signature. */
  readonly signContent: boolean;
  readonly now?: () => Date;
  readonly uuid?: () => string;
}

/** @throws InvalidRequestError when the request breaks a rule. */
export type CreateUpload = (request: UploadRequest) => Upload;

const MEDIA_TYPES = PICTURE_FORMATS.map(({ mediaType }) => mediaType);
const USUAL_EXPIRY_SECONDS = 900;
/** Of the keys that are made. */
const FOLDER = "uploads";

export function createUploads(options: UploadOptions): CreateUpload {
  const { presignPut, signContent, now = () => new Date(), uuid = randomUUID } = options;
  return (request) => {
    const violations = checkUpload(request, options);
    if (violations.length > 0) throw new InvalidRequestError(violations);
    const { bucket, contentType, byteSize, forbidOverwrite } = request;
    const extension = formatOfMediaType(contentType)?.extensions[0] ?? "";
    const key = request.key ?? newObjectKey({ folder: FOLDER, extension, now: now(), uuid: uuid() });
    // The service wants every x-tos-* header signed. A browser sends content-length of itself, and lets no page set it.
    const overwriting: Record<string, string> = forbidOverwrite ? { "x-tos-forbid-overwrite": "true" } : {};
    const presigned = presignPut({
      bucket,
      key,
      expiresInSeconds: secondsOf(request, options),
      signedHeaders: {
        ...overwriting,
        ...(signContent && { "content-type": contentType, "content-length": String(byteSize) }),
      },
    });
    const headers = Object.entries({ "content-type": contentType, ...overwriting });
    return {
      ...presigned,
      image: { bucket, key },
      method: "PUT",
      headers: headers.map(([name, value]) => ({ name, value })),
    };
  };
}

/** Everything that is wrong with a request, with paths that begin at `input`. Empty when an address may be made. */
export function checkUpload(request: UploadRequest, limits: UploadLimits): Violation[] {
  const { bucket, key, contentType, byteSize, forbidOverwrite } = request;
  const seconds = secondsOf(request, limits);
  const size: NumericRange = { minimum: 1, maximum: limits.maxBytes, integer: true };
  return [
    ...broken(["input", "bucket"], "bucketName", checkBucketName(bucket)),
    ...broken(["input", "key"], "objectKey", key === null ? null : checkPictureKey(key)),
    ...broken(["input", "key"], "extension", key === null ? null : checkExtension(key, contentType)),
    ...broken(["input", "contentType"], "contentType", checkContentType(contentType)),
    ...broken(["input", "byteSize"], "range", checkRange(byteSize, size)),
    ...broken(
      ["input", "forbidOverwrite"],
      "generatedKey",
      key === null ? checkOverwriting(forbidOverwrite) : null,
    ),
    ...broken(["input", "expiresInSeconds"], "range", checkExpiry(seconds, limits.maxSeconds)),
  ];
}

function secondsOf({ expiresInSeconds }: UploadRequest, { maxSeconds }: UploadLimits): number {
  return expirySeconds(expiresInSeconds, USUAL_EXPIRY_SECONDS, maxSeconds);
}

function checkContentType(contentType: string): string | null {
  return formatOfMediaType(contentType) === null
    ? `must be the media type of a picture that TOS can process, without parameters: ${MEDIA_TYPES.join(", ")}`
    : null;
}

/** Lists know a picture by its ending: under another one, or as a folder, what was uploaded would be lost to them. */
function checkExtension(key: string, contentType: string): string | null {
  if (key.endsWith("/")) return "must not end in a slash, as folders do: add a name";
  const extensions = formatOfMediaType(contentType)?.extensions ?? [];
  const ending = endingOfKey(key);
  return ending === "" || extensions.length === 0 || extensions.includes(ending)
    ? null
    : `must end as pictures of contentType do (${extensions.map((each) => `.${each}`).join(", ")}) or have no ending`;
}

/** Each address for a made key is for one picture: who could send a second one would change it behind its reader's back. */
function checkOverwriting(forbidOverwrite: boolean): string | null {
  return forbidOverwrite
    ? null
    : "must be true or left out where no key is given: a made key is written once";
}
