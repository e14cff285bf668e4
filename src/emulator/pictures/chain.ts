/** A chain of operations: planned first, so that every problem with its text is known before work starts, then run. */
import { type ProcessingAction, parseActions, REPORT_OPERATIONS } from "../../processing/actions.js";
import { planCrop } from "./operations/crop.js";
import { planFormat, planInterlace, planQuality, planStrip } from "./operations/encoding.js";
import { planBlur, planSharpen } from "./operations/focus.js";
import { planResize } from "./operations/resize.js";
import { planAutoOrient, planRotate } from "./operations/rotate.js";
import { planBright, planColorspace, planContrast } from "./operations/tone.js";
import { notProcessable, type Picture } from "./picture.js";

/** One operation with its parameters read. May throw EC 0022-00000005 for what only the picture shows. */
export type Step = (picture: Picture) => Picture | Promise<Picture>;

/** Reads the parameters of an operation; throws for what is wrong with them. */
export type Planner = (action: ProcessingAction) => Step;

export type Plan = readonly Step[];

const PLANNERS: Readonly<Record<string, Planner>> = {
  resize: planResize,
  crop: planCrop,
  rotate: planRotate,
  "auto-orient": planAutoOrient,
  format: planFormat,
  quality: planQuality,
  interlace: planInterlace,
  strip: planStrip,
  blur: planBlur,
  sharpen: planSharpen,
  bright: planBright,
  contrast: planContrast,
  colorspace: planColorspace,
};

/** Throws a {@link TosFault} for a chain that is no `image/…`, or has an unknown operation or a wrong parameter. */
export function planChain(text: string): Plan {
  const actions = parseActions(text);
  if (actions === null) throw notProcessable("a chain must be image/OPERATION,parameters/…");
  return actions.map(planAction);
}

export async function runChain(plan: Plan, picture: Picture): Promise<Picture> {
  let current = picture;
  for (const step of plan) current = await step(current);
  return current;
}

function planAction(action: ProcessingAction): Step {
  const planner = Object.hasOwn(PLANNERS, action.name) ? PLANNERS[action.name] : undefined;
  if (planner !== undefined) return planner(action);
  throw notProcessable(
    REPORT_OPERATIONS.has(action.name)
      ? `${action.name} answers with data and must stand alone`
      : `the emulator has no operation ${action.name}; it has ${Object.keys(PLANNERS).join(", ")}`,
  );
}
