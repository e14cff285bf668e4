import { given } from "./given.js";
import { checkLogo, type LogoParameters, toLogoInfo } from "./logo-parameters.js";
import type { ParameterViolation } from "./parameter-violation.js";
import { rangeViolations, T2I_XL_SFT_RANGES } from "./ranges.js";

/** The model that this file is about: general XL pro, text to image (Doubao docs 6791/1330195). */
export const T2I_XL_SFT_REQ_KEY = "t2i_xl_sft";

/**
 * Typed parameters of `t2i_xl_sft`; what is absent or null is not sent, and the service's default holds.
 * Names and types: Doubao docs 6791/1330195 and the samples of the official SDKs.
 */
export interface T2iXlSftParameters {
  /** -1 (random) to 2,147,483,647. */
  readonly seed?: number | null | undefined;
  /** 1 to 50; the service's default is 20. */
  readonly ddimSteps?: number | null | undefined;
  /** Influence of the prompt, 1 to 30; the service's default is 7. */
  readonly scale?: number | null | undefined;
  /** Pixels. */
  readonly width?: number | null | undefined;
  /** Pixels. */
  readonly height?: number | null | undefined;
  readonly returnUrl?: boolean | null | undefined;
  /** Visible watermark. */
  readonly logo?: LogoParameters | null | undefined;
}

/** The parameters as the model spells them, `req_key` first. Expects parameters without violations. */
export function toT2iReqJson(parameters: T2iXlSftParameters): Record<string, unknown> {
  const { seed, ddimSteps, scale, width, height, returnUrl, logo } = parameters;
  return given({
    req_key: T2I_XL_SFT_REQ_KEY,
    seed,
    ddim_steps: ddimSteps,
    scale,
    width,
    height,
    return_url: returnUrl,
    logo_info: toLogoInfo(logo),
  });
}

/** Everything that is wrong with the parameters, in their order; empty when they may be sent. */
export function checkT2iXlSft(parameters: T2iXlSftParameters): ParameterViolation[] {
  return [...rangeViolations(parameters, T2I_XL_SFT_RANGES), ...checkLogo(parameters.logo)];
}
