/**
 * `aigc/text_to_image`: a picture from words alone. Its page is not published; it is addressed to the output's bucket, with
 * the body of `aigc/image_to_image` without `ImageUri` and `InputProcessing`, as other clients are seen to send it.
 */
import { checkTarget, openBucket, planProcessing } from "../generation/checks.js";
import { runGeneration } from "../generation/run.js";
import { parseTextTask } from "../generation/task.js";
import { readBody } from "../http/body.js";
import { checkModelRequest, generateFromWords, seeded } from "../model/model.js";
import type { ModelParameters } from "../model/parameters.js";
import type { Operation } from "./operation.js";

export const generateFromText: Operation = async (request, services) => {
  const startedAt = performance.now();
  const task = parseTextTask(await readBody(request.chunks), request.bucket);
  const addressed = services.buckets.get(request.bucket);
  const target = openBucket(task.output.bucket, "write", request, services);
  const outputPlan = planProcessing(task.output.processing, addressed, task.output.key);
  checkTarget(task, target);
  const job = {
    task,
    outputPlan,
    sourceTexts: [],
    check: () => checkModelRequest({ ...task.model, prompt: task.prompt }, "text"),
    draw: (parameters: ModelParameters) => generateFromWords(task.prompt, seeded(parameters, services.model)),
  };
  return runGeneration(job, request, services, startedAt);
};
