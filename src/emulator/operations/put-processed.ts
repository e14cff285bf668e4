/**
 * PutObject with processing (Go SDK, data_process.go): by `X-Tos-Process` what is stored is the processed picture, by
 * `X-Tos-Image-Operations` the results of its rules are stored beside the picture.
 * Assumption: digests announced by the client are those of what it sends, the reply is that of any put, and the results of
 * rules are stored before the picture itself, so that a put that succeeds has all of them.
 */
import { createHash } from "node:crypto";
import { FAULTS, TosFault } from "../faults.js";
import { readBody } from "../http/body.js";
import type { TosRequest } from "../http/request.js";
import { MAX_SOURCE_BYTES, notProcessable } from "../pictures/picture.js";
import { pictureGate } from "../pictures/sharp.js";
import { Crc64 } from "../storage/crc64.js";
import { parseImageOperations } from "./image-operations.js";
import type { Services } from "./operation.js";
import { type Process, type Processed, planProcess } from "./processing.js";
import { requireTarget, savePicture } from "./save-as.js";

const PROCESS = "x-tos-process";
const OPERATIONS = "x-tos-image-operations";
/** Headers that speak of the body as it was sent. */
const OF_THE_BODY = ["content-md5", "x-tos-hash-crc64ecma", "content-encoding"];

export function asksForProcessing({ headers }: TosRequest): boolean {
  return headers.has(PROCESS) || headers.has(OPERATIONS);
}

/** The put that is left to do: without the two headers, and with the processed picture as its body where that is asked for. */
export async function processUpload(request: TosRequest, services: Services): Promise<TosRequest> {
  const { headers } = request;
  const bucket = services.buckets.get(request.bucket);
  const process = headers.get(PROCESS);
  const plan = process === undefined ? null : storable(planProcess(process, bucket, request.key));
  const rules = parseImageOperations(headers.get(OPERATIONS) ?? "{}", request.bucket).map((rule) => {
    requireTarget(request, rule, services.buckets);
    return { target: rule, plan: storable(planProcess(rule.process, bucket, request.key)) };
  });
  const bytes = await readBody(request.chunks, MAX_SOURCE_BYTES);
  checkDigests(request, bytes);
  for (const rule of rules) {
    await savePicture(await run(rule.plan, bytes), rule.target, services.buckets);
  }
  if (plan === null) return withBody(request, bytes, []);
  const { data, contentType } = await run(plan, bytes);
  return withBody(request, data, [
    ["content-type", contentType],
    ["content-length", String(data.length)],
  ]);
}

function storable(process: Process): Process {
  if (process.answersWithData) throw notProcessable("what answers with data cannot be stored");
  return process;
}

async function run(process: Process, bytes: Buffer): Promise<Extract<Processed, { kind: "picture" }>> {
  const processed = await pictureGate(() => process.run(bytes));
  if (processed.kind === "data") throw new Error("a process of pictures answered with data");
  return processed;
}

function withBody(
  request: TosRequest,
  body: Buffer,
  more: readonly (readonly [string, string])[],
): TosRequest {
  const dropped = [PROCESS, OPERATIONS, ...(more.length === 0 ? [] : OF_THE_BODY)];
  const kept = [...request.headers].filter(([name]) => !dropped.includes(name));
  return {
    ...request,
    headers: new Map([...kept, ...more]),
    chunks: (async function* () {
      yield body;
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
