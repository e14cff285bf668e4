/** Counts the generations: what came of them, where their time went, and what they cost. */
import { Counter, Histogram, type Registry } from "prom-client";
import { modelName } from "../doubao/model-choice.js";
import type {
  GenerationEnd,
  GenerationObserver,
  GenerationTimings,
} from "../generation/generation-observer.js";
import { createBoundedLabel } from "./bounded-label.js";
import { DURATION_BUCKETS } from "./buckets.js";

/** How many names of members that the mapping did not know become labels: an upstream chooses them. */
const MAX_FIELDS = 100;

const STAGES: readonly { readonly stage: string; readonly timing: keyof GenerationTimings }[] = [
  { stage: "lookup", timing: "lookupMs" },
  { stage: "queue", timing: "queueMs" },
  { stage: "upstream", timing: "upstreamMs" },
  { stage: "mapping", timing: "mappingMs" },
];

export function createGenerationMetrics(registry: Registry): GenerationObserver {
  const registers = [registry];
  const generations = new Counter({
    name: "tosgql_generations_total",
    help: "Generations that were accepted, by model, member of the result union and code of the failure (OK for a picture).",
    labelNames: ["model", "outcome", "code"],
    registers,
  });
  const stages = new Histogram({
    name: "tosgql_generation_stage_duration_seconds",
    help: "Where the time of a generation went: looking up styles and the source, waiting for a place, the paid call, reading the reply. Only stages that it came to.",
    labelNames: ["model", "stage"],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const moderation = new Counter({
    name: "tosgql_moderation_refusals_total",
    help: "Generations that moderation refused, by model and what it refused.",
    labelNames: ["model", "stage"],
    registers,
  });
  const limited = new Counter({
    name: "tosgql_generations_rate_limited_total",
    help: "Generations that were turned away because too many came, by model and whose limit it was.",
    labelNames: ["model", "limited_by"],
    registers,
  });
  const cost = new Counter({
    name: "tosgql_model_comfyui_cost_total",
    help: "Sum of the model's comfyui_cost, in a unit that no page explains.",
    labelNames: ["model"],
    registers,
  });
  const fields = new Counter({
    name: "tosgql_model_unrecognised_fields_total",
    help: `Members of resp_json that the mapping did not know, by path; after the first ${MAX_FIELDS} different ones the others are …other.`,
    labelNames: ["field"],
    registers,
  });
  const boundedField = createBoundedLabel(MAX_FIELDS, "…other");

  return {
    ended({ request, outcome, timings }: GenerationEnd) {
      const model = modelName(request.model);
      const isPicture = outcome.kind === "GeneratedImage";
      generations.inc({ model, outcome: outcome.kind, code: isPicture ? "OK" : outcome.code });
      for (const { stage, timing } of STAGES) {
        const ms = timings[timing];
        if (ms > 0) stages.observe({ model, stage }, ms / 1000);
      }
      if (isPicture) {
        const { comfyuiCost } = outcome.model;
        // A counter takes no negative number, and throws: what the upstream tells must not cost the picture.
        if (comfyuiCost !== null && comfyuiCost >= 0) cost.inc({ model }, comfyuiCost);
        for (const field of outcome.unrecognised) fields.inc({ field: boundedField(field) });
      } else if (outcome.kind === "ContentRejected") {
        moderation.inc({ model, stage: outcome.stage });
      } else if (outcome.kind === "RateLimited") {
        limited.inc({ model, limited_by: outcome.limitedBy });
      }
    },
  };
}
