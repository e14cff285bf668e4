/**
 * The four names that models have for the steps of a generation (Doubao docs 6791, 6793). A model ignores a name that
 * is not its own, so that the steps of a request are sent under the right one, whichever was written.
 */
import type { ImageModel } from "./image-model.js";

const SPELLINGS: readonly string[] = ["ddim_steps", "ddim_step", "steps", "step"];

/** `ddim_step` stands in one version of the page of `i2i_xl_sft` and in samples: which one is read is not known. */
const BOTH_DOCUMENTED: ReadonlySet<string> = new Set(["i2i_xl_sft"]);

type Parameters = Readonly<Record<string, unknown>>;

/** The spellings of the steps that were written, the model's own first; empty for a model without known steps. */
export function writtenSteps(model: ImageModel, parameters: Parameters): readonly string[] {
  const own = ownSpelling(model);
  if (own === null) return [];
  return [own, ...SPELLINGS.filter((name) => name !== own)].filter((name) => isGiven(parameters, name));
}

/** The model's own name of its steps; null where none is known. */
export function ownSpelling({ parameters }: ImageModel): string | null {
  return parameters.find(({ upstreamName }) => SPELLINGS.includes(upstreamName))?.upstreamName ?? null;
}

/** The parameters with the steps under the model's own name, in their order. Expects at most one spelling. */
export function respellSteps(model: ImageModel, parameters: Parameters): Parameters {
  const own = ownSpelling(model);
  const [written] = writtenSteps(model, parameters);
  if (own === null || written === undefined || written === own) return parameters;
  if (written === "ddim_step" && BOTH_DOCUMENTED.has(model.reqKey)) return parameters;
  // The own spelling can only be there with null, which is to say nothing.
  const others = Object.entries(parameters).filter(([name]) => name !== own);
  return Object.fromEntries(others.map(([name, value]) => [name === written ? own : name, value]));
}

function isGiven(parameters: Parameters, name: string): boolean {
  return Object.hasOwn(parameters, name) && parameters[name] !== null;
}
