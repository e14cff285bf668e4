/**
 * `aigc/image_to_image`: read the source, pre-process it, run the model, post-process, store, answer with `resp_json`
 * (docs/6349/1545409). A client that hangs up changes nothing: the picture is generated and stored.
 */
import { requireRight } from "../auth/rights.js";
import { type GenerationTask, type Processing, parseTask } from "../generation/task.js";
import { readBody } from "../http/body.js";
import { jsonReply, type Reply } from "../http/reply.js";
import { emulatedFailure, ModelFailure } from "../model/codes.js";
import { checkModelInput, checkModelRequest, generate, modelLatency } from "../model/model.js";
import { failureResponse, successResponse } from "../model/response.js";
import { type Plan, planChain, runChain } from "../pictures/chain.js";
import { formatOfKey } from "../pictures/formats.js";
import { standUpright } from "../pictures/operations/rotate.js";
import { decodePicture, encodePicture, type Picture } from "../pictures/picture.js";
import { pictureGate } from "../pictures/sharp.js";
import type { Bucket } from "../storage/bucket-store.js";
import { nameStyle } from "./image-styles.js";
import type { Operation, Services } from "./operation.js";
import { objectReader } from "./processing.js";

export const generateImage: Operation = async (request, services) => {
  const startedAt = performance.now();
  const task = parseTask(await readBody(request.chunks));
  requireRight(request.identity, task.output.bucket, "write");
  const bucket = services.buckets.get(request.bucket);
  const plans = {
    input: planProcessing(task.input, bucket, task.imageKey),
    output: planProcessing(task.output.processing, bucket, task.output.key),
  };
  const source = await bucket.objects.open(task.imageKey);
  try {
    checkTarget(task, services);
  } catch (error) {
    await source.close();
    throw error;
  }
  const bytes = await source.read();
  try {
    const generated = await runModel(task, bytes, plans, services);
    await store(task, generated.picture, services);
    return jsonReply(successResponse(generated, services.now(), performance.now() - startedAt));
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    return modelFailureReply(error, services, performance.now() - startedAt);
  }
};

/** Assumption: a style is one of the bucket that the request addresses, for the output too. */
function planProcessing(processing: Processing, bucket: Bucket, key: string): Plan {
  if (processing.kind === "none") return [];
  return planChain(
    processing.kind === "actions" ? processing.chain : nameStyle(bucket, processing.name, key),
    objectReader(bucket),
  );
}

function checkTarget({ output }: GenerationTask, { buckets }: Services): void {
  const { objects } = buckets.get(output.bucket);
  if (output.forbidOverwrite && objects.head(output.key) !== undefined)
    throw objects.objectExists(output.key);
}

async function runModel(
  task: GenerationTask,
  bytes: Buffer,
  plans: { readonly input: Plan; readonly output: Plan },
  { latencyMs, closing }: Services,
) {
  const parameters = checkModelRequest({ ...task.model, prompt: task.prompt });
  const work = pictureGate(async () => {
    const input = await runChain(plans.input, await decodePicture(bytes));
    const encodedBytes = plans.input.length === 0 ? bytes.length : (await encodePicture(input)).data.length;
    checkModelInput({ pixels: input.pixels, encodedBytes });
    // What the model sees is upright, and its pictures carry no EXIF.
    const { pixels: upright } = await standUpright(input);
    const pixels = await generate(upright, task.prompt, parameters);
    const picture: Picture = {
      ...input,
      pixels,
      orientation: 1,
      quality: null,
      progressive: false,
      sourceQuality: null,
      slim: false,
      format: targetFormat(task),
    };
    const { width, height } = pixels;
    return { width, height, picture: await runChain(plans.output, picture) };
  });
  // A refused input must not wait for the latency, and the latency must not outlive a refusal.
  const [done] = await Promise.all([work, work.then(() => modelLatency(latencyMs, closing))]);
  const failure = emulatedFailure(task.prompt);
  if (failure !== null) throw failure;
  return { ...done, prompt: task.prompt, parameters };
}

/**
 * Assumption: without a `format` in the chain the ending of the output's key decides, and JPEG when it names no format.
 */
function targetFormat({ output }: GenerationTask) {
  return formatOfKey(output.key) ?? "jpeg";
}

async function store({ output }: GenerationTask, picture: Picture, { buckets }: Services): Promise<void> {
  const { data, contentType } = await encodePicture(picture);
  await buckets.get(output.bucket).objects.put(
    output.key,
    (async function* () {
      yield data;
    })(),
    { headers: { "content-type": contentType }, forbidOverwrite: output.forbidOverwrite },
  );
}

function modelFailureReply(failure: ModelFailure, { now }: Services, elapsedMs: number): Reply {
  return jsonReply(failureResponse(failure, now(), elapsedMs), failure.status);
}
