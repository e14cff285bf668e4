/** Buckets themselves. */
import { TosServiceError } from "./errors.js";
import { assertOk } from "./json-reply.js";
import type { CallOptions, TosTransport } from "./transport.js";

/** Whether the bucket exists in this region (HeadBucket). */
export async function bucketExists(
  transport: TosTransport,
  bucket: string,
  options?: CallOptions,
): Promise<boolean> {
  const operation = "HeadBucket";
  const reply = await transport.send({ operation, method: "HEAD", bucket }, options);
  try {
    assertOk(operation, reply);
    return true;
  } catch (error) {
    if (error instanceof TosServiceError && error.notFound) return false;
    throw error;
  }
}
