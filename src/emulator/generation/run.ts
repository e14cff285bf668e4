/**
 * What both kinds of generation do once TOS has nothing more to object to: the model's limits, its refusals, its work and
 * its time, the storing of the picture, and the answer with `resp_json`.
 */
import { jsonReply, type Reply } from "../http/reply.js";
import type { TosRequest } from "../http/request.js";
import { emulatedFailure, ModelFailure } from "../model/codes.js";
import { modelLatency } from "../model/model.js";
import type { ModelParameters } from "../model/parameters.js";
import { failureResponse, successResponse } from "../model/response.js";
import type { Services } from "../operations/operation.js";
import { type Plan, runChain } from "../pictures/chain.js";
import { formatOfKey } from "../pictures/formats.js";
import { encodePicture, type Picture, type Pixels } from "../pictures/picture.js";
import { pictureGate } from "../pictures/sharp.js";
import type { TextTask } from "./task.js";

/** How a kind of generation comes to its picture. */
export interface Job {
  readonly task: TextTask;
  readonly outputPlan: Plan;
  /** What moderation reads of the source. */
  readonly sourceTexts: readonly string[];
  /** Throws a {@link ModelFailure} for what the model refuses unseen. */
  readonly check: () => ModelParameters;
  /** The model's work. Throws a {@link ModelFailure}, or a TosFault of the processing before it. */
  readonly draw: (parameters: ModelParameters) => Promise<Pixels>;
}

/** A client that hangs up changes nothing: the picture is generated and stored. */
export async function runGeneration(
  job: Job,
  request: TosRequest,
  services: Services,
  startedAt: number,
): Promise<Reply> {
  const elapsed = (): number => performance.now() - startedAt;
  try {
    // Assumption: what TOS itself refuses never reaches the model, and so does not count.
    const leave = services.model.enter(request.identity.accessKeyId);
    try {
      const generated = await runModel(job, services);
      await store(job.task, generated.picture, services);
      return jsonReply(successResponse(generated, services.now(), elapsed()));
    } finally {
      leave();
    }
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    return jsonReply(failureResponse(error, services.now(), elapsed()), error.status);
  }
}

async function runModel(
  { task, outputPlan, sourceTexts, check, draw }: Job,
  { latencyMs, closing, model }: Services,
) {
  const parameters = check();
  model.moderation("prompt", [task.prompt]);
  model.moderation("source", sourceTexts);
  const work = pictureGate(async () => {
    const pixels = await draw(parameters);
    const picture: Picture = {
      pixels,
      orientation: 1,
      quality: null,
      progressive: false,
      sourceQuality: null,
      slim: false,
      // Assumption: without a `format` in the chain the ending of the output's key decides, and JPEG when it names none.
      format: formatOfKey(task.output.key) ?? "jpeg",
    };
    const { width, height } = pixels;
    return { width, height, picture: await runChain(outputPlan, picture) };
  });
  // A refused input must not wait for the latency, and the latency must not outlive a refusal.
  const [done] = await Promise.all([work, work.then(() => modelLatency(latencyMs, closing))]);
  const failure = emulatedFailure(task.prompt);
  if (failure !== null) throw failure;
  model.moderation("output", [task.prompt, task.output.key]);
  return { ...done, prompt: task.prompt, parameters };
}

async function store({ output }: TextTask, picture: Picture, { buckets }: Services): Promise<void> {
  const { data, contentType } = await encodePicture(picture);
  await buckets.get(output.bucket).objects.put(
    output.key,
    (async function* () {
      yield data;
    })(),
    { headers: { "content-type": contentType }, forbidOverwrite: output.forbidOverwrite },
  );
}
