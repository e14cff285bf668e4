/** Small JSON bodies of operations: read whole, held to the digests that the client announced, and parsed. */
import { createHash } from "node:crypto";
import { FAULTS, TosFault } from "../faults.js";
import { readBody } from "../http/body.js";
import type { TosRequest } from "../http/request.js";
import { Crc64 } from "../storage/crc64.js";
import { announcedDigests } from "./digests.js";

/** Throws EntityTooLarge, InvalidDigest or BadDigest. */
export async function readCheckedBody({ headers, chunks }: TosRequest): Promise<Buffer> {
  const check = announcedDigests(headers);
  const body = await readBody(chunks);
  check({
    etag: `"${createHash("md5").update(body).digest("hex")}"`,
    crc64: new Crc64().update(body).digest(),
  });
  return body;
}

/** Throws MalformedBody. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new TosFault(FAULTS.malformedBody);
  }
}
