/**
 * Image styles of a bucket: named processing chains. No API page is published; the requests and replies are those of the
 * official Node.js SDK (methods/bucket/img.ts) and CLI. The service has no paging here.
 */
import { TosReplyError, TosServiceError } from "./errors.js";
import { jsonObject } from "./json-reply.js";
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
  const query = [
    ["imageStyle", ""],
    ["styleName", name],
  ] as const;
  const reply = await transport.send({ operation, method: "GET", bucket, query }, options);
  try {
    return readStyle(jsonObject(operation, reply));
  } catch (error) {
    if (isMissingStyle(error)) return null;
    throw error;
  }
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
