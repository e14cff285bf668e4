import { given } from "./given.js";
import { LOGO_LANGUAGES, LOGO_POSITIONS } from "./logo.js";
import type { ParameterViolation } from "./parameter-violation.js";
import { OPACITY, rangeViolations } from "./ranges.js";
import type { LogoLanguage, LogoPosition } from "./report.js";
import { checkCharacters, checkLength } from "./text.js";

/** The visible watermark that a request asks for (`logo_info`, Doubao docs 85621/1747301). */
export interface LogoParameters {
  readonly enabled?: boolean | null | undefined;
  readonly position?: Exclude<LogoPosition, "UNKNOWN"> | null | undefined;
  readonly language?: Exclude<LogoLanguage, "UNKNOWN"> | null | undefined;
  /** 0 (invisible) to 1 (opaque). */
  readonly opacity?: number | null | undefined;
  /** At most {@link LOGO_TEXT_MAX_CODE_POINTS}. */
  readonly text?: string | null | undefined;
}

/** Longest text of a watermark, in Unicode code points. Assumption: no page states a limit. */
export const LOGO_TEXT_MAX_CODE_POINTS = 64;

/** The watermark as the models spell it; null where none was given. */
export function toLogoInfo(logo: LogoParameters | null | undefined): Record<string, unknown> | null {
  if (!logo) return null;
  return given({
    add_logo: logo.enabled,
    position: logo.position ? LOGO_POSITIONS.indexOf(logo.position) : null,
    language: logo.language ? LOGO_LANGUAGES.indexOf(logo.language) : null,
    opacity: logo.opacity,
    logo_text_content: logo.text,
  });
}

/** Everything that is wrong with the watermark, with paths below `logo`. */
export function checkLogo(logo: LogoParameters | null | undefined): ParameterViolation[] {
  const text = logo?.text ?? null;
  const message = text === null ? null : checkLogoText(text);
  return [
    ...rangeViolations(logo ?? {}, { opacity: OPACITY }, ["logo"]),
    ...(message === null ? [] : [{ path: ["logo", "text"], constraint: "logoText", message }]),
  ];
}

/** Null when the wording may be sent, else a message that states the rule and not the wording. */
export function checkLogoText(text: string): string | null {
  return checkLength(text, LOGO_TEXT_MAX_CODE_POINTS) ?? checkCharacters(text);
}
