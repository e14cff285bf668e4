/** What a request says of its body's digest, and what so stands in the payload line of its signature. */
import { sha256Hex, UNSIGNED_PAYLOAD } from "../../tos/signature.js";
import { FAULTS, TosFault } from "../faults.js";
import type { HeaderMap } from "../http/headers.js";

/** The Go and Java SDKs: the body comes in chunks, and a trailer with its CRC64 comes after them. */
const STREAMING_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

export interface Payload {
  /** What may stand in the payload line; any of them makes the signature valid. */
  readonly lines: readonly string[];
  /** The hex SHA-256 that the body must have, or null when the body is not signed. */
  readonly sha256: string | null;
  /** Whether the body is in the tos-chunked encoding. */
  readonly chunked: boolean;
}

const EMPTY_SHA256 = sha256Hex("");

/**
 * Assumption: a value that is none of the three that clients send is InvalidArgument, and so is one that contradicts
 * content-encoding.
 * Assumption: without x-tos-content-sha256 the service takes both the digest of the empty text (the Go and Java SDKs sign
 * that, even with a body) and UNSIGNED-PAYLOAD (the Python SDK). In a presigned URL it is always UNSIGNED-PAYLOAD, unless
 * a signed header says otherwise (docs/6349/129226; the Go SDK).
 */
export function readPayload(headers: HeaderMap, kind: "header" | "query" | "policy"): Payload {
  const sent = headers.get("x-tos-content-sha256");
  const chunked = sent === STREAMING_TRAILER;
  if (chunked !== isTosChunked(headers)) {
    throw new TosFault(FAULTS.invalidArgument, {
      detail: `content-encoding tos-chunked and x-tos-content-sha256 ${STREAMING_TRAILER} go together`,
    });
  }
  if (sent === undefined) {
    const lines = kind === "header" ? [EMPTY_SHA256, UNSIGNED_PAYLOAD] : [UNSIGNED_PAYLOAD];
    return { lines, sha256: null, chunked };
  }
  if (chunked || sent === UNSIGNED_PAYLOAD) return { lines: [sent], sha256: null, chunked };
  if (!/^[0-9a-f]{64}$/i.test(sent)) {
    throw new TosFault(FAULTS.invalidArgument, {
      detail: `x-tos-content-sha256 must be 64 hexadecimal digits, ${UNSIGNED_PAYLOAD} or ${STREAMING_TRAILER}`,
    });
  }
  return { lines: [sent], sha256: sent.toLowerCase(), chunked };
}

function isTosChunked(headers: HeaderMap): boolean {
  return contentEncodings(headers).includes("tos-chunked");
}

/** The encodings that content-encoding lists, in lower case. */
export function contentEncodings(headers: HeaderMap): string[] {
  return (headers.get("content-encoding") ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
}
