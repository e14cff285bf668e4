/** `logo_info`, the visible watermark that a request may ask for (docs/85621/1747301). */
import type { JsonObject } from "./json.js";
import { booleanIn, numberIn, objectIn, textIn, wholeIn } from "./readers.js";

export interface Logo {
  readonly corner: "lower right" | "lower left" | "upper left" | "upper right";
  readonly language: "Chinese" | "English";
  /** 0 to 1. */
  readonly opacity: number;
  /** A wording of the caller's own, in the place of the language's; null when there is none. */
  readonly text: string | null;
}

const CORNERS = ["lower right", "lower left", "upper left", "upper right"] as const;

/** Null unless `add_logo` is true. */
export function readLogo(sent: JsonObject): Logo | null {
  const info = objectIn(sent, "logo_info");
  const position = wholeIn(info, "position", { min: 0, max: 3 }) ?? 0;
  const language = wholeIn(info, "language", { min: 0, max: 1 }) ?? 0;
  const opacity = numberIn(info, "opacity", { min: 0, max: 1 }) ?? 1;
  const text = textIn(info, "logo_text_content");
  if (booleanIn(info, "add_logo") !== true) return null;
  return {
    corner: CORNERS[position] ?? "lower right",
    language: language === 0 ? "Chinese" : "English",
    opacity,
    text: text?.trim() || null,
  };
}
