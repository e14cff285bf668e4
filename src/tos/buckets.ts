/** Buckets themselves. */
import { TosServiceError } from "./errors.js";
import { assertHead } from "./json-reply.js";
import type { CallOptions, TosTransport } from "./transport.js";

/**
 * Whether the bucket exists in this region (HeadBucket).
 * @throws TosReplyError when the answer is not TOS's: a proxy's says nothing of the bucket.
 */
export async function bucketExists(
  transport: TosTransport,
  bucket: string,
  options?: CallOptions,
): Promise<boolean> {
  const operation = "HeadBucket";
  const reply = await transport.send({ operation, method: "HEAD", bucket }, options);
  try {
    assertHead(operation, reply);
    return true;
  } catch (error) {
    if (error instanceof TosServiceError && error.notFound) return false;
    throw error;
  }
}
