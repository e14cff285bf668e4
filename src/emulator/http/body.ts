/** Reading a request body, whole or as a stream, and holding it to the digest that the client signed. */
import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { FAULTS, TosFault } from "../faults.js";

/** The most that an operation other than PutObject reads, in bytes. */
const MAX_SMALL_BODY = 10 * 1024 * 1024;

/**
 * The chunks of a body. After the last one, throws ContentSHA256Mismatch when `sha256` is given and is not the body's.
 * Leaving the loop early does not destroy the connection, so that an error can still be answered.
 */
export async function* checkedChunks(stream: Readable, sha256: string | null): AsyncGenerator<Buffer> {
  const hash = sha256 === null ? null : createHash("sha256");
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    hash?.update(bytes);
    yield bytes;
  }
  if (hash !== null && hash.digest("hex") !== sha256) throw new TosFault(FAULTS.contentSha256);
}

/** The whole body; throws EntityTooLarge when it is over `limit` bytes. */
export async function readBody(chunks: AsyncIterable<Buffer>, limit = MAX_SMALL_BODY): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit) throw new TosFault(FAULTS.bodyTooLarge);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
