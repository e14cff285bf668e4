/**
 * `aigc/image_to_image`: read the source, pre-process it, run the model, post-process, store, answer with `resp_json`
 * (docs/6349/1545409).
 */

import { TosFault } from "../faults.js";
import { checkTarget, openBucket, planProcessing } from "../generation/checks.js";
import { runGeneration } from "../generation/run.js";
import { parseTask } from "../generation/task.js";
import { readBody } from "../http/body.js";
import { ModelFailure } from "../model/codes.js";
import { checkInputBytes, checkModelInput, checkModelRequest, generate, seeded } from "../model/model.js";
import type { ModelParameters } from "../model/parameters.js";
import { type Plan, runChain } from "../pictures/chain.js";
import { standUpright } from "../pictures/operations/rotate.js";
import { decodePicture, encodePicture, type Pixels } from "../pictures/picture.js";
import type { ObjectRecord } from "../storage/object-file.js";
import type { Operation } from "./operation.js";

export const generateImage: Operation = async (request, services) => {
  const startedAt = performance.now();
  const task = parseTask(await readBody(request.chunks));
  const bucket = openBucket(request.bucket, "read", request, services);
  const target = openBucket(task.output.bucket, "write", request, services);
  const inputPlan = planProcessing(task.input, bucket, task.imageKey);
  const outputPlan = planProcessing(task.output.processing, bucket, task.output.key);
  const source = await bucket.objects.open(task.imageKey);
  try {
    checkTarget(task, target);
  } catch (error) {
    await source.close();
    throw error;
  }
  const bytes = await source.read();
  const job = {
    task,
    outputPlan,
    sourceTexts: describe(source.record),
    check: () => checkModelRequest({ ...task.model, prompt: task.prompt }),
    draw: async (parameters: ModelParameters) =>
      generate(await readSource(bytes, inputPlan), task.prompt, seeded(parameters, services.model)),
  };
  return runGeneration(job, request, services, startedAt);
};

/** What the model sees is upright, and its pictures carry no EXIF. */
async function readSource(bytes: Buffer, plan: Plan): Promise<Pixels> {
  // Assumption: without processing TOS passes the object on as it is, and so the model is who cannot read it.
  if (plan.length === 0) checkInputBytes(bytes.length);
  const picture = await decodePicture(bytes).catch((error: unknown) => {
    throw plan.length === 0 && error instanceof TosFault ? new ModelFailure(50207) : error;
  });
  const input = await runChain(plan, picture);
  const encodedBytes = plan.length === 0 ? bytes.length : (await encodePicture(input)).data.length;
  checkModelInput({ pixels: input.pixels, encodedBytes });
  return (await standUpright(input)).pixels;
}

/** The key, and the metadata as `name: value`, percent-decoded as SDKs encode it. */
function describe({ key, headers }: ObjectRecord): string[] {
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith("x-tos-meta-"));
  return [key, ...metadata.map(([name, value]) => `${name.slice("x-tos-meta-".length)}: ${decodeOr(value)}`)];
}

function decodeOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
