import { checkCharacters, checkLength } from "./text.js";

/**
 * Longest prompt, in Unicode code points: the model answers "prompt can not be more than 800 chars" (50200;
 * Doubao docs 85621/1747301). Beyond about 100 words it has little effect (Doubao docs 6791/1330203).
 */
export const PROMPT_MAX_CODE_POINTS = 800;

// U+2800 is the blank Braille pattern: drawn as nothing, yet neither white space nor ignorable.
const BLANK = /^[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/**
 * Null when the prompt may be sent, else a message that states the rule and not the prompt. Blank means: only
 * white space, zero-width and control characters.
 */
export function checkPrompt(prompt: string, maxCodePoints = PROMPT_MAX_CODE_POINTS): string | null {
  const tooLong = checkLength(prompt, maxCodePoints);
  if (tooLong !== null) return tooLong;
  if (BLANK.test(prompt)) return "must not be blank: it needs at least one visible character";
  return checkCharacters(prompt);
}
