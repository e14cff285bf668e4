/**
 * The picture of an image watermark: an object of the same bucket, which may be processed on its way (docs/6349/153627):
 * `logo.png?x-tos-process=image/resize,P_30`.
 */
import { type ProcessingAction, parseActions } from "../../../processing/actions.js";
import type { Size } from "../operations/area.js";
import { decodePicture, notProcessable, type Picture, type Pixels } from "../picture.js";
import type { ReadObject, Step } from "../planner.js";
import { PLANNERS, planAction } from "../planners.js";

/** Gives the mark for a picture of a size. Throws NoSuchKey or EC 0022-00000005. */
export type MarkPicture = (main: Size, readObject: ReadObject) => Promise<Pixels>;

const PROCESS = "?x-tos-process=";

/**
 * @param image the key, with or without a process.
 * @param share what P beside the image says, per cent of the picture: a resize after the process.
 */
export function planMarkPicture(image: string, share: number | undefined): MarkPicture {
  const at = image.indexOf(PROCESS);
  const key = at === -1 ? image : image.slice(0, at);
  const process = at === -1 ? [] : [image.slice(at + PROCESS.length)];
  const steps = [...process, ...(share === undefined ? [] : [`image/resize,P_${share}`])].map(planNested);
  const stepsFor = (main: Size): readonly Step[] => steps.flatMap((plan) => plan(main));
  return async (main, readObject) => {
    let picture: Picture = await decodePicture(await readObject(key));
    for (const step of stepsFor(main)) picture = await step(picture, readObject);
    return picture.pixels;
  };
}

/** A watermark's own picture takes every operation but `watermark`. What P means waits for the main picture's size. */
function planNested(chain: string): (main: Size) => readonly Step[] {
  const actions = parseActions(chain);
  if (actions === null) throw notProcessable("watermark: the process of its image must be image/…");
  const plan = (main: Size): Step[] =>
    actions.map((action) => planAction(withoutShare(action, main), PLANNERS));
  // With any size: what is wrong is known before work starts.
  plan({ width: 1, height: 1 });
  return plan;
}

/**
 * Writes `resize,P_30` as a resize into a box.
 * Assumption: the mark is scaled, up or down, to fit into P per cent of the main picture's width and height.
 */
function withoutShare(action: ProcessingAction, main: Size): ProcessingAction {
  const share = action.parameters.find(({ key }) => key === "P");
  if (action.name !== "resize" || share === undefined) return action;
  const percent = /^\d{1,3}$/.test(share.value) ? Number(share.value) : 0;
  if (percent < 1 || percent > 100 || action.parameters.length > 1) {
    throw notProcessable("watermark: P must be a whole number from 1 to 100, and stand alone");
  }
  const part = (side: number): string =>
    String(Math.min(16_384, Math.max(1, Math.round((side * percent) / 100))));
  const parameters = { w: part(main.width), h: part(main.height), limit: "0" };
  return {
    name: "resize",
    parameters: Object.entries(parameters).map(([key, value]) => ({ key, value })),
  };
}
