/** A chain of operations: planned first, so that every problem with its text is known before work starts, then run. */
import { parseActions } from "../../processing/actions.js";
import { notProcessable, type Picture } from "./picture.js";
import type { ReadObject } from "./planner.js";
import { PLANNERS, planAction } from "./planners.js";
import { planWatermark } from "./watermark/watermark.js";

export type Plan = readonly ((picture: Picture) => Picture | Promise<Picture>)[];

const ALL_PLANNERS = { ...PLANNERS, watermark: planWatermark };

/**
 * Throws a {@link TosFault} for a chain that is no `image/…`, or has an unknown operation or a wrong parameter.
 * @param readObject gives the pictures of image watermarks, from the bucket that is processed.
 */
export function planChain(text: string, readObject: ReadObject = noObjects): Plan {
  const actions = parseActions(text);
  if (actions === null) throw notProcessable("a chain must be image/OPERATION,parameters/…");
  return actions.map((action) => {
    const step = planAction(action, ALL_PLANNERS);
    return (picture) => step(picture, readObject);
  });
}

export async function runChain(plan: Plan, picture: Picture): Promise<Picture> {
  let current = picture;
  for (const step of plan) current = await step(current);
  return current;
}

function noObjects(): Promise<never> {
  return Promise.reject(notProcessable("there are no objects to take a watermark from"));
}
