/**
 * GetObject with `x-tos-process`, PostObject with `x-tos-post-process`: `image/…` or `style/NAME`, answered with or saved.
 * Ranges do not apply to what does not exist beforehand.
 */
import { FAULTS, TosFault } from "../faults.js";
import { readBody } from "../http/body.js";
import { jsonReply, type Reply } from "../http/reply.js";
import type { TosRequest } from "../http/request.js";
import { notProcessable } from "../pictures/picture.js";
import type { Operation, Services } from "./operation.js";
import { planProcess, processOpenObject } from "./processing.js";
import { readSaveTarget, requireTarget, savedReply, savePicture } from "./save-as.js";

export const processObject: Operation = (request, services) =>
  processObjectBy(request.query.get("x-tos-process") ?? "", request, services);

/** GetObject with a process that the query does not name. */
export function processObjectBy(process: string, request: TosRequest, services: Services): Promise<Reply> {
  return answer(request, process, (name) => request.query.get(name), services);
}

/**
 * The process and where to save are lines of a form in the body, text/plain (Go SDK, data_process.go).
 * Without a place to save at, the answer is the result, as to GET (data_process_types.go, ImageProcessOutput).
 */
export const postProcess: Operation = async (request, services) => {
  const form = parseForm((await readBody(request.chunks)).toString("utf8"));
  const process = form.get("x-tos-post-process");
  if (process === undefined) throw new TosFault(FAULTS.missingArgument, { detail: "x-tos-post-process" });
  return answer(request, process, (name) => form.get(name), services);
};

async function answer(
  request: TosRequest,
  text: string,
  parameter: (name: string) => string | undefined,
  { buckets }: Services,
): Promise<Reply> {
  const bucket = buckets.get(request.bucket);
  const { process, target } = readSaveTarget(text, parameter, request.bucket);
  const plan = planProcess(process, bucket, request.key);
  if (target !== null) {
    // The official SDK leaves the place to save at out for these (getProcessSupportsSaveAs).
    if (plan.answersWithData) throw notProcessable("what answers with data cannot be saved");
    requireTarget(request, target, buckets);
  }
  const object = await bucket.objects.open(request.key);
  const lastModified = new Date(object.record.lastModified).toUTCString();
  const processed = await processOpenObject(plan, object);
  if (processed.kind === "data") return jsonReply(processed.value);
  if (target !== null) return savedReply(target, await savePicture(processed, target, buckets));
  const { data, contentType } = processed;
  const headers = {
    "content-type": contentType,
    "content-length": String(data.length),
    "last-modified": lastModified,
  };
  return { status: 200, headers, body: data };
}

/** `name=value&name=value`; values may be percent-encoded, and a plus sign is one: it belongs to base64. */
function parseForm(text: string): ReadonlyMap<string, string> {
  const pairs = text.trim().split("&").filter(Boolean);
  try {
    return new Map(
      pairs.map((pair) => {
        const at = pair.includes("=") ? pair.indexOf("=") : pair.length;
        return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
      }),
    );
  } catch {
    throw new TosFault(FAULTS.malformedBody, { detail: "a percent-encoding is not valid UTF-8" });
  }
}
