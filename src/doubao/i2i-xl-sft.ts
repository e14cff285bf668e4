import { given } from "./given.js";
import { checkLogo, type LogoParameters, toLogoInfo } from "./logo-parameters.js";
import type { ParameterViolation } from "./parameter-violation.js";
import { I2I_XL_SFT_RANGES, rangeViolations } from "./ranges.js";
import type { ControlNetKind } from "./report.js";

/** The model that this file is about: general XL pro, image to image (Doubao docs 6791/1330203). */
export const I2I_XL_SFT_REQ_KEY = "i2i_xl_sft";

/** What a control net can keep of the source picture. */
export const CONTROL_NET_KINDS = ["CANNY", "DEPTH", "POSE"] as const satisfies readonly ControlNetKind[];

/** A control net to apply to the source picture. */
export interface ControlNetParameter {
  readonly kind: (typeof CONTROL_NET_KINDS)[number];
  /** 0 (no influence) to 1. */
  readonly strength: number;
}

/**
 * Typed parameters of `i2i_xl_sft`; what is absent or null is not sent, and the service's default holds.
 * Names, types and meanings: Doubao docs 6791/1330203, `logo` also 85621/1747301.
 */
export interface I2iXlSftParameters {
  /** -1 (random) to 2,147,483,647. */
  readonly seed?: number | null | undefined;
  /** 1 to 50; the service's default is 20. */
  readonly ddimSteps?: number | null | undefined;
  /** Influence of the prompt, 1 to 30; the service's default is 7. */
  readonly scale?: number | null | undefined;
  /** Each kind at most once. */
  readonly controlNets?: readonly ControlNetParameter[] | null | undefined;
  readonly styleReference?:
    | {
        /** How much of the face to keep, 0 to 1. */
        readonly idWeight?: number | null | undefined;
        /** How much of the style to keep, 0 to 1. */
        readonly styleWeight?: number | null | undefined;
      }
    | null
    | undefined;
  readonly returnUrl?: boolean | null | undefined;
  /** Visible watermark. */
  readonly logo?: LogoParameters | null | undefined;
}

/** The kinds as the model spells them. */
export const UPSTREAM_KINDS: Readonly<Record<ControlNetParameter["kind"], string>> = {
  CANNY: "canny",
  DEPTH: "depth",
  POSE: "pose",
};

/**
 * Index into the pictures of the request. TOS sends exactly one, the source (TOS API page 1545409), so the
 * index is always 0 and no parameter.
 */
const SOURCE_PICTURE = 0;

/** The parameters as the model spells them, `req_key` first. Expects parameters without violations. */
export function toReqJson(parameters: I2iXlSftParameters): Record<string, unknown> {
  const { seed, ddimSteps, scale, controlNets, styleReference, returnUrl, logo } = parameters;
  return given({
    req_key: I2I_XL_SFT_REQ_KEY,
    seed,
    ddim_steps: ddimSteps,
    scale,
    // An empty list asks for nothing, which is what the absent member says.
    controlnet_args: controlNets?.length
      ? controlNets.map(({ kind, strength }) => ({
          type: UPSTREAM_KINDS[kind],
          strength,
          binary_data_index: SOURCE_PICTURE,
        }))
      : null,
    style_reference_args: styleReference
      ? given({
          id_weight: styleReference.idWeight,
          style_weight: styleReference.styleWeight,
          binary_data_index: SOURCE_PICTURE,
        })
      : null,
    return_url: returnUrl,
    logo_info: toLogoInfo(logo),
  });
}

/** Everything that is wrong with the parameters, in their order; empty when they may be sent. */
export function checkI2iXlSft(parameters: I2iXlSftParameters): ParameterViolation[] {
  const { controlNets, styleReference, logo } = parameters;
  const { seed, ddimSteps, scale, strength, idWeight, styleWeight } = I2I_XL_SFT_RANGES;
  const kinds = new Set<ControlNetKind>();
  return [
    ...rangeViolations(parameters, { seed, ddimSteps, scale }),
    ...(controlNets ?? []).slice(0, MAX_CHECKED_NETS).flatMap((net, index) => {
      const path = ["controlNets", index];
      const repeated = kinds.has(net.kind);
      kinds.add(net.kind);
      return [...(repeated ? [unique([...path, "kind"])] : []), ...rangeViolations(net, { strength }, path)];
    }),
    ...rangeViolations(styleReference ?? {}, { idWeight, styleWeight }, ["styleReference"]),
    ...checkLogo(logo),
  ];
}

/** A list that is longer than the kinds are many repeats one soon: the rest of a long one need not be looked at. */
const MAX_CHECKED_NETS = 50;

function unique(path: ParameterViolation["path"]): ParameterViolation {
  return { path, constraint: "unique", message: "must not repeat a kind: each control net counts once" };
}
