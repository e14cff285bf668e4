/**
 * PutObject with `X-Tos-Process`: what is stored is the processed picture (Go SDK, data_process.go: process on upload).
 * Assumption: digests announced by the client are those of what it sends, and the reply is that of any put, of the result.
 * The shape of `X-Tos-Image-Operations` (JSON) is not published: NotImplemented.
 */
import { createHash } from "node:crypto";
import { FAULTS, TosFault } from "../faults.js";
import { readBody } from "../http/body.js";
import type { TosRequest } from "../http/request.js";
import { MAX_SOURCE_BYTES, notProcessable } from "../pictures/picture.js";
import { pictureGate } from "../pictures/sharp.js";
import { Crc64 } from "../storage/crc64.js";
import type { Services } from "./operation.js";
import { planProcess } from "./processing.js";

const PROCESS = "x-tos-process";
const OPERATIONS = "x-tos-image-operations";
/** Headers that speak of the body as it was sent. */
const OF_THE_BODY = [PROCESS, "content-md5", "x-tos-hash-crc64ecma", "content-encoding"];

export function asksForProcessing({ headers }: TosRequest): boolean {
  return headers.has(PROCESS) || headers.has(OPERATIONS);
}

/** The same put with the processed picture as its body. */
export async function processUpload(request: TosRequest, { buckets }: Services): Promise<TosRequest> {
  const { headers } = request;
  if (headers.has(OPERATIONS)) {
    throw new TosFault(FAULTS.notImplemented, { detail: "X-Tos-Image-Operations" });
  }
  const process = planProcess(headers.get(PROCESS) ?? "", buckets.get(request.bucket), request.key);
  if (process.answersWithData) throw notProcessable("what answers with data cannot be stored");
  const bytes = await readBody(request.chunks, MAX_SOURCE_BYTES);
  checkDigests(request, bytes);
  const processed = await pictureGate(() => process.run(bytes));
  if (processed.kind === "data") throw new Error("a process of pictures answered with data");
  const { data, contentType } = processed;
  const kept = [...headers].filter(([name]) => !OF_THE_BODY.includes(name));
  return {
    ...request,
    headers: new Map([...kept, ["content-type", contentType], ["content-length", String(data.length)]]),
    chunks: (async function* () {
      yield data;
    })(),
  };
}

function checkDigests({ headers }: TosRequest, bytes: Buffer): void {
  const md5 = headers.get("content-md5");
  if (md5 !== undefined && md5 !== createHash("md5").update(bytes).digest("base64")) {
    throw new TosFault(FAULTS.badDigest);
  }
  const crc64 = headers.get("x-tos-hash-crc64ecma");
  if (crc64 !== undefined && crc64 !== new Crc64().update(bytes).digest()) {
    throw new TosFault(FAULTS.badDigest, { detail: "x-tos-hash-crc64ecma is another body's" });
  }
}
