/** The digests that a client announces for a body: Content-MD5 and `x-tos-hash-crc64ecma`. */
import { FAULTS, TosFault } from "../faults.js";
import type { HeaderMap } from "../http/headers.js";
import type { Digests } from "../storage/object-file.js";

/**
 * A check of what came in against what was announced, which throws BadDigest. Throws InvalidDigest for what is no digest.
 * Assumption: a wrong CRC64 is BadDigest, like a wrong MD5.
 */
export function announcedDigests(headers: HeaderMap): (digests: Omit<Digests, "size">) => void {
  const md5 = readMd5(headers.get("content-md5"));
  const crc64 = readCrc64(headers.get("x-tos-hash-crc64ecma"));
  return (digests) => {
    if (md5 !== null && digests.etag !== `"${md5}"`) {
      throw new TosFault(FAULTS.badDigest, { detail: "Content-MD5" });
    }
    if (crc64 !== null && digests.crc64 !== crc64) {
      throw new TosFault(FAULTS.badDigest, { detail: "x-tos-hash-crc64ecma" });
    }
  };
}

/** In hex; null when none is announced. */
function readMd5(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!/^[A-Za-z0-9+/]{22}==$/.test(text))
    throw new TosFault(FAULTS.invalidDigest, { detail: "Content-MD5" });
  return Buffer.from(text, "base64").toString("hex");
}

/** Without leading zeros; null when none is announced. */
function readCrc64(text: string | undefined): string | null {
  if (text === undefined) return null;
  const value = /^\d{1,20}$/.test(text) ? BigInt(text) : null;
  if (value === null || value >= 1n << 64n) {
    throw new TosFault(FAULTS.invalidDigest, { detail: "x-tos-hash-crc64ecma" });
  }
  return value.toString();
}
