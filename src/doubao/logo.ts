import type { FieldReader } from "./field-reader.js";
import type { LogoLanguage, LogoPosition, LogoReport } from "./report.js";

/** Positions in the order of the service's numbers 0 to 3 (`logo_info.position`, Doubao docs 85621/1747301). */
export const LOGO_POSITIONS = [
  "BOTTOM_RIGHT",
  "BOTTOM_LEFT",
  "TOP_LEFT",
  "TOP_RIGHT",
] as const satisfies readonly LogoPosition[];

/** Languages in the order of the service's numbers 0 and 1 (`logo_info.language`, Doubao docs 85621/1747301). */
export const LOGO_LANGUAGES = ["CHINESE", "ENGLISH"] as const satisfies readonly LogoLanguage[];

/** The watermark that the model echoes; null when it echoes none. */
export function readLogo(data: FieldReader): LogoReport | null {
  const logo = data.object("logo_info");
  if (logo === null) return null;
  const positionNumber = logo.integer("position");
  const languageNumber = logo.integer("language");
  const report: LogoReport = {
    addLogo: logo.flag("add_logo"),
    position: positionNumber === null ? null : (LOGO_POSITIONS[positionNumber] ?? "UNKNOWN"),
    positionNumber,
    language: languageNumber === null ? null : (LOGO_LANGUAGES[languageNumber] ?? "UNKNOWN"),
    languageNumber,
    opacity: logo.float("opacity"),
    text: logo.text("logo_text_content"),
  };
  logo.finish();
  return report;
}
