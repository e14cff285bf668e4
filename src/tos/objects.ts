/** Objects: what is known of one (HEAD), its bytes (GET, PUT), its end (DELETE), and what kind of picture it is (`image/info`). */
import { TosReplyError, TosServiceError } from "./errors.js";
import { assertHead, assertOk, assertWritten, jsonObject } from "./json-reply.js";
import { type MetadataEntry, readMetadata } from "./object-metadata.js";
import { type CallOptions, headerText, type TosReply, type TosTransport } from "./transport.js";

export interface ObjectHead {
  /** Null when the reply has no length. */
  readonly byteSize: number | null;
  /** With its quotes, as HTTP has it. */
  readonly etag: string | null;
  readonly contentType: string | null;
  readonly lastModified: Date | null;
  /** What its writer said of it (`x-tos-meta-*`), sorted by name. */
  readonly metadata: readonly MetadataEntry[];
}

/**
 * Null when the object does not exist. A bucket that does not exist answers the same way: HEAD replies have no body.
 * @throws TosReplyError when the answer is not TOS's: a proxy's says nothing of the object.
 */
export async function headObject(
  transport: TosTransport,
  bucket: string,
  key: string,
  options?: CallOptions,
): Promise<ObjectHead | null> {
  const operation = "HeadObject";
  const reply = await transport.send({ operation, method: "HEAD", bucket, key }, options);
  try {
    return readHead(assertHead(operation, reply));
  } catch (error) {
    if (error instanceof TosServiceError && error.notFound) return null;
    throw error;
  }
}

export interface ObjectContent extends ObjectHead {
  readonly body: Buffer;
}

/**
 * Reads a whole object into memory, or its picture after processing (`image/…` or `style/NAME`).
 * @throws TosReplyError when it is larger than `maxBytes` (default: the transport's limit).
 */
export async function getObject(
  transport: TosTransport,
  bucket: string,
  key: string,
  options: CallOptions & { readonly process?: string; readonly maxBytes?: number } = {},
): Promise<ObjectContent> {
  const operation = "GetObject";
  const reply = await transport.send(
    {
      operation,
      method: "GET",
      bucket,
      key,
      ...(options.process !== undefined && { query: [["x-tos-process", options.process]] }),
      ...(options.maxBytes !== undefined && { maxReplyBytes: options.maxBytes }),
    },
    options,
  );
  return { ...readHead(assertOk(operation, reply)), byteSize: reply.body.length, body: reply.body };
}

/** Writes an object. With `forbidOverwrite` an existing one is kept, and TosServiceError has EC 0017-00000004. */
export async function putObject(
  transport: TosTransport,
  bucket: string,
  key: string,
  body: Uint8Array,
  options: CallOptions & { readonly contentType?: string; readonly forbidOverwrite?: boolean } = {},
): Promise<{ readonly etag: string | null }> {
  const operation = "PutObject";
  // Of two that forbid to overwrite the second would find what the first has written.
  const idempotent = !options.forbidOverwrite;
  const reply = await transport.send(
    {
      operation,
      method: "PUT",
      bucket,
      key,
      headers: {
        "content-type": options.contentType ?? "application/octet-stream",
        ...(options.forbidOverwrite && { "x-tos-forbid-overwrite": "true" }),
      },
      body,
      idempotent,
    },
    options,
  );
  return { etag: headerText(assertOk(operation, reply, idempotent).headers.etag) };
}

/**
 * Deletes an object. One that does not exist counts as deleted: TOS is read to answer 204 for it, as S3 does, and a 404
 * that speaks of the object says the same. In a bucket with versions a deletion hides the object, and its versions stay.
 * An abort ends the call only before it is sent: after that what came of it is to be known.
 * @throws TosServiceError whose `missesBucket` is true when the bucket does not exist.
 */
export async function deleteObject(
  transport: TosTransport,
  bucket: string,
  key: string,
  options?: CallOptions,
): Promise<{ readonly requestId: string | null }> {
  const operation = "DeleteObject";
  const reply = await transport.send(
    { operation, method: "DELETE", bucket, key, finishOnceSent: true },
    options,
  );
  try {
    return assertWritten(operation, reply);
  } catch (error) {
    if (error instanceof TosServiceError && error.missesObject) return { requestId: error.requestId };
    throw error;
  }
}

export interface PictureInfo {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** The service's name of the format, in lower case: `jpg`, `png`, `webp`, … */
  readonly format: string;
}

/**
 * What kind of picture an object holds; null when it is gone or no picture (EC 0022-00000005).
 * @throws TosReplyError when the answer holds no dimensions: it is not said then that it is no picture.
 */
export async function getPictureInfo(
  transport: TosTransport,
  bucket: string,
  key: string,
  options?: CallOptions,
): Promise<PictureInfo | null> {
  const operation = "GetImageInfo";
  const reply = await transport.send(
    { operation, method: "GET", bucket, key, query: [["x-tos-process", "image/info"]] },
    options,
  );
  try {
    const info = readInfo(jsonObject(operation, reply));
    if (info !== null) return info;
  } catch (error) {
    if (isNoPicture(error)) return null;
    throw error;
  }
  throw new TosReplyError(operation, "the reply has no width, height and format", {
    requestId: reply.requestId,
    idempotent: true,
  });
}

/** TOS says that the object is gone, or holds nothing that image processing reads. A proxy's page says neither. */
export function isNoPicture(error: unknown): boolean {
  return error instanceof TosServiceError && error.isOfTos && (error.notFound || error.status === 400);
}

/** Members are `{"value": "1023"}`, numbers as text (the Node.js SDK's imageProcess.test.ts). */
function readInfo(info: Readonly<Record<string, unknown>>): PictureInfo | null {
  const text = (name: string): string => {
    const member = info[name];
    const value = typeof member === "object" && member !== null && "value" in member ? member.value : member;
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  const width = Number.parseInt(text("ImageWidth"), 10);
  const height = Number.parseInt(text("ImageHeight"), 10);
  const format = text("Format").toLowerCase();
  return isSide(width) && isSide(height) && format !== "" ? { width, height, format } : null;
}

/** A side in pixels that GraphQL's Int can hold: what is beyond it is no picture's. */
function isSide(pixels: number): boolean {
  return pixels > 0 && pixels < 2 ** 31;
}

function readHead({ headers }: TosReply): ObjectHead {
  const length = headerText(headers["content-length"]);
  const byteSize = length === null ? null : Number(length);
  const modified = new Date(headerText(headers["last-modified"]) ?? Number.NaN);
  return {
    byteSize: Number.isSafeInteger(byteSize) ? byteSize : null,
    etag: headerText(headers.etag),
    contentType: headerText(headers["content-type"]),
    lastModified: Number.isNaN(modified.getTime()) ? null : modified,
    metadata: readMetadata(headers),
  };
}
