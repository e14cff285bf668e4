/**
 * Image styles of a bucket: named processing chains. No API page is published; the requests and replies are those of the
 * official Node.js SDK (methods/bucket/img.ts) and CLI. The service has no paging here.
 */
import { TosReplyError, TosServiceError } from "./errors.js";
import { assertWritten, jsonObject } from "./json-reply.js";
import type { QueryPairs } from "./signature.js";
import type { CallOptions, TosTransport } from "./transport.js";

export interface ImageStyle {
  readonly name: string;
  /** A chain such as `image/resize,w_100`. */
  readonly content: string;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
}

/** Every style of the bucket, in the service's order. A bucket without any may answer 404: that is an empty list. */
export async function listImageStyles(
  transport: TosTransport,
  bucket: string,
  options?: CallOptions,
): Promise<ImageStyle[]> {
  const operation = "ListBucketImageStyle";
  const reply = await transport.send(
    { operation, method: "GET", bucket, query: [["imageStyle", ""]] },
    options,
  );
  try {
    const { ImageStyles: styles } = jsonObject(operation, reply);
    if (styles === null) return [];
    if (Array.isArray(styles)) return styles.flatMap((item) => readStyle(item) ?? []);
    // Read as "none", an answer of another kind would call every style missing.
    throw new TosReplyError(operation, "the reply has no ImageStyles", {
      requestId: reply.requestId,
      idempotent: true,
    });
  } catch (error) {
    if (isMissingStyle(error)) return [];
    throw error;
  }
}

/** One style by name, null when the bucket has none of that name. */
export async function getImageStyle(
  transport: TosTransport,
  bucket: string,
  name: string,
  options?: CallOptions,
): Promise<ImageStyle | null> {
  const operation = "GetBucketImageStyle";
  const reply = await transport.send({ operation, method: "GET", bucket, query: styleQuery(name) }, options);
  try {
    const style = readStyle(jsonObject(operation, reply));
    if (style !== null) return style;
    // Read as "none", an answer of another kind would have a style replaced that was only to be created.
    throw new TosReplyError(operation, "the reply is no image style", {
      requestId: reply.requestId,
      idempotent: true,
    });
  } catch (error) {
    if (isMissingStyle(error)) return null;
    throw error;
  }
}

/** What TOS tells of a write. */
export interface StyleWritten {
  /** Null when it was carried out by an attempt whose answer was lost. */
  readonly requestId: string | null;
}

/**
 * Creates a style of the whole bucket, or replaces its content: the service has no condition that would tell the two
 * apart. `content` is a whole chain, `image/…`. An abort does not stop what is sent: its outcome could not be known.
 */
export async function putImageStyle(
  transport: TosTransport,
  bucket: string,
  name: string,
  content: string,
  options?: CallOptions,
): Promise<StyleWritten> {
  const operation = "PutBucketImageStyle";
  const reply = await transport.send(
    {
      operation,
      method: "PUT",
      bucket,
      query: styleQuery(name),
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ Content: content }),
      finishOnceSent: true,
    },
    options,
  );
  return assertWritten(operation, reply);
}

/**
 * Deletes a style of the whole bucket; null when the service says that there is none of that name. That it says so, and
 * which 2xx it answers else, is assumed: any does.
 */
export async function deleteImageStyle(
  transport: TosTransport,
  bucket: string,
  name: string,
  options?: CallOptions,
): Promise<StyleWritten | null> {
  const operation = "DeleteBucketImageStyle";
  const reply = await transport.send(
    { operation, method: "DELETE", bucket, query: styleQuery(name), finishOnceSent: true },
    options,
  );
  try {
    return assertWritten(operation, reply);
  } catch (error) {
    if (isMissingStyle(error)) return null;
    throw error;
  }
}

function styleQuery(name: string): QueryPairs {
  return [
    ["imageStyle", ""],
    ["styleName", name],
  ];
}

/** Status 404 of TOS itself: it says that there is no such style or configuration. A proxy's page says nothing of it. */
function isMissingStyle(error: unknown): boolean {
  return (
    error instanceof TosServiceError && error.notFound && error.serviceCode !== null && !error.missesBucket
  );
}

function readStyle(item: unknown): ImageStyle | null {
  if (typeof item !== "object" || item === null) return null;
  const { Name, Content, CreateTime, LastModifyTime } = item as Record<string, unknown>;
  if (typeof Name !== "string" || Name === "" || typeof Content !== "string") return null;
  return {
    name: Name,
    content: Content,
    createdAt: readTime(CreateTime),
    updatedAt: readTime(LastModifyTime),
  };
}

function readTime(value: unknown): Date | null {
  const time = typeof value === "string" ? new Date(value) : null;
  return time !== null && !Number.isNaN(time.getTime()) ? time : null;
}
