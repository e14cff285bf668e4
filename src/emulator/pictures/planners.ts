/** The operations on one picture alone, by name: every one but `watermark`, whose own picture may be processed by them. */
import type { ProcessingAction } from "../../processing/actions.js";
import { REPORT_OPERATIONS } from "../../processing/actions.js";
import { FAULTS, TosFault } from "../faults.js";
import { planCrop, planIndexCrop } from "./operations/crop.js";
import { planDraw } from "./operations/draw.js";
import { planFormat, planInterlace, planQuality, planSlim, planStrip } from "./operations/encoding.js";
import { planBlur, planSharpen } from "./operations/focus.js";
import { planMosaic } from "./operations/mosaic.js";
import { planResize } from "./operations/resize.js";
import { planAutoOrient, planAutoOrientInternal, planRotate } from "./operations/rotate.js";
import { planCircle, planRoundedCorners } from "./operations/rounding.js";
import { planBright, planColorspace, planContrast } from "./operations/tone.js";
import { notProcessable } from "./picture.js";
import type { Planner, Step } from "./planner.js";

export type Planners = Readonly<Record<string, Planner>>;

export const PLANNERS: Planners = {
  resize: planResize,
  crop: planCrop,
  indexcrop: planIndexCrop,
  circle: planCircle,
  "rounded-corners": planRoundedCorners,
  rotate: planRotate,
  "auto-orient": planAutoOrient,
  "auto-orient-internal": planAutoOrientInternal,
  format: planFormat,
  quality: planQuality,
  interlace: planInterlace,
  slim: planSlim,
  strip: planStrip,
  blur: planBlur,
  sharpen: planSharpen,
  bright: planBright,
  contrast: planContrast,
  colorspace: planColorspace,
  mosaic: planMosaic,
  draw: planDraw,
};

/** Operations of the service that the emulator does not have (docs/emulator-processing.md says why). */
export const MISSING_OPERATIONS: ReadonlySet<string> = new Set([
  "blindwatermark",
  "clip",
  "setaigcmetadata",
  "setc2pametadata",
]);

/** Throws NotImplemented, or EC 0022-00000005 for what is no operation or does not belong into a chain. */
export function planAction(action: ProcessingAction, planners: Planners): Step {
  const { name } = action;
  const planner = Object.hasOwn(planners, name) ? planners[name] : undefined;
  if (planner !== undefined) return planner(action);
  if (MISSING_OPERATIONS.has(name)) throw new TosFault(FAULTS.notImplemented, { detail: `image/${name}` });
  throw notProcessable(
    REPORT_OPERATIONS.has(name)
      ? `${name} answers with data and must stand alone`
      : `there is no operation ${name} here; there are ${Object.keys(planners).join(", ")}`,
  );
}
